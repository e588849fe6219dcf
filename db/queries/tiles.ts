/** Vector tiles of one asset type: encoded by the database where it can, else as features for the encoder in Node. */
import type { LineString, MultiLineString, MultiPolygon, Point, Polygon } from 'geojson';
import type { Knex } from 'knex';
import { pgQuery } from '../connection.ts';
import {
  CLUSTERS_BELOW_ZOOM,
  featuresSql,
  MOST_POINTS,
  TILE_EXTENT,
  type TileFrame,
  type TileLayer,
} from './tile-sql.ts';

export { CELLS_PER_SIDE, CLUSTERS_BELOW_ZOOM, MOST_POINTS, TILE_EXTENT } from './tile-sql.ts';
export type { TileFrame, TileLayer } from './tile-sql.ts';

export interface TileSource {
  geometryType: TileLayer['geometryType'];
  /** Changes whenever an asset of the type does, and when the database is made anew or restored. */
  state: string;
}

/** A feature in units of its tile, y downwards. */
export interface TileFeature {
  geometry: Point | LineString | MultiLineString | Polygon | MultiPolygon;
  properties: Record<string, string | number>;
}

/** By primary key; a type that does not exist is not in the answer. */
export async function findTileSources(db: Knex, types: readonly string[]): Promise<Map<string, TileSource>> {
  // A restored database may count to the same revision again: the transaction that wrote it (xmin) is another one.
  const result = await pgQuery<TileSource & { id: string }>(
    db,
    `select id, geometry_type as "geometryType", concat_ws('.', revision, xmin, extract(epoch from created_at)) as state
     from asset_types where id = any($1)`,
    [types],
  );
  return new Map(result.rows.map(({ id, ...source }) => [id, source]));
}

/** Whether the database was built with what ST_AsMVT needs; without it the function is there and fails. */
export async function hasTileEncoder(db: Knex): Promise<boolean> {
  const result = await db.raw<{ rows: { version: string | null }[] }>(
    'select postgis_libprotobuf_version() as version',
  );
  return Boolean(result.rows[0]?.version);
}

/** Mapbox Vector Tile 2.1 by ST_AsMVT; empty where the tile holds nothing. */
export async function readEncodedTile(db: Knex, layer: TileLayer, frame: TileFrame): Promise<Buffer> {
  return unlessCrowded(layer, frame, async (clustered) => {
    const { text, bindings } = featuresSql(layer, frame, clustered);
    const result = await db.raw<{ rows: { tile: Buffer; count: number }[] }>(
      `select st_asmvt(feature, :type, ${TILE_EXTENT}, 'geom') as tile, count(*)::integer from (${text}) feature`,
      bindings,
    );
    const { tile, count } = result.rows[0] ?? { tile: Buffer.alloc(0), count: 0 };
    return { answer: tile, count };
  });
}

export async function readTileFeatures(db: Knex, layer: TileLayer, frame: TileFrame): Promise<TileFeature[]> {
  return unlessCrowded(layer, frame, async (clustered) => {
    const { text, columns, bindings } = featuresSql(layer, frame, clustered);
    const result = await db.raw<{ rows: { shape: string; [property: string]: string | number | null }[] }>(
      `select st_asgeojson(geom, 0) as shape, ${columns.join(', ')} from (${text}) feature`,
      bindings,
    );
    return { answer: result.rows.map(toFeature), count: result.rows.length };
  });
}

/** Points are read as such first, so that the common tile is one plain query; only a crowd is read again as clusters. */
async function unlessCrowded<T>(
  { geometryType }: TileLayer,
  { zoom }: TileFrame,
  read: (clustered: boolean) => Promise<{ answer: T; count: number }>,
): Promise<T> {
  const clustered = geometryType === 'Point' && zoom < CLUSTERS_BELOW_ZOOM;
  const { answer, count } = await read(clustered);
  if (geometryType !== 'Point' || clustered || count <= MOST_POINTS) return answer;
  return (await read(true)).answer;
}

function toFeature({ shape, ...values }: { shape: string; [property: string]: string | number | null }): TileFeature {
  const given = Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] !== null);
  return { geometry: JSON.parse(shape) as TileFeature['geometry'], properties: Object.fromEntries(given) };
}
