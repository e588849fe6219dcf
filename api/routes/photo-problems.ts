/** What is wrong with an uploaded photo, in words that say what to do. */
import { mediaTypes } from '../contract/photos.ts';
import type { Language, Text } from '../contract/text.ts';
import { MAX_PIXELS, MAX_SIDE } from '../formats/images.ts';
import { MAX_HEIC_PIXELS } from '../formats/heic.ts';
import { UnreadableImage, type ImageFault } from '../formats/unreadable-image.ts';
import { Problem } from '../http/problems.ts';
import { invalidContent } from '../http/validate.ts';

const megapixels = (pixels: number) => Math.floor(pixels / 1e6);
const sentences: Record<Exclude<ImageFault, 'unknown-type'>, Text> = {
  damaged: {
    id: 'Berkas gambar terpotong atau rusak. Ambil atau kirim ulang fotonya.',
    en: 'The image is cut off or damaged. Take or send the photo again.',
  },
  'too-many-pixels': {
    id: `Gambar terlalu besar: paling banyak ${MAX_SIDE} piksel per sisi dan ${megapixels(MAX_PIXELS)} megapiksel (HEIC ${megapixels(MAX_HEIC_PIXELS)}).`,
    en: `The image is too large: at most ${MAX_SIDE} pixels a side and ${megapixels(MAX_PIXELS)} megapixels (HEIC ${megapixels(MAX_HEIC_PIXELS)}).`,
  },
  'too-slow': {
    id: 'Gambar ini terlalu lama dibaca. Kirim sebagai JPEG.',
    en: 'This image takes too long to read. Send it as JPEG.',
  },
};

/** Undefined for what is no fault of the image. */
export function imageProblem(error: unknown, language: Language): Problem | undefined {
  if (!(error instanceof UnreadableImage)) return undefined;
  if (error.fault === 'unknown-type')
    return new Problem(
      'unsupported-media-type',
      {
        id: 'Isi berkas ini bukan foto JPEG, PNG, WebP, atau HEIC, apa pun namanya.',
        en: "This file's content is not a JPEG, PNG, WebP or HEIC photo, whatever its name.",
      },
      { accepted: mediaTypes },
    );
  return contentProblem(language, { file: sentences[error.fault] });
}

/** Faults by field, each with its sentence. */
export function contentProblem(language: Language, faults: Record<string, Text>): Problem {
  return invalidContent(
    Object.entries(faults).map(([field, detail]) => ({ pointer: `/${field}`, detail: detail[language] })),
  );
}
