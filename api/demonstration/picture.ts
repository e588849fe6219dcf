/** A demonstration photo as a phone would send it: a JPEG that says that it is an illustration, with EXIF position and time. */
import sharp, { type Exif } from 'sharp';
import type { PhotoSeed } from '../../db/seeds/demonstration.ts';
import { HEIGHT, rect, WIDTH } from './drawing.ts';
import { lettering } from './letters.ts';
import { drawScene } from './scenes/index.ts';

export const MARK = 'ILUSTRASI – bukan hasil survei';
const BAND = 168;

/** The bytes of a picture; the same each time with the same version of the image library. */
export async function drawPhoto(photo: PhotoSeed): Promise<Buffer> {
  return sharp(Buffer.from(svgOf(photo)))
    .flatten({ background: '#000000' })
    .withExif(exifOf(photo))
    .jpeg({ quality: 82, mozjpeg: false })
    .toBuffer();
}

/** The scene with its caption below. */
export function svgOf(photo: PhotoSeed): string {
  const top = HEIGHT - BAND;
  const caption = { x: WIDTH / 2, anchor: 'middle', maxWidth: WIDTH - 120 } as const;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    drawScene(photo.scene, photo.progress),
    rect(0, top, WIDTH, BAND, '#10242b'),
    rect(0, top, WIDTH, 6, '#f2b134'),
    lettering(MARK, { ...caption, baseline: top + 86, height: 52, colour: '#ffffff', weight: 15 }),
    lettering(photo.caption, { ...caption, baseline: top + 138, height: 24, colour: '#c9d8dc', weight: 12 }),
    '</svg>',
  ].join('');
}

/** EXIF 2.32: rationals as fractions, the time in the camera's own zone with its offset beside it. */
function exifOf({ position: [longitude, latitude], azimuth, takenAt }: PhotoSeed): Exif {
  const time = takenAt.slice(0, 19).replaceAll('-', ':').replace('T', ' ');
  const offset = takenAt.slice(19);
  return {
    IFD0: {
      Make: 'Lutra',
      Model: 'Ilustrasi',
      Software: 'Lutra',
      DateTime: time,
      ImageDescription: 'ILUSTRASI - bukan hasil survei',
    },
    IFD2: { DateTimeOriginal: time, DateTimeDigitized: time, OffsetTime: offset, OffsetTimeOriginal: offset },
    IFD3: {
      GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
      GPSLatitude: sexagesimal(latitude),
      GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
      GPSLongitude: sexagesimal(longitude),
      GPSImgDirectionRef: 'T',
      GPSImgDirection: `${azimuth}/1`,
      GPSHPositioningError: '5/1',
      GPSMapDatum: 'WGS-84',
    },
  };
}

/** Degrees, minutes and seconds to a ten-thousandth: some millimetres. */
function sexagesimal(degrees: number): string {
  const total = Math.round(Math.abs(degrees) * 36_000_000);
  const seconds = total % 600_000;
  const minutes = ((total - seconds) / 600_000) % 60;
  const whole = Math.floor(total / 36_000_000);
  return `${whole}/1 ${minutes}/1 ${seconds}/10000`;
}
