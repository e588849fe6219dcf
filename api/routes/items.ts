/** The assets of a type as OGC API Features items: Part 1 Core to read, Part 4 to write with optimistic locking. */
import { z } from 'zod';
import { numberText, slugSchema, uuidSchema } from '../contract/common.ts';
import { featureCollectionSchema, featureInputSchema, featurePatchSchema, featureSchema } from '../contract/assets.ts';
import { v7 as uuidv7 } from 'uuid';
import { mergePatch } from '../domain/merge-patch.ts';
import { idsOf, scopeOf } from '../domain/policy.ts';
import { checkedContent, parseFeatureContent, requireAgency, requireAssetType } from '../http/asset-content.ts';
import { defineOperation } from '../http/operation.ts';
import { decodeKey, encodeKey } from '../http/paging.ts';
import { requireIfMatch } from '../http/preconditions.ts';
import { Problem } from '../http/problems.ts';
import { itemFilter } from '../ogc/item-filter.ts';
import { apiRoot, mediaTypes, sameAddress } from '../ogc/links.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import { assetPage, countAssets, deleteAsset, findAsset } from '../../db/queries/assets.ts';
import { change, createAndSend, replayed, requireAlive, requireAsset, sendFeature } from './item-writes.ts';

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

export const itemOperations = [readItems, readItem, createItem, replaceItem, patchItem, deleteItem];
