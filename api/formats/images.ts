/** Reads uploaded images: what they are by their bytes, their size, their EXIF data, and the two pictures derived of them. */
import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { MediaType } from '../contract/photos.ts';
import { decodeHeic, MAX_HEIC_PIXELS } from './heic.ts';
import { Turns } from './turns.ts';
import { UnreadableImage } from './unreadable-image.ts';

export interface ImageFacts {
  mediaType: MediaType;
  /** Pixels, upright. */
  width: number;
  height: number;
  exif: Uint8Array | undefined;
}

/** The longer side in pixels, and WebP's settings: effort 2 takes two thirds of the default's time for 3% more bytes. */
export const PREVIEW = { side: 1600, webp: { quality: 80, effort: 2 } };
export const THUMBNAIL = { side: 320, webp: { quality: 75, effort: 2 } };

/** A phone's 108 megapixels pass. */
export const MAX_PIXELS = 120_000_000;
export const MAX_SIDE = 30_000;
/** More pixels than this are decoded alone: what is not read in strips may take 6 bytes a pixel. */
const LARGE_PIXELS = 30_000_000;

// As many images as cores, one thread each, and nothing kept between them: memory stays flat under load.
sharp.cache(false);
sharp.concurrency(1);
const turns = new Turns(availableParallelism());

/** No photo takes as long; it bounds what a file made for it can take. */
const TIME_LIMIT_S = 60;

/** Enough for file-type to know every kind that is taken. */
const HEAD_BYTES = 4100;
const kinds: Record<string, { mediaType: MediaType; format: Metadata['format'] }> = {
  'image/jpeg': { mediaType: 'image/jpeg', format: 'jpeg' },
  'image/png': { mediaType: 'image/png', format: 'png' },
  'image/apng': { mediaType: 'image/png', format: 'png' },
  'image/webp': { mediaType: 'image/webp', format: 'webp' },
  'image/heic': { mediaType: 'image/heic', format: 'heif' },
  'image/heif': { mediaType: 'image/heic', format: 'heif' },
};

/** Looks at the head of an image. Throws UnreadableImage. */
export async function inspectImage(path: string): Promise<ImageFacts> {
  const kind = kinds[(await fileTypeFromBuffer(await headOf(path)))?.mime ?? ''];
  if (kind === undefined) throw new UnreadableImage('unknown-type');
  const metadata = await refusingDamage(sharp(path, { limitInputPixels: false }).metadata());
  // HEIF is a box for many codecs; AVIF is not taken.
  if (metadata.format !== kind.format || (kind.format === 'heif' && metadata.compression !== 'hevc'))
    throw new UnreadableImage('unknown-type');
  const { width, height } = metadata.autoOrient;
  const maxPixels = kind.mediaType === 'image/heic' ? MAX_HEIC_PIXELS : MAX_PIXELS;
  if (Math.max(width, height) > MAX_SIDE || width * height > maxPixels) throw new UnreadableImage('too-many-pixels');
  return { mediaType: kind.mediaType, width, height, exif: metadata.exif };
}

/**
 * Preview and thumbnail in WebP: upright, sRGB, without metadata. The original is decoded once and completely, so that
 * one that is cut off is found out. Throws UnreadableImage.
 */
export function makeDerivatives(
  path: string,
  image: Omit<ImageFacts, 'exif'>,
): Promise<{ preview: Buffer; thumbnail: Buffer }> {
  const weight = image.width * image.height > LARGE_PIXELS ? turns.capacity : 1;
  return turns.run(weight, async () => {
    const { data, info } = await refusingDamage(
      (await openImage(path, image))
        .resize(PREVIEW.side, PREVIEW.side, { fit: 'inside', withoutEnlargement: true })
        .timeout({ seconds: TIME_LIMIT_S })
        .raw()
        .toBuffer({ resolveWithObject: true }),
    );
    const pixels = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
    const [preview, thumbnail] = await Promise.all([
      pixels().webp(PREVIEW.webp).toBuffer(),
      pixels()
        .resize(THUMBNAIL.side, THUMBNAIL.side, { fit: 'inside', withoutEnlargement: true })
        .webp(THUMBNAIL.webp)
        .toBuffer(),
    ]);
    return { preview, thumbnail };
  });
}

/** Ends what cannot end soon by itself; for the end of the process. */
export { stopHeicWorkers as stopDecoding } from './heic.ts';

async function openImage(path: string, image: Pick<ImageFacts, 'mediaType'>): Promise<Sharp> {
  if (image.mediaType !== 'image/heic')
    return sharp(path, { failOn: 'truncated', limitInputPixels: MAX_PIXELS }).autoOrient();
  // The decoder has turned it upright; its EXIF orientation is not to be heeded again (ISO/IEC 23008-12 §A.2.1).
  const { data, ...raw } = await decodeHeic(path);
  return sharp(data, { raw, limitInputPixels: MAX_HEIC_PIXELS });
}

async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function refusingDamage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const isTimeout = error instanceof Error && error.message.startsWith('timeout:');
    throw new UnreadableImage(isTimeout ? 'too-slow' : 'damaged', error);
  }
}
