/** Photos made on the spot, with the EXIF data that a test asks for. */
import sharp, { type Exif, type Sharp } from 'sharp';

/** A picture that differs with its seed; no two bytes alike are needed to tell photos apart. */
export function picture(seed = 1, width = 160, height = 120): Sharp {
  const background = { r: (seed * 53) % 256, g: (seed * 101) % 256, b: (seed * 197) % 256 };
  return sharp({ create: { width, height, channels: 3, background } });
}

export async function jpeg(seed = 1, exif?: Exif, width?: number, height?: number): Promise<Buffer> {
  const image = picture(seed, width, height).jpeg();
  return (exif === undefined ? image : image.withExif(exif)).toBuffer();
}

/** The EXIF block alone, with its head. */
export async function exifBlock(exif: Exif): Promise<Buffer> {
  const { exif: block } = await sharp(await jpeg(1, exif, 16, 16)).metadata();
  if (block === undefined) throw new Error('the picture has no EXIF data');
  return block;
}

/** Degrees as EXIF writes them: degrees, minutes and hundredths of seconds. */
export function exifPosition(longitude: number, latitude: number): NonNullable<Exif['IFD3']> {
  const parts = (angle: number) => {
    const hundredths = Math.round(Math.abs(angle) * 360_000);
    return `${Math.floor(hundredths / 360_000)}/1 ${Math.floor(hundredths / 6000) % 60}/1 ${hundredths % 6000}/100`;
  };
  return {
    GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
    GPSLatitude: parts(latitude),
    GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
    GPSLongitude: parts(longitude),
  };
}
