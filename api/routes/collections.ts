/** Landing page, conformance and the collections of OGC API: each asset type is one, in the asker's language. */
import type { Request } from 'express';
import { z } from 'zod';
import { slugSchema } from '../contract/common.ts';
import {
  collectionSchema,
  collectionsSchema,
  type AttributesSchema,
  type Collection,
} from '../contract/asset-types.ts';
import { scopeOf } from '../domain/policy.ts';
import { requireAssetType } from '../http/asset-content.ts';
import { defineOperation } from '../http/operation.ts';
import { languageOf } from '../http/problems.ts';
import { apiRoot, CRS84, linkTo, mediaTypes } from '../ogc/links.ts';
import {
  countByType,
  extentOf,
  listAssetTypes,
  type AssetTypeRow,
  type TypeCounts,
} from '../../db/queries/asset-types.ts';

const tag = 'OGC API';
const params = z.strictObject({ type: slugSchema });

/** The conformance classes that hold. */
const conformsTo = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/create-replace-delete',
  'http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/update',
  'http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/optimistic-locking-etags',
  'http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/features',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt',
];

const readLanding = defineOperation({
  id: 'readLanding',
  method: 'get',
  path: '/',
  tag,
  summary: 'Landing page',
  permission: 'service.read',
  responses: { 200: { description: 'Where everything is' } },
  handle: ({ req }) => ({
    title: 'Lutra',
    description:
      languageOf(req) === 'en'
        ? "Spatial assets, photos and project progress of a regency's public-works office"
        : 'Aset spasial, foto, dan kemajuan proyek dinas pekerjaan umum kabupaten',
    links: [
      linkTo(req, '', 'self', mediaTypes.json),
      linkTo(req, '/openapi.json', 'service-desc', mediaTypes.openapi),
      linkTo(req, '/docs', 'service-doc', mediaTypes.html),
      linkTo(req, '/conformance', 'conformance', mediaTypes.json),
      linkTo(req, '/collections', 'data', mediaTypes.json),
    ],
  }),
});

const readConformance = defineOperation({
  id: 'readConformance',
  method: 'get',
  path: '/conformance',
  tag,
  summary: 'The conformance classes that hold',
  permission: 'service.read',
  responses: { 200: { description: 'Classes', schema: z.strictObject({ conformsTo: z.array(z.string()) }) } },
  handle: () => ({ conformsTo }),
});

const readCollections = defineOperation({
  id: 'readCollections',
  method: 'get',
  path: '/collections',
  tag,
  summary: 'All collections, with what the asker may see of them counted',
  permission: 'asset.read',
  responses: { 200: { description: 'Collections', schema: collectionsSchema } },
  async handle({ req, res, actor, deps }) {
    const publishedOnly = scopeOf(actor, 'asset.read') === 'published';
    const [types, counts] = await Promise.all([listAssetTypes(deps.db), countByType(deps.db, publishedOnly)]);
    const byType = new Map(counts.map((row) => [row.typeId, row]));
    res.set({ 'Cache-Control': 'no-cache', Vary: 'Cookie, Authorization, Accept-Language' });
    return {
      collections: types.map((type) => toCollection(req, type, byType.get(type.id))),
      links: [linkTo(req, '/collections', 'self', mediaTypes.json)],
    };
  },
});

const readCollection = defineOperation({
  id: 'readCollection',
  method: 'get',
  path: '/collections/{type}',
  tag,
  summary: 'One collection',
  permission: 'asset.read',
  params,
  responses: { 200: { description: 'The collection', schema: collectionSchema } },
  async handle({ req, actor, params: { type: id }, deps }) {
    const publishedOnly = scopeOf(actor, 'asset.read') === 'published';
    const type = await requireAssetType(deps.db, id);
    const [counts, bbox] = await Promise.all([
      countByType(deps.db, publishedOnly),
      extentOf(deps.db, id, publishedOnly),
    ]);
    const collection = toCollection(
      req,
      type,
      counts.find((row) => row.typeId === id),
    );
    return bbox === undefined ? collection : { ...collection, extent: { spatial: { bbox: [bbox], crs: CRS84 } } };
  },
});

const readSchema = defineOperation({
  id: 'readCollectionSchema',
  method: 'get',
  path: '/collections/{type}/schema',
  tag,
  summary: 'JSON Schema of the attributes of a collection',
  permission: 'asset-type.read',
  params,
  responses: { 200: { description: 'JSON Schema', contentType: mediaTypes.schema } },
  async handle({ req, res, params: { type: id }, deps }) {
    const type = await requireAssetType(deps.db, id);
    const schema = type.schema as AttributesSchema;
    res.type(mediaTypes.schema).send(
      JSON.stringify({
        ...schema,
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `${apiRoot(req)}/collections/${id}/schema`,
        title: languageOf(req) === 'en' ? type.titleEn : type.titleId,
      }),
    );
  },
});

function toCollection(req: Request, type: AssetTypeRow, counts: TypeCounts | undefined): Collection {
  const english = languageOf(req) === 'en';
  const at = `/collections/${type.id}`;
  const { total = 0, B = 0, RR = 0, RB = 0, unknown = 0 } = counts ?? {};
  return {
    id: type.id,
    title: english ? type.titleEn : type.titleId,
    description: english ? type.descriptionEn : type.descriptionId,
    itemType: 'feature',
    crs: [CRS84],
    storageCrs: CRS84,
    links: [
      linkTo(req, at, 'self', mediaTypes.json),
      linkTo(req, `${at}/items`, 'items', mediaTypes.geojson),
      linkTo(req, `${at}/schema`, 'describedby', mediaTypes.schema),
      linkTo(req, `${at}/tiles`, 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector', mediaTypes.json),
    ],
    titles: { id: type.titleId, en: type.titleEn },
    geometryType: type.geometryType,
    symbol: type.symbol as Collection['symbol'],
    position: type.position,
    counts: { total, B, RR, RB, unknown },
  };
}

export const collectionOperations = [readLanding, readConformance, readCollections, readCollection, readSchema];
