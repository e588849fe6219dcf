/** The assets of a type as OGC API Features items: Part 1 Core to read, Part 4 to write with optimistic locking. */
import type { Request, Response } from 'express';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { numberText, slugSchema, uuidSchema } from '../contract/common.ts';
import { featureCollectionSchema, featureInputSchema, featurePatchSchema, featureSchema } from '../contract/assets.ts';
import { isSame } from '../domain/changes.ts';
import { mergePatch } from '../domain/merge-patch.ts';
import { idsOf, scopeOf, type Actor } from '../domain/policy.ts';
import {
  checkedContent,
  parseFeatureContent,
  refusedWrite,
  requireAgency,
  requireAssetType,
} from '../http/asset-content.ts';
import { defineOperation, type AppDeps } from '../http/operation.ts';
import { decodeKey, encodeKey } from '../http/paging.ts';
import { etagOf, requireIfMatch } from '../http/preconditions.ts';
import { Problem } from '../http/problems.ts';
import { itemFilter } from '../ogc/item-filter.ts';
import { apiRoot, mediaTypes, sameAddress } from '../ogc/links.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import type { AssetTypeRow } from '../../db/queries/asset-types.ts';
import {
  assetIdTaken,
  assetPage,
  assetVersion,
  countAssets,
  deleteAsset,
  findAsset,
  insertAsset,
  replaceAsset,
  storedShape,
  type AssetContent,
  type AssetRow,
} from '../../db/queries/assets.ts';

const tag = 'Assets';
const collectionParams = z.strictObject({ type: slugSchema });
export const itemParams = z.strictObject({ type: slugSchema, id: uuidSchema });
const bodyTypes = ['application/geo+json', 'application/json'] as const;
const feature = {
  description: 'The feature, with its version as ETag',
  schema: featureSchema,
  contentType: mediaTypes.geojson,
};

export const readItems = defineOperation({
  id: 'readItems',
  method: 'get',
  path: '/collections/{type}/items',
  tag,
  summary: 'Assets of a type, filtered, in pages',
  permission: 'asset.read',
  params: collectionParams,
  // Loose, because the properties of a type are parameters too; `itemFilter` refuses what the type does not have.
  query: z.looseObject({
    limit: numberText(z.number().int().min(1)).default(100),
    after: z.string().max(200).optional(),
    bbox: z.string().max(200).optional(),
    datetime: z.string().max(100).optional(),
  }),
  responses: { 200: { description: 'A page', schema: featureCollectionSchema, contentType: mediaTypes.geojson } },
  async handle({ params, query, actor, req, res, deps }) {
    const type = await requireAssetType(deps.db, params.type);
    const filter = itemFilter(type, query, scopeOf(actor, 'asset.read') === 'published');
    // Core §7.15.2: a limit above the server's greatest is not an error.
    const limit = Math.min(query.limit, 10_000);
    const after = decodeKey(z.uuid(), query.after);
    const [rows, numberMatched] = await Promise.all([
      assetPage(deps.db, filter, limit, after),
      countAssets(deps.db, filter),
    ]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const links = [
      { href: sameAddress(req), rel: 'self', type: mediaTypes.geojson },
      { href: `${apiRoot(req)}/collections/${type.id}`, rel: 'collection', type: mediaTypes.json },
    ];
    if (rows.length > limit && last !== undefined)
      links.push({ href: sameAddress(req, { after: encodeKey(last.id) }), rel: 'next', type: mediaTypes.geojson });
    const tail = { numberMatched, numberReturned: shown.length, timeStamp: deps.clock().toISOString(), links };
    // The database has made the features' text; taking it apart to put it together again would cost more than the query.
    res
      .type(mediaTypes.geojson)
      .set({ 'Cache-Control': 'no-cache', Vary: 'Cookie, Authorization' })
      .send(
        `{"type":"FeatureCollection","features":[${shown.map((row) => row.feature).join(',')}],${JSON.stringify(tail).slice(1)}`,
      );
  },
});

export const readItem = defineOperation({
  id: 'readItem',
  method: 'get',
  path: '/collections/{type}/items/{id}',
  tag,
  summary: 'One asset',
  permission: 'asset.read',
  params: itemParams,
  responses: { 200: feature },
  async handle({ params, actor, req, res, deps }) {
    await requireAssetType(deps.db, params.type);
    const asset = await requireAsset(deps, actor, params.type, params.id);
    sendFeature(req, res.status(200), params.type, asset);
  },
});

export const createItem = defineOperation({
  id: 'createItem',
  method: 'post',
  path: '/collections/{type}/items',
  tag,
  summary: 'Create an asset',
  permission: 'asset.write',
  params: collectionParams,
  body: featureInputSchema,
  bodyTypes,
  responses: { 201: { ...feature, headers: { Location: 'Where it is' } } },
  async handle({ params, body, actor, req, res, deps }) {
    const type = await requireAssetType(deps.db, params.type);
    const id = body.id ?? uuidv7();
    await createAndSend(req, res, deps, actor, type, id, checkedContent(req, actor, type, body));
  },
});

export const replaceItem = defineOperation({
  id: 'replaceItem',
  method: 'put',
  path: '/collections/{type}/items/{id}',
  tag,
  summary: 'Replace an asset, or create it under an id of your own',
  permission: 'asset.write',
  params: itemParams,
  body: featureInputSchema,
  bodyTypes,
  responses: { 200: feature, 201: { ...feature, headers: { Location: 'Where it is' } } },
  async handle({ params, body, actor, req, res, deps }) {
    const type = await requireAssetType(deps.db, params.type);
    if (body.id !== undefined && body.id !== params.id)
      throw new Problem('conflict', {
        id: 'id di dalam fitur berbeda dengan id di alamat.',
        en: "The feature's id differs from the address's.",
      });
    const existing = await findAsset(deps.db, type.id, params.id);
    if (existing === undefined) {
      if (req.get('if-match') !== undefined) requireIfMatch(req, undefined, null);
      await createAndSend(req, res, deps, actor, type, params.id, checkedContent(req, actor, type, body));
      return;
    }
    if (req.get('if-match') === undefined) {
      const known = await replayed(deps, actor, type, params.id, checkedContent(req, actor, type, body, existing));
      if (known !== undefined) {
        sendFeature(req, res.status(200), type.id, known);
        return;
      }
    }
    const asset = await change(req, deps, actor, type, params.id, () => body);
    sendFeature(req, res.status(200), type.id, asset);
  },
});

export const patchItem = defineOperation({
  id: 'patchItem',
  method: 'patch',
  path: '/collections/{type}/items/{id}',
  tag,
  summary: 'Change some members of an asset (RFC 7396)',
  permission: 'asset.write',
  params: itemParams,
  body: featurePatchSchema,
  bodyTypes: ['application/merge-patch+json', 'application/geo+json', 'application/json'],
  responses: { 200: feature },
  async handle({ params, body, actor, req, res, deps }) {
    const type = await requireAssetType(deps.db, params.type);
    const asset = await change(req, deps, actor, type, params.id, (current) =>
      parseFeatureContent(
        req,
        mergePatch(current, { geometry: body.geometry ?? {}, properties: body.properties ?? {} }),
      ),
    );
    sendFeature(req, res.status(200), type.id, asset);
  },
});

export const deleteItem = defineOperation({
  id: 'deleteItem',
  method: 'delete',
  path: '/collections/{type}/items/{id}',
  tag,
  summary: 'Delete an asset; its last state and its history stay',
  permission: 'asset.write',
  params: itemParams,
  responses: { 204: { description: 'Deleted' } },
  async handle({ params, actor, req, res, deps }) {
    await requireAssetType(deps.db, params.type);
    await deps.db.transaction(async (trx) => {
      const asset = await findAsset(trx, params.type, params.id, { lock: true });
      requireAlive(actor, asset, params.id);
      requireAgency(actor, asset.agency);
      requireIfMatch(req, asset.version, JSON.parse(asset.feature));
      const { actorId, tokenId } = idsOf(actor);
      await deleteAsset(trx, params.id, actorId);
      await insertAudit(trx, { actorId, tokenId, action: 'asset.delete', nounId: params.id });
    });
    res.status(204).end();
  },
});

/** A living asset that the actor may see; 410 for a tombstone, 404 for what is not there or not published. */
export async function requireAsset(deps: AppDeps, actor: Actor, type: string, id: string): Promise<AssetRow> {
  const asset = await findAsset(deps.db, type, id);
  requireAlive(actor, asset, id);
  return asset;
}

function requireAlive(actor: Actor, asset: AssetRow | undefined, id: string): asserts asset is AssetRow {
  if (asset === undefined || (!asset.published && scopeOf(actor, 'asset.read') === 'published'))
    throw new Problem('not-found', { id: `Tidak ada aset ${id} di sini.`, en: `There is no asset ${id} here.` });
  if (asset.deleted)
    throw new Problem(
      'deleted',
      {
        id: 'Aset ini sudah dihapus. Riwayatnya tetap tersimpan dan dapat dipulihkan.',
        en: 'This asset was deleted. Its history is kept and it can be restored.',
      },
      { version: asset.version },
    );
}

export function sendFeature(req: Request, res: Response, type: string, asset: AssetRow): void {
  const links = [
    { href: `${apiRoot(req)}/collections/${type}/items/${asset.id}`, rel: 'self', type: mediaTypes.geojson },
    { href: `${apiRoot(req)}/collections/${type}`, rel: 'collection', type: mediaTypes.json },
  ];
  res
    .type(mediaTypes.geojson)
    .set({ ETag: etagOf(asset.version), 'Cache-Control': 'no-cache', Vary: 'Cookie, Authorization' })
    .send(`${asset.feature.slice(0, -1)},"links":${JSON.stringify(links)}}`);
}

/** Answers 201 with the new asset, or 200 with the one that this very request has made before. */
async function createAndSend(
  req: Request,
  res: Response,
  deps: AppDeps,
  actor: Actor,
  type: AssetTypeRow,
  id: string,
  content: AssetContent,
): Promise<void> {
  const known = await replayed(deps, actor, type, id, content);
  const asset = known ?? (await create(req, deps, actor, type, id, content));
  // Of two requests at once, the one that lost is a repetition of the one that won.
  const repeated = asset ?? (await replayed(deps, actor, type, id, content));
  if (repeated === undefined)
    throw new Problem('conflict', { id: 'id ini sudah dipakai aset lain.', en: 'This id is taken by another asset.' });
  res
    .status(known === undefined && asset !== undefined ? 201 : 200)
    .location(`${apiRoot(req)}/collections/${type.id}/items/${id}`);
  sendFeature(req, res, type.id, repeated);
}

/** Inserts the asset; undefined when the id is taken. */
async function create(
  req: Request,
  deps: AppDeps,
  actor: Actor,
  type: AssetTypeRow,
  id: string,
  content: AssetContent,
): Promise<AssetRow | undefined> {
  const { actorId, tokenId } = idsOf(actor);
  try {
    return await deps.db.transaction(async (trx) => {
      const asset = await insertAsset(trx, {
        id,
        type: type.id,
        geometryType: type.geometryType,
        content,
        by: actorId,
      });
      await insertAudit(trx, { actorId, tokenId, action: 'asset.create', nounId: id, detail: { type: type.id } });
      return asset;
    });
  } catch (error) {
    // The code may have been the first to clash when the same asset came twice.
    if (await assetIdTaken(deps.db, id)) return undefined;
    return refusedWrite(req, deps.db, error, content);
  }
}

/** Replaces the content that `next` makes of the current feature, under the row's lock. */
export async function change(
  req: Request,
  deps: AppDeps,
  actor: Actor,
  type: AssetTypeRow,
  id: string,
  next: (current: unknown) => Parameters<typeof checkedContent>[3],
): Promise<AssetRow> {
  let content: AssetContent | undefined;
  try {
    return await deps.db.transaction(async (trx) => {
      const asset = await findAsset(trx, type.id, id, { lock: true });
      requireAlive(actor, asset, id);
      const current: unknown = JSON.parse(asset.feature);
      requireIfMatch(req, asset.version, current);
      content = checkedContent(req, actor, type, next(current), asset);
      const { actorId, tokenId } = idsOf(actor);
      const changed = await replaceAsset(trx, { id, content, by: actorId, operation: 'update' });
      await insertAudit(trx, {
        actorId,
        tokenId,
        action: 'asset.update',
        nounId: id,
        detail: { version: changed.version },
      });
      return changed;
    });
  } catch (error) {
    if (content === undefined) throw error;
    return refusedWrite(req, deps.db, error, content);
  }
}

/**
 * The asset as it is now, when the same person has created it with this very content before: a repeated request,
 * such as a phone sends that never heard the first answer, changes nothing.
 */
async function replayed(
  deps: AppDeps,
  actor: Actor,
  type: AssetTypeRow,
  id: string,
  content: AssetContent,
): Promise<AssetRow | undefined> {
  const first = await assetVersion(deps.db, id, 1);
  if (first === undefined || actor.kind === 'public' || first.changedBy !== actor.userId) return undefined;
  const { geometry, attributes, ...base } = content;
  const stored = { geometry: await storedShape(deps.db, geometry), properties: { ...base, ...attributes } };
  return isSame(first.state, stored) ? requireAsset(deps, actor, type.id, id) : undefined;
}

export const itemOperations = [readItems, readItem, createItem, replaceItem, patchItem, deleteItem];
