/** A photo's row as the answer that an actor may see. */
import { ILLUSTRATION } from '../contract/common.ts';
import type { Photo } from '../contract/photos.ts';
import type { Language } from '../contract/text.ts';
import { describeWarning, type Warning } from '../domain/photo-evidence.ts';
import { scopeOf, type Actor } from '../domain/policy.ts';
import type { PhotoRow } from '../../db/queries/photos.ts';

/** The photo as this actor may see it: the public gets no position, no hash, no names and no original. */
export function toPhoto(row: PhotoRow, actor: Actor, language: Language): Photo {
  const address = `/api/photos/${row.id}`;
  const original = scopeOf(actor, 'photo.read-original') === undefined ? {} : { original: `${address}/original` };
  return {
    id: row.id,
    asset: row.asset,
    project: row.project,
    report: row.report,
    phase: row.phase,
    bytes: row.bytes,
    mediaType: row.mediaType,
    width: row.width,
    height: row.height,
    takenAt: row.takenAt?.toISOString() ?? null,
    receivedAt: row.receivedAt.toISOString(),
    ...(row.illustration ? { illustration: ILLUSTRATION } : {}),
    links: { ...original, preview: `${address}/preview`, thumbnail: `${address}/thumbnail` },
    ...(actor.kind === 'public' ? {} : evidenceOf(row, language)),
  };
}

function evidenceOf(row: PhotoRow, language: Language) {
  const { longitude, latitude, accuracy, azimuth, positionSource: source, uploadedBy, uploadedByName } = row;
  return {
    sha256: row.sha256,
    originalName: row.originalName,
    takenAtSource: row.takenAtSource,
    position:
      longitude === null || latitude === null || source === null
        ? null
        : { longitude, latitude, accuracy, azimuth, source },
    warnings: (row.warnings as Warning[]).map((warning) => ({
      code: warning.code,
      detail: describeWarning(warning, language),
    })),
    uploadedBy: uploadedBy === null ? null : { id: uploadedBy, name: uploadedByName ?? '' },
  };
}
