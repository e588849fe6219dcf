/** Reads from EXIF what proves a photo: time, position, direction. Never throws: what cannot be read is marked as broken. */
import ExifReader from 'exifreader';
import type { Exif } from '../domain/photo-evidence.ts';

type Tags = Record<string, { value: unknown } | undefined>;
/** Marks a tag that is there and cannot mean anything, apart from one that is not there. */
const BROKEN = Symbol('broken');
type Read<T> = T | null | typeof BROKEN;

const nothing: Exif = { broken: false, takenAt: null, offset: null, position: null, accuracy: null, azimuth: null };
/** Tags of the Exif IFD that every camera writes at least one of. */
const everyday = ['ExifVersion', 'DateTimeOriginal', 'ExposureTime', 'PixelXDimension', 'ColorSpace', 'Flash'];

/** `block`: the EXIF data of any kind of file, with or without its `Exif\0\0` head; absent where the file has none. */
export function readExif(block: Uint8Array | undefined): Exif {
  if (block === undefined) return nothing;
  const tags = tagsOf(Buffer.from(block.buffer, block.byteOffset, Math.min(block.length, MAX_BLOCK)));
  if (tags === BROKEN) return { ...nothing, broken: true };
  const original = timeOf(tags['DateTimeOriginal']);
  const takenAt = original === null ? timeOf(tags['DateTimeDigitized']) : original;
  const position = positionOf(tags);
  return {
    broken: takenAt === BROKEN || position === BROKEN,
    takenAt: takenAt === BROKEN ? null : takenAt,
    offset: offsetOf(tags['OffsetTimeOriginal'] ?? tags['OffsetTime']),
    position: position === BROKEN ? null : position,
    accuracy: numberOf(tags['GPSHPositioningError'], 1e7),
    azimuth: azimuthOf(tags),
  };
}

/** What a JPEG can hold. Other kinds can hold more, which would only give a malicious file more of our time. */
const MAX_BLOCK = 65_536;

/** An EXIF block is a TIFF file without pixels (CIPA DC-008 §4.5). */
function tagsOf(block: Buffer): Tags | typeof BROKEN {
  const tiff = block.subarray(0, 4).toString('latin1') === 'Exif' ? block.subarray(6) : block;
  let tags: Tags;
  try {
    tags = (ExifReader.load(tiff, { expanded: true }).exif ?? {}) as Tags;
  } catch {
    // The reader throws errors of many kinds at damaged data, which all mean just this.
    return BROKEN;
  }
  const dangling = tags['Exif IFD Pointer'] !== undefined && !everyday.some((name) => name in tags);
  return Object.keys(tags).length === 0 || dangling ? BROKEN : tags;
}

/** ASCII values come as an array of one string. */
function textOf(tag: Tags[string]): string | null {
  const value: unknown = Array.isArray(tag?.value) ? tag.value[0] : tag?.value;
  return typeof value === 'string' ? value.replaceAll('\0', '').trim() : null;
}

/** A rational is `[numerator, denominator]`; 0/0 is how cameras write "unknown". */
function toNumber(value: unknown): number {
  if (!Array.isArray(value)) return Number(value);
  const [numerator, denominator] = value as unknown[];
  return Number(numerator) / Number(denominator);
}

/** From 0 to `max`, or else null. */
function numberOf(tag: Tags[string], max: number): number | null {
  const number = tag === undefined ? NaN : toNumber(tag.value);
  return number >= 0 && number <= max ? number : null;
}

/** `2026:11:23 08:05:00` -> `2026-11-23T08:05:00`; blanks and zeros are how cameras write "unknown". */
function timeOf(tag: Tags[string]): Read<string> {
  const text = textOf(tag);
  if (text === null || /^[\s:0]*$/.test(text)) return null;
  const [, date = '', time = ''] = /^(\d{4}:\d\d:\d\d)[ T](\d\d:\d\d:\d\d)/.exec(text) ?? [];
  const written = `${date.replaceAll(':', '-')}T${time}`;
  const instant = new Date(`${written}Z`);
  // Date carries 31 February over to March: what comes back tells.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(written) ? written : BROKEN;
}

function offsetOf(tag: Tags[string]): string | null {
  const text = textOf(tag) ?? '';
  return /^[+-](0\d|1[0-4]):[0-5]\d$/.test(text) ? text : null;
}

function positionOf(tags: Tags): Read<{ longitude: number; latitude: number }> {
  const latitude = angleOf(tags['GPSLatitude'], textOf(tags['GPSLatitudeRef']), ['N', 'S'], 90);
  const longitude = angleOf(tags['GPSLongitude'], textOf(tags['GPSLongitudeRef']), ['E', 'W'], 180);
  if (latitude === BROKEN || longitude === BROKEN) return BROKEN;
  return latitude === null || longitude === null ? null : { longitude, latitude };
}

/** Degrees, minutes and seconds; without its hemisphere an angle is half the truth and not taken. */
function angleOf(tag: Tags[string], ref: string | null, [plus, minus]: [string, string], limit: number): Read<number> {
  if (tag === undefined) return null;
  const parts = (Array.isArray(tag.value) ? tag.value : []).map(toNumber);
  const [degrees = NaN, minutes = 0, seconds = 0] = parts;
  const angle = degrees + minutes / 60 + seconds / 3600;
  if (Number.isNaN(angle)) return null;
  const sign = ref === plus ? 1 : ref === minus ? -1 : undefined;
  return sign === undefined || angle < 0 || angle > limit ? BROKEN : sign * angle;
}

/** A direction from magnetic north is taken as it is: in Sulawesi it differs from true north by less than the hand shakes. */
function azimuthOf(tags: Tags): number | null {
  const azimuth = numberOf(tags['GPSImgDirection'], 360);
  return azimuth === null ? null : azimuth % 360;
}
