/** OGC API Tiles: each collection as vector tiles, built where they are missing and checked against the data's revision. */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Knex } from 'knex';
import { ILLUSTRATION } from '../contract/common.ts';
import { tileParams, tilesetParams, tilesetSchema, tilesetsSchema } from '../contract/tiles.ts';
import { scopeOf, type Actor } from '../domain/policy.ts';
import { encodeMvt } from '../formats/mvt.ts';
import { requireAssetType } from '../http/asset-content.ts';
import { defineOperation, type Operation } from '../http/operation.ts';
import { languageOf, Problem } from '../http/problems.ts';
import { isUnmodified } from '../http/unmodified.ts';
import { Batch } from '../ogc/batch.ts';
import { apiRoot, linkTo, mediaTypes } from '../ogc/links.ts';
import { TileCache, unpack, type CachedTile } from '../ogc/tile-cache.ts';
import { DEEPEST_ZOOM, frameOf, limitsOf, requireTile, type TileAddress } from '../ogc/tiles.ts';
import { extentOf, type AssetTypeRow } from '../../db/queries/asset-types.ts';
import {
  findTileSources,
  hasTileEncoder,
  readEncodedTile,
  readTileFeatures,
  TILE_EXTENT,
  type TileLayer,
  type TileSource,
} from '../../db/queries/tiles.ts';

const chapter = 'OGC API';
const MATRIX_SET = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad';
const TILING_SCHEME = 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme';
const WEB_MERCATOR = 'http://www.opengis.net/def/crs/EPSG/0/3857';
/** Raised with each change of what a tile holds or how it is drawn, so that no client keeps one of the old kind. */
const TILE_EDITION = 1;
const geometryDimensions = { Point: 0, LineString: 1, Polygon: 2 } as const;

const seesPublishedOnly = (actor: Actor): boolean => scopeOf(actor, 'asset.read') === 'published';

const listTilesets = defineOperation({
  id: 'listTilesets',
  method: 'get',
  path: '/collections/{type}/tiles',
  tag: chapter,
  summary: 'The tilesets of a collection',
  permission: 'asset.read',
  params: tilesetParams,
  responses: { 200: { description: 'Tilesets', schema: tilesetsSchema } },
  async handle({ req, params, deps }) {
    const type = await requireAssetType(deps.db, params.type);
    const path = `/collections/${type.id}/tiles`;
    return {
      tilesets: [
        { ...described(req, type), links: [linkTo(req, `${path}/WebMercatorQuad`, 'self', mediaTypes.json), scheme] },
      ],
      links: [linkTo(req, path, 'self', mediaTypes.json)],
    };
  },
});

const readTileset = defineOperation({
  id: 'readTileset',
  method: 'get',
  path: '/collections/{type}/tiles/WebMercatorQuad',
  tag: chapter,
  summary: 'What a tileset holds and where its tiles are',
  permission: 'asset.read',
  params: tilesetParams,
  responses: { 200: { description: 'Tileset', schema: tilesetSchema } },
  async handle({ req, res, params, actor, deps }) {
    const type = await requireAssetType(deps.db, params.type);
    const extent = await extentOf(deps.db, type.id, seesPublishedOnly(actor));
    const path = `/collections/${type.id}/tiles/WebMercatorQuad`;
    const tiles = `${apiRoot(req)}${path}/{tileMatrix}/{tileRow}/{tileCol}`;
    res.set('Cache-Control', 'no-cache').vary('Cookie, Authorization, Accept-Language');
    return {
      ...described(req, type),
      links: [
        linkTo(req, path, 'self', mediaTypes.json),
        scheme,
        { href: tiles, rel: 'item', type: mediaTypes.tile, templated: true },
      ],
      layers: [
        {
          id: type.id,
          dataType: 'vector',
          geometryDimension: geometryDimensions[type.geometryType],
          minTileMatrix: '0',
          maxTileMatrix: String(DEEPEST_ZOOM),
        },
      ],
      ...(extent === undefined ? {} : { tileMatrixSetLimits: limitsOf(extent) }),
    };
  },
});

const scheme = { href: MATRIX_SET, rel: TILING_SCHEME, type: mediaTypes.json };

function described(req: Request, type: AssetTypeRow) {
  const title = languageOf(req) === 'en' ? type.titleEn : type.titleId;
  return { title, dataType: 'vector', crs: WEB_MERCATOR, tileMatrixSetURI: MATRIX_SET };
}

const readTile = defineOperation({
  id: 'readTile',
  method: 'get',
  path: '/collections/{type}/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}',
  tag: chapter,
  summary: 'A vector tile; points come as counted clusters below zoom 13 and wherever they are more than 1,500',
  permission: 'asset.read',
  params: tileParams,
  responses: {
    200: {
      description: 'Mapbox Vector Tile 2.1 with one layer, named by the collection',
      contentType: mediaTypes.tile,
    },
    204: { description: 'The tile is empty' },
    304: { description: 'Not modified since the ETag in If-None-Match' },
  },
  async handle({ req, res, params, actor, deps }) {
    const address = requireTile({ zoom: params.tileMatrix, row: params.tileRow, column: params.tileCol });
    const source = await workshopOf(deps.db).sources.get(params.type);
    if (source === undefined)
      throw new Problem('not-found', {
        id: `Tidak ada koleksi "${params.type}".`,
        en: `There is no collection "${params.type}".`,
      });
    const publishedOnly = seesPublishedOnly(actor);
    const key = [params.type, source.state, publishedOnly, address.zoom, address.row, address.column].join('/');
    const tag = tagOf(key);
    res
      .set('Cache-Control', `${publishedOnly ? 'public' : 'private'}, no-cache`)
      // Weak: the same tile is sent compressed and as it is.
      .set('ETag', `W/"${tag}"`)
      .vary('Cookie, Authorization, Accept-Encoding');
    if (isUnmodified(req, tag)) {
      res.status(304).end();
      return;
    }
    const layer = {
      type: params.type,
      geometryType: source.geometryType,
      publishedOnly,
      illustration: ILLUSTRATION,
    };
    await sendTile(req, res, await workshopOf(deps.db).cache.get(key, () => build(deps.db, layer, address)));
  },
});

function tagOf(key: string): string {
  return createHash('sha256').update(`${TILE_EDITION}/${key}`).digest('base64url').slice(0, 22);
}

interface Workshop {
  sources: Batch<TileSource>;
  cache: TileCache;
  /** Asked of the database once, before the first tile. */
  encodes: Promise<boolean> | undefined;
}

const workshops = new WeakMap<Knex, Workshop>();

function workshopOf(db: Knex): Workshop {
  const known = workshops.get(db);
  if (known !== undefined) return known;
  const sources = new Batch((types) => findTileSources(db, types));
  const workshop = { sources, cache: new TileCache(), encodes: undefined };
  workshops.set(db, workshop);
  return workshop;
}

async function build(db: Knex, layer: TileLayer, address: TileAddress): Promise<Buffer> {
  const frame = { ...address, ...frameOf(address) };
  if (await encodes(db)) return readEncodedTile(db, layer, frame);
  return encodeMvt(layer.type, TILE_EXTENT, await readTileFeatures(db, layer, frame));
}

async function encodes(db: Knex): Promise<boolean> {
  const workshop = workshopOf(db);
  workshop.encodes ??= hasTileEncoder(db);
  try {
    return await workshop.encodes;
  } catch (error) {
    // The database was away, which says nothing of what it can do.
    workshop.encodes = undefined;
    throw error;
  }
}

async function sendTile(req: Request, res: Response, tile: CachedTile): Promise<void> {
  if (tile.body.byteLength === 0) {
    res.status(204).end();
    return;
  }
  res.type(mediaTypes.tile);
  if (tile.gzipped && req.acceptsEncodings('gzip') !== false) {
    res.set('Content-Encoding', 'gzip').send(tile.body);
    return;
  }
  res.send(await unpack(tile));
}

export const tileOperations: Operation[] = [listTilesets, readTileset, readTile];
