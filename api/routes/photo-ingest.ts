/**
 * The one way for a photo into the service, for uploads and for the demonstration alike: known by its bytes, checked,
 * its derivatives made, the original durable, then the row. Until the row is there, nothing serves the photo.
 */
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { MAX_PHOTO_BYTES, type PhotoFields } from '../contract/photos.ts';
import { baseNameOf } from '../domain/file-names.ts';
import { choosePosition, chooseTakenAt, warningsOf } from '../domain/photo-evidence.ts';
import { allows, idsOf, type Actor } from '../domain/policy.ts';
import { readExif } from '../formats/exif.ts';
import { inspectImage, makeDerivatives } from '../formats/images.ts';
import type { AppDeps } from '../http/operation.ts';
import { Problem } from '../http/problems.ts';
import type { Draft, PhotoKey } from '../storage/photo-store.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import {
  findPhoto,
  findPhotoTarget,
  insertPhoto,
  lockPhotoId,
  type NewPhoto,
  type PhotoRow,
} from '../../db/queries/photos.ts';
import { contentProblem, imageProblem } from './photo-problems.ts';
import { agencyOfPhoto, type Origin } from './photo-target.ts';

export type { Origin } from './photo-target.ts';

export type IngestDeps = Pick<AppDeps, 'db' | 'store' | 'clock'>;

export interface Ingested {
  /** False: this very photo was there already. */
  created: boolean;
  photo: PhotoRow;
}

/** A received original, which whoever calls discards in the end. */
export interface ReceivedPhoto {
  draft: Draft;
  sha256: string;
  bytes: number;
  name: string;
}

/** Stores a photo that does not come by HTTP. Throws Problem, StorageFull, PhotoTooLarge. */
export async function ingestPhoto(
  deps: IngestDeps,
  file: { content: Readable; name: string },
  fields: PhotoFields,
  origin: Origin,
): Promise<Ingested> {
  const draft = await deps.store.draft();
  try {
    const received = await draft.receive(file.content, MAX_PHOTO_BYTES);
    return await ingestReceived(deps, { draft, name: file.name, ...received }, fields, origin);
  } finally {
    await draft.discard();
  }
}

export async function ingestReceived(
  deps: IngestDeps,
  received: ReceivedPhoto,
  fields: PhotoFields,
  origin: Origin,
): Promise<Ingested> {
  const { draft, sha256 } = received;
  const key: PhotoKey = { id: fields.id ?? uuidv7(), sha256 };
  const settled = settle(await findPhoto(deps.db, key.id), key, origin.actor);
  if (settled !== undefined) return { created: false, photo: settled };
  const photo = await examine(deps, received, key.id, fields, origin);
  const derivatives = await makeDerivatives(draft.path, photo).catch(refuseImage(origin));
  await Promise.all([draft.derive('preview', derivatives.preview), draft.derive('thumbnail', derivatives.thumbnail)]);
  await draft.keep(key);
  const created = await record(deps, key, photo, origin);
  const row = await findPhoto(deps.db, key.id);
  if (row === undefined) throw new Error(`photo ${key.id} has no row after it was written`);
  return { created, photo: row };
}

/** The receipt of a repeated upload; undefined where the id is free. Throws when it is not this photo's. */
function settle(existing: PhotoRow | undefined, key: PhotoKey, actor: Actor | null): PhotoRow | undefined {
  if (existing === undefined) return undefined;
  const isOurs = actor === null || allows(actor, 'photo.write', { agency: existing.agency });
  if (!isOurs || existing.sha256 !== key.sha256)
    throw new Problem('conflict', {
      id: 'id ini sudah dipakai foto lain. Pakai id baru untuk foto ini.',
      en: 'This id is taken by another photo. Use a new id for this one.',
    });
  if (existing.deleted)
    throw new Problem('deleted', {
      id: 'Foto ini pernah disimpan lalu dihapus. Pakai id baru untuk menyimpannya lagi.',
      en: 'This photo was stored and then deleted. Use a new id to store it again.',
    });
  return existing;
}

/** Everything of the row that can be known before the costly decoding. */
async function examine(
  deps: IngestDeps,
  { draft, sha256, bytes, name }: ReceivedPhoto,
  id: string,
  fields: PhotoFields,
  origin: Origin,
): Promise<NewPhoto> {
  if (bytes === 0)
    throw contentProblem(origin.language ?? 'id', { file: { id: 'Berkas kosong.', en: 'The file is empty.' } });
  const receivedAt = deps.clock();
  const image = await inspectImage(draft.path).catch(refuseImage(origin));
  const exif = readExif(image.exif);
  const position = choosePosition(fields, exif);
  const taken = chooseTakenAt(fields, exif);
  const target = await findPhotoTarget(deps.db, fields, position);
  return {
    id,
    asset: fields.asset ?? null,
    project: fields.project ?? null,
    report: fields.report ?? null,
    agency: agencyOfPhoto(fields, target, origin),
    phase: fields.phase ?? null,
    sha256,
    bytes,
    mediaType: image.mediaType,
    width: image.width,
    height: image.height,
    originalName: baseNameOf(name),
    takenAt: taken?.at ?? null,
    takenAtSource: taken?.source ?? null,
    receivedAt,
    longitude: position?.longitude ?? null,
    latitude: position?.latitude ?? null,
    positionSource: position?.source ?? null,
    accuracy: position?.accuracy ?? null,
    azimuth: fields.azimuth ?? exif.azimuth,
    warnings: warningsOf({
      position,
      takenAt: taken?.at ?? null,
      receivedAt,
      phase: fields.phase ?? null,
      distance: target.distance,
      workStart: target.workStart,
      exifBroken: exif.broken,
    }),
    uploadedBy: origin.actor === null ? null : idsOf(origin.actor).actorId,
    illustration: origin.illustration,
  };
}

/** Writes row and audit; false when the same upload, running at the same time, was first. */
async function record(deps: IngestDeps, key: PhotoKey, photo: NewPhoto, origin: Origin): Promise<boolean> {
  const { actorId, tokenId } = origin.actor === null ? { actorId: null, tokenId: null } : idsOf(origin.actor);
  let first: PhotoRow | undefined;
  try {
    return await deps.db.transaction(async (trx) => {
      await lockPhotoId(trx, key.id);
      first = await findPhoto(trx, key.id);
      if (settle(first, key, origin.actor) !== undefined) return false;
      if (!(await deps.store.has(key))) throw sweptAway();
      await insertPhoto(trx, photo);
      await insertAudit(trx, {
        actorId,
        tokenId,
        action: 'photo.create',
        nounId: key.id,
        detail: { sha256: key.sha256, bytes: photo.bytes, asset: photo.asset, project: photo.project },
      });
      return true;
    });
  } catch (error) {
    // The id went to other bytes: these will never have a row. After any other failure that cannot be known
    // (a commit may have come through whose answer did not), and the sweeper looks again later.
    if (first !== undefined && first.sha256 !== key.sha256) await deps.store.remove(key);
    throw error;
  }
}

/** The sweeper took files of an earlier, failed upload of this photo just when this one found them in place. */
function sweptAway(): Problem {
  return new Problem(
    'unavailable',
    { id: 'Foto belum tersimpan; kirim lagi.', en: 'The photo was not stored; send it again.' },
    {},
    { 'Retry-After': '1' },
  );
}

function refuseImage({ language = 'id' }: Origin): (error: unknown) => never {
  return (error) => {
    throw imageProblem(error, language) ?? error;
  };
}
