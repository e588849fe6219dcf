/**
 * What a photo proves: which position and time count, and what is doubtful about it.
 * Doubts are warnings, never refusals (docs of the field: "Warn, never refuse").
 */
import type { PhotoFields, WarningCode } from '../contract/photos.ts';
import type { Language, Text } from '../contract/text.ts';

/** What the camera wrote into the file; null where it wrote nothing that can be read. */
export interface Exif {
  /** The file says that it has EXIF data, which cannot be read in part or whole. */
  broken: boolean;
  /** `YYYY-MM-DDTHH:MM:SS` by the camera's clock. */
  takenAt: string | null;
  /** Of the camera's clock, `+08:00`; most cameras write none. */
  offset: string | null;
  position: { longitude: number; latitude: number } | null;
  /** Metres. */
  accuracy: number | null;
  /** Degrees clockwise from north. */
  azimuth: number | null;
}

export interface Position {
  longitude: number;
  latitude: number;
  accuracy: number | null;
  source: 'exif' | 'device' | 'manual';
}

/** A warning as it is kept: its text is made when it is read. */
export type Warning =
  | { code: 'far-from-asset'; metres: number }
  | { code: 'older-than-work'; start: string }
  | { code: Exclude<WarningCode, 'far-from-asset' | 'older-than-work'> };

/** Farther from its asset than this, in metres, a photo is doubted. */
export const FAR_METRES = 100;
/** Clocks of phones run ahead by minutes. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;
/** EXIF times have no zone; where the camera wrote no offset, it was set to Asia/Makassar, which has no summer time. */
const WITA = '+08:00';

/** The position given with the upload, else the one that the camera wrote. */
export function choosePosition(fields: PhotoFields, exif: Exif): Position | null {
  if (fields.longitude !== undefined && fields.latitude !== undefined)
    return {
      longitude: fields.longitude,
      latitude: fields.latitude,
      accuracy: fields.accuracy ?? null,
      source: fields.positionSource ?? 'device',
    };
  if (exif.position === null) return null;
  return { ...exif.position, accuracy: fields.accuracy ?? exif.accuracy, source: 'exif' };
}

/** The time given with the upload, else the one that the camera wrote. */
export function chooseTakenAt(fields: PhotoFields, exif: Exif): { at: Date; source: 'exif' | 'device' } | null {
  if (fields.takenAt !== undefined) return { at: new Date(fields.takenAt), source: 'device' };
  if (exif.takenAt === null) return null;
  return { at: new Date(exif.takenAt + (exif.offset ?? WITA)), source: 'exif' };
}

export interface Evidence {
  position: Position | null;
  takenAt: Date | null;
  receivedAt: Date;
  phase: number | null;
  /** Geodesic metres to the asset's geometry; null without an asset or a position. */
  distance: number | null;
  /** The first day of the work, `YYYY-MM-DD`; null where none is known. */
  workStart: string | null;
  exifBroken: boolean;
}

/** What is doubtful, in the order in which it is told. */
export function warningsOf(evidence: Evidence): Warning[] {
  const { position, takenAt, receivedAt, distance, workStart } = evidence;
  const warnings: Warning[] = [];
  if (position === null) warnings.push({ code: 'no-position' });
  else if (position.longitude === 0 && position.latitude === 0) warnings.push({ code: 'position-zero' });
  else if (distance !== null && distance > FAR_METRES)
    warnings.push({ code: 'far-from-asset', metres: Math.round(distance) });
  if (takenAt !== null && takenAt.getTime() > receivedAt.getTime() + CLOCK_TOLERANCE_MS)
    warnings.push({ code: 'time-in-future' });
  // The picture of phase 0 shows the place before the work and is older than it by right.
  if (takenAt !== null && workStart !== null && evidence.phase !== 0 && takenAt < new Date(`${workStart}T00:00${WITA}`))
    warnings.push({ code: 'older-than-work', start: workStart });
  if (evidence.exifBroken) warnings.push({ code: 'exif-broken' });
  return warnings;
}

/** The warning as a sentence. */
export function describeWarning(warning: Warning, language: Language): string {
  return sentence(warning)[language];
}

function sentence(warning: Warning): Text {
  switch (warning.code) {
    case 'far-from-asset':
      return {
        id: `Foto diambil ${metresIn('id', warning.metres)} dari asetnya (lebih dari ${FAR_METRES} m).`,
        en: `The photo was taken ${metresIn('en', warning.metres)} from its asset (more than ${FAR_METRES} m).`,
      };
    case 'no-position':
      return { id: 'Foto tidak memuat posisi.', en: 'The photo has no position.' };
    case 'position-zero':
      return {
        id: 'Posisi foto 0,0: perangkat belum mendapat posisi.',
        en: "The photo's position is 0,0: the device had no position yet.",
      };
    case 'time-in-future':
      return {
        id: 'Waktu pengambilan ada di masa depan: periksa jam perangkat.',
        en: "The photo's time lies in the future: check the device's clock.",
      };
    case 'older-than-work':
      return {
        id: `Foto diambil sebelum pekerjaan dimulai (${warning.start}).`,
        en: `The photo was taken before the work began (${warning.start}).`,
      };
    case 'exif-broken':
      return { id: 'Metadata EXIF foto rusak.', en: "The photo's EXIF data is broken." };
  }
}

function metresIn(language: Language, metres: number): string {
  return metres < 10_000
    ? `${metres.toLocaleString(language)} m`
    : `${Math.round(metres / 1000).toLocaleString(language)} km`;
}
