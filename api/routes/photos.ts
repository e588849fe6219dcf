/** Photos: upload with a receipt, lists, the original and its derivatives, corrections, deletion. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { z } from 'zod';
import { pageQuery, uuidSchema } from '../contract/common.ts';
import {
  MAX_PHOTO_BYTES,
  photoFieldsSchema,
  photoListSchema,
  photoPatchSchema,
  photoSchema,
  photoUploadSchema,
} from '../contract/photos.ts';
import { downloadNameOf } from '../domain/file-names.ts';
import { allows, idsOf, scopeOf, type Actor } from '../domain/policy.ts';
import { defineOperation } from '../http/operation.ts';
import { decodeKey, pageOf } from '../http/paging.ts';
import { languageOf, Problem } from '../http/problems.ts';
import { sendStoredFile } from '../http/stored-file.ts';
import { isUnmodified } from '../http/unmodified.ts';
import { receiveUpload } from '../http/uploads.ts';
import { invalidParameter, parseContent } from '../http/validate.ts';
import type { PhotoFile } from '../storage/photo-store.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import {
  findPhoto,
  findPhotoTarget,
  markPhotoDeleted,
  photoPage,
  updatePhoto,
  lockPhotoId,
  type PhotoRow,
} from '../../db/queries/photos.ts';
import { toPhoto } from './photo-answer.ts';
import { ingestReceived } from './photo-ingest.ts';
import { contentProblem } from './photo-problems.ts';
import { isReportOf, noSuchReport } from './photo-target.ts';

const tag = 'Photos';
const photoParams = z.strictObject({ id: uuidSchema });

const createPhoto = defineOperation({
  id: 'createPhoto',
  method: 'post',
  path: '/photos',
  tag,
  summary: 'Store a photo of an asset or a project; the receipt comes when it is durable. Sending it again is harmless',
  permission: 'photo.write',
  body: photoUploadSchema,
  bodyTypes: ['multipart/form-data'],
  responses: {
    200: { description: 'The receipt of the same photo, stored before under the same id', schema: photoSchema },
    201: { description: 'The receipt', schema: photoSchema, headers: { Location: 'Address of the photo' } },
  },
  async handle({ actor, req, res, deps }) {
    const language = languageOf(req);
    const upload = await receiveUpload(req, res, deps.store, MAX_PHOTO_BYTES);
    try {
      const fields = parseContent(photoFieldsSchema, upload.fields, language);
      const { created, photo } = await ingestReceived(deps, upload, fields, { actor, illustration: false, language });
      res.status(created ? 201 : 200).location(`/api/photos/${photo.id}`);
      return toPhoto(photo, actor, language);
    } finally {
      await upload.draft.discard();
    }
  },
});

const readPhotos = defineOperation({
  id: 'readPhotos',
  method: 'get',
  path: '/photos',
  tag,
  summary:
    'Photos of an asset, a project (with those of its assets) or a report, the newest first; one of them must be named',
  permission: 'photo.read',
  query: z.strictObject({
    ...pageQuery,
    asset: uuidSchema.optional(),
    project: uuidSchema.optional(),
    report: uuidSchema.optional(),
  }),
  responses: { 200: { description: 'A page', schema: photoListSchema } },
  async handle({ query: { limit, after, ...filter }, actor, req, res, deps }) {
    if (Object.values(filter).every((value) => value === undefined))
      throw invalidParameter('asset', {
        id: 'sebutkan asset, project, atau report.',
        en: 'name an asset, a project or a report.',
      });
    const key = decodeKey(z.tuple([z.iso.datetime(), z.uuid()]), after);
    const publishedOnly = scopeOf(actor, 'photo.read') === 'published';
    const rows = await photoPage(deps.db, { ...filter, publishedOnly }, limit, key);
    const language = languageOf(req);
    res.set({ 'Cache-Control': 'private, no-cache', Vary: 'Accept-Language, Cookie, Authorization' });
    return pageOf(
      req,
      rows,
      limit,
      (row) => toPhoto(row, actor, language),
      (row) => [row.receivedAt.toISOString(), row.id],
    );
  },
});

const readPhoto = defineOperation({
  id: 'readPhoto',
  method: 'get',
  path: '/photos/{id}',
  tag,
  summary: 'One photo: its receipt, and where it is',
  permission: 'photo.read',
  params: photoParams,
  responses: { 200: { description: 'The photo', schema: photoSchema }, 304: { description: 'As you have it' } },
  async handle({ params: { id }, actor, req, res, deps }) {
    const photo = toPhoto(await requirePhoto(deps.db, actor, id), actor, languageOf(req));
    const hash = createHash('sha256').update(JSON.stringify(photo)).digest('base64url').slice(0, 27);
    res.set({
      ETag: `"${hash}"`,
      'Cache-Control': 'private, no-cache',
      Vary: 'Accept-Language, Cookie, Authorization',
    });
    if (!isUnmodified(req, hash)) return photo;
    res.status(304).end();
    return undefined;
  },
});

const readOriginal = defineOperation({
  id: 'readPhotoOriginal',
  method: 'get',
  path: '/photos/{id}/original',
  tag,
  summary: 'The original, byte for byte; each download is audited',
  permission: 'photo.read-original',
  params: photoParams,
  responses: {
    200: { description: 'The file as it was sent', contentType: 'image/*' },
    206: { description: 'The range asked for', contentType: 'image/*' },
    304: { description: 'As you have it' },
  },
  async handle({ params: { id }, actor, req, res, deps }) {
    const row = await requirePhoto(deps.db, actor, id);
    res.attachment(downloadNameOf(row.originalName, row.id, row.mediaType));
    await sendStoredFile(req, res, deps.store, {
      key: row,
      file: 'original',
      mediaType: row.mediaType,
      // Asked for again each time, so that each time it is known who did.
      cacheControl: 'private, no-cache',
      beforeSending: (range) =>
        insertAudit(deps.db, {
          ...idsOf(actor),
          action: 'photo.download-original',
          nounId: id,
          detail: range === undefined ? {} : { range },
        }),
    });
  },
});

const readDerivative = (file: Exclude<PhotoFile, 'original'>, side: number) =>
  defineOperation({
    id: file === 'preview' ? 'readPhotoPreview' : 'readPhotoThumbnail',
    method: 'get',
    path: `/photos/{id}/${file}`,
    tag,
    summary: `The picture in WebP, at most ${side} pixels a side, upright, without metadata`,
    permission: 'photo.read',
    params: photoParams,
    responses: {
      200: { description: 'The picture', contentType: 'image/webp' },
      304: { description: 'As you have it' },
    },
    async handle({ params: { id }, actor, req, res, deps }) {
      const row = await requirePhoto(deps.db, actor, id);
      await sendStoredFile(req, res, deps.store, {
        key: row,
        file,
        mediaType: 'image/webp',
        // It never changes; a day bounds how long copies outlive the photo's deletion or its being withdrawn.
        cacheControl: `${row.published ? 'public' : 'private'}, max-age=86400, immutable`,
      });
    },
  });

const patchPhoto = defineOperation({
  id: 'patchPhoto',
  method: 'patch',
  path: '/photos/{id}',
  tag,
  summary: 'Correct phase, azimuth or report of a photo (RFC 7396)',
  permission: 'photo.write',
  params: photoParams,
  body: photoPatchSchema,
  bodyTypes: ['application/merge-patch+json', 'application/json'],
  responses: { 200: { description: 'The photo', schema: photoSchema } },
  async handle({ params: { id }, body, actor, req, deps }) {
    const language = languageOf(req);
    const row = await deps.db.transaction(async (trx) => {
      await lockPhotoId(trx, id);
      const before = await requirePhoto(trx, actor, id);
      requireAgency(actor, before);
      if (typeof body.azimuth === 'number' && before.positionSource === null)
        throw contentProblem(language, {
          azimuth: { id: 'Foto ini tidak punya posisi.', en: 'This photo has no position.' },
        });
      if (typeof body.report === 'string') {
        const { asset, project } = before;
        const target = await findPhotoTarget(trx, { asset, project, report: body.report }, null);
        if (!isReportOf(target, project)) throw contentProblem(language, { report: noSuchReport });
      }
      await updatePhoto(trx, id, body);
      const { phase, azimuth, report } = before;
      await insertAudit(trx, {
        ...idsOf(actor),
        action: 'photo.update',
        nounId: id,
        detail: { before: { phase, azimuth, report }, change: body },
      });
      return requirePhoto(trx, actor, id);
    });
    return toPhoto(row, actor, language);
  },
});

const deletePhoto = defineOperation({
  id: 'deletePhoto',
  method: 'delete',
  path: '/photos/{id}',
  tag,
  summary: 'Delete a photo: nobody sees it any more; its bytes are kept',
  permission: 'photo.write',
  params: photoParams,
  responses: { 204: { description: 'Deleted' } },
  async handle({ params: { id }, actor, res, deps }) {
    await deps.db.transaction(async (trx) => {
      await lockPhotoId(trx, id);
      const row = await requirePhoto(trx, actor, id);
      requireAgency(actor, row);
      await markPhotoDeleted(trx, id, deps.clock());
      await insertAudit(trx, {
        ...idsOf(actor),
        action: 'photo.delete',
        nounId: id,
        detail: { sha256: row.sha256, asset: row.asset, project: row.project },
      });
    });
    res.status(204).end();
  },
});

/** A living photo that the actor may see. To the public, what is not published or is deleted does not exist. */
async function requirePhoto(db: Knex, actor: Actor, id: string): Promise<PhotoRow> {
  const row = await findPhoto(db, id);
  const seen = row !== undefined && allows(actor, 'photo.read', { published: row.published && !row.deleted });
  if (!seen) throw new Problem('not-found', { id: `Tidak ada foto ${id}.`, en: `There is no photo ${id}.` });
  if (row.deleted) throw new Problem('deleted', { id: 'Foto ini sudah dihapus.', en: 'This photo was deleted.' });
  return row;
}

function requireAgency(actor: Actor, { agency }: PhotoRow): void {
  if (!allows(actor, 'photo.write', { agency }))
    throw new Problem('forbidden', {
      id: 'Foto ini milik instansi lain.',
      en: 'This photo is kept by another agency.',
    });
}

export const photoOperations = [
  createPhoto,
  readPhotos,
  readPhoto,
  readOriginal,
  readDerivative('preview', 1600),
  readDerivative('thumbnail', 320),
  patchPhoto,
  deletePhoto,
];
