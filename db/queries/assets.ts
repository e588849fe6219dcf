/** Assets: pages of features as JSON text made by the database, and writes that leave a version behind each. */
import type { Knex } from 'knex';
import { counterClockwise } from './shapes.ts';
import { versionsOf, type VersionRow } from './versions.ts';

/** The feature as RFC 7946 has it, at most 7 decimals; `a` is the asset's row. */
export const FEATURE = `
  json_build_object(
    'type', 'Feature', 'id', a.id, 'geometry', st_asgeojson(a.geom, 7)::json,
    'properties', jsonb_build_object(
      'code', a.code, 'name', a.name, 'condition', a.condition, 'status', a.status, 'project', a.project_id,
      'agency', a.agency_id, 'published', a.published, 'version', a.version,
      'createdAt', to_char(a.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'updatedAt', to_char(a.updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    ) || case when a.illustration then '{"illustration": "ilustrasi, bukan hasil survei"}'::jsonb else '{}'::jsonb end || a.attributes
  )::text`;

/** The features of a project's assets of all types as JSON text, each with its `type` among the properties. */
export async function projectAssets(
  db: Knex,
  project: string,
  publishedOnly: boolean,
  limit: number,
): Promise<string[]> {
  const result = await db.raw<{ rows: { feature: string }[] }>(
    `select jsonb_set((${FEATURE})::jsonb, '{properties,type}', to_jsonb(a.type_id))::text as feature
     from assets a where a.project_id = ? and a.deleted_at is null ${publishedOnly ? 'and a.published' : ''}
     order by a.type_id, a.code limit ?`,
    [project, limit],
  );
  return result.rows.map((row) => row.feature);
}

/** What a version keeps: the content that people change, with the shape in full precision. */
export const STATE = `jsonb_build_object(
  'geometry', st_asgeojson(a.geom, 15)::jsonb,
  'properties', jsonb_build_object(
    'code', a.code, 'name', a.name, 'condition', a.condition, 'status', a.status,
    'project', a.project_id, 'agency', a.agency_id, 'published', a.published
  ) || a.attributes)`;

export interface AssetFilter {
  type: string;
  publishedOnly: boolean;
  /** West, south, east, north; west > east crosses the antimeridian. */
  bbox?: [number, number, number, number] | undefined;
  /** Instants; null is open. */
  updated?: { from: Date | null; to: Date | null } | undefined;
  /** Equalities on base columns. */
  columns: Partial<Record<FilterColumn, string | boolean>>;
  /** Equalities on attributes, typed as the schema says. */
  attributes: Record<string, unknown>;
}

export const filterColumns = {
  code: 'code',
  name: 'name',
  condition: 'condition',
  status: 'status',
  project: 'project_id',
  agency: 'agency_id',
  published: 'published',
} as const;
export type FilterColumn = keyof typeof filterColumns;

/** The where clause of a filter, as text and bindings. */
export function whereOf(filter: AssetFilter): { sql: string; bindings: unknown[] } {
  const terms = ['a.type_id = ?', 'a.deleted_at is null'];
  const bindings: unknown[] = [filter.type];
  const add = (sql: string, ...values: unknown[]) => {
    terms.push(sql);
    bindings.push(...values);
  };
  if (filter.publishedOnly) add('a.published');
  if (filter.bbox !== undefined) {
    const [west, south, east, north] = filter.bbox;
    const box = 'st_intersects(a.geom, st_makeenvelope(?, ?, ?, ?, 4326))';
    if (west <= east) add(box, west, south, east, north);
    else add(`(${box} or ${box})`, west, south, 180, north, -180, south, east, north);
  }
  if (filter.updated?.from) add('a.updated_at >= ?', filter.updated.from);
  if (filter.updated?.to) add('a.updated_at <= ?', filter.updated.to);
  for (const [name, value] of Object.entries(filter.columns))
    add(`a.${filterColumns[name as FilterColumn]} = ?`, value);
  if (Object.keys(filter.attributes).length > 0) add('a.attributes @> ?::jsonb', JSON.stringify(filter.attributes));
  return { sql: terms.join(' and '), bindings };
}

/** One page in the order of ids; a row more than `limit` tells that there is a next page. */
export async function assetPage(
  db: Knex,
  filter: AssetFilter,
  limit: number,
  after: string | undefined,
): Promise<{ id: string; feature: string }[]> {
  const { sql, bindings } = whereOf(filter);
  const result = await db.raw<{ rows: { id: string; feature: string }[] }>(
    `select a.id, ${FEATURE} as feature from assets a
     where ${sql} ${after === undefined ? '' : 'and a.id > ?'} order by a.id limit ?`,
    [...bindings, ...(after === undefined ? [] : [after]), limit + 1] as Knex.RawBinding[],
  );
  return result.rows;
}

export async function countAssets(db: Knex, filter: AssetFilter): Promise<number> {
  const { sql, bindings } = whereOf(filter);
  const result = await db.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count from assets a where ${sql}`,
    bindings as Knex.RawBinding[],
  );
  return result.rows[0]?.count ?? 0;
}

export interface AssetRow {
  id: string;
  version: number;
  agency: string;
  published: boolean;
  deleted: boolean;
  /** The feature as JSON text. */
  feature: string;
}

const ROW = `a.id, a.version, a.agency_id as agency, a.published, a.deleted_at is not null as deleted, ${FEATURE} as feature`;

/** One asset, also when only its tombstone is left; `lock` holds the row until the transaction ends. */
export async function findAsset(
  db: Knex,
  type: string,
  id: string,
  { lock = false } = {},
): Promise<AssetRow | undefined> {
  const result = await db.raw<{ rows: AssetRow[] }>(
    `select ${ROW} from assets a where a.type_id = ? and a.id = ? ${lock ? 'for update of a' : ''}`,
    [type, id],
  );
  return result.rows[0];
}

/** Whether an id is taken by an asset of any type. */
export async function assetIdTaken(db: Knex, id: string): Promise<boolean> {
  return (await db('assets').select(db.raw('1')).where({ id }).first()) !== undefined;
}

/** The content of an asset as it is written. */
export interface AssetContent {
  geometry: { type: string; coordinates: unknown };
  code: string;
  name: string;
  condition: string | null;
  status: string;
  project: string | null;
  agency: string;
  published: boolean;
  attributes: Record<string, unknown>;
}

const SHAPE = counterClockwise('st_force2d(st_setsrid(st_geomfromgeojson(?), 4326))');

function columnsOf(content: AssetContent): unknown[] {
  return [
    content.code,
    content.name,
    content.condition,
    content.status,
    content.project,
    content.agency,
    content.published,
    JSON.stringify(content.attributes),
    JSON.stringify(content.geometry),
  ];
}

/**
 * Writes the first state of an asset. Throws the database's constraint errors: a code that is taken, an unknown
 * project or agency, a shape that is not valid.
 */
export async function insertAsset(
  trx: Knex.Transaction,
  asset: { id: string; type: string; geometryType: string; content: AssetContent; by: string | null },
): Promise<AssetRow> {
  const result = await trx.raw<{ rows: AssetRow[] }>(
    `insert into assets as a (id, type_id, geometry_type, created_by, updated_by,
       code, name, condition, status, project_id, agency_id, published, attributes, geom)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${SHAPE}) returning ${ROW}`,
    [asset.id, asset.type, asset.geometryType, asset.by, asset.by, ...columnsOf(asset.content)] as Knex.RawBinding[],
  );
  await insertVersion(trx, asset.id, 'create', asset.by);
  return result.rows[0]!;
}

/** Replaces the content; a tombstone comes back to life. */
export async function replaceAsset(
  trx: Knex.Transaction,
  asset: { id: string; content: AssetContent; by: string | null; operation: 'update' | 'restore' },
): Promise<AssetRow> {
  const result = await trx.raw<{ rows: AssetRow[] }>(
    `update assets as a set version = a.version + 1, updated_at = now(), updated_by = ?, deleted_at = null,
       code = ?, name = ?, condition = ?, status = ?, project_id = ?, agency_id = ?, published = ?, attributes = ?,
       geom = ${SHAPE}
     where id = ? returning ${ROW}`,
    [asset.by, ...columnsOf(asset.content), asset.id] as Knex.RawBinding[],
  );
  await insertVersion(trx, asset.id, asset.operation, asset.by);
  return result.rows[0]!;
}

export async function deleteAsset(trx: Knex.Transaction, id: string, by: string | null): Promise<void> {
  await trx.raw(
    'update assets set version = version + 1, updated_at = now(), updated_by = ?, deleted_at = now() where id = ?',
    [by as Knex.RawBinding, id],
  );
  await insertVersion(trx, id, 'delete', by);
}

async function insertVersion(trx: Knex.Transaction, id: string, operation: string, by: string | null): Promise<void> {
  await trx.raw(
    `insert into asset_versions (asset_id, version, operation, changed_at, changed_by, state)
     select a.id, a.version, ?, a.updated_at, ?, ${STATE} from assets a where a.id = ?`,
    [operation, by as Knex.RawBinding, id],
  );
}

/** The content that a version holds, as the wire has it. */
export interface AssetState {
  geometry: AssetContent['geometry'];
  properties: Record<string, unknown>;
}

/** All versions of an asset, the newest first. */
export function assetVersions(db: Knex, id: string): Promise<VersionRow<AssetState>[]> {
  return versionsOf(db, 'asset', id);
}

export async function assetVersion(db: Knex, id: string, version: number): Promise<VersionRow<AssetState> | undefined> {
  return (await assetVersions(db, id)).find((row) => row.version === version);
}

/** A shape as a version would hold it: flat, counter-clockwise, in full precision. Throws for what PostGIS cannot read. */
export async function storedShape(db: Knex, geometry: unknown): Promise<unknown> {
  const result = await db.raw<{ rows: { shape: unknown }[] }>(`select st_asgeojson(${SHAPE}, 15)::jsonb as shape`, [
    JSON.stringify(geometry),
  ]);
  return result.rows[0]?.shape;
}

/** Why PostGIS finds a shape invalid, and where (degrees); undefined when it does not. */
export async function invalidShape(
  db: Knex,
  geometry: unknown,
): Promise<{ reason: string; longitude: number | null; latitude: number | null } | undefined> {
  const result = await db.raw<{
    rows: {
      valid: boolean;
      empty: boolean;
      reason: string | null;
      longitude: number | null;
      latitude: number | null;
    }[];
  }>(
    `select detail.valid, detail.reason, st_x(detail.location) as longitude, st_y(detail.location) as latitude, st_isempty(g) as empty
     from (select ${SHAPE} as g) shape, lateral st_isvaliddetail(g) detail`,
    [JSON.stringify(geometry)],
  );
  const row = result.rows[0];
  if (row === undefined || (row.valid && !row.empty)) return undefined;
  return { reason: row.reason ?? 'Empty geometry', longitude: row.longitude, latitude: row.latitude };
}
