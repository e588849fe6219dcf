/** Asset types and what is counted of their assets. */
import type { Knex } from 'knex';

export interface AssetTypeRow {
  id: string;
  titleId: string;
  titleEn: string;
  descriptionId: string;
  descriptionEn: string;
  geometryType: 'Point' | 'LineString' | 'Polygon';
  symbol: string;
  schema: unknown;
  position: number;
  revision: number;
  version: number;
}

const columns = {
  id: 'id',
  titleId: 'title_id',
  titleEn: 'title_en',
  descriptionId: 'description_id',
  descriptionEn: 'description_en',
  geometryType: 'geometry_type',
  symbol: 'symbol',
  schema: 'schema',
  position: 'position',
  revision: 'revision',
  version: 'version',
};

export async function listAssetTypes(db: Knex): Promise<AssetTypeRow[]> {
  return db('asset_types').select(columns).orderBy(['position', 'id']);
}

export async function findAssetType(db: Knex, id: string, { lock = false } = {}): Promise<AssetTypeRow | undefined> {
  const query = db('asset_types').select(columns).where({ id }).first();
  return lock ? query.forUpdate() : query;
}

export type AssetTypeContent = Omit<AssetTypeRow, 'revision' | 'version'>;

function toColumns(type: AssetTypeContent): Record<string, unknown> {
  return {
    title_id: type.titleId,
    title_en: type.titleEn,
    description_id: type.descriptionId,
    description_en: type.descriptionEn,
    geometry_type: type.geometryType,
    symbol: type.symbol,
    schema: JSON.stringify(type.schema),
    position: type.position,
  };
}

/** Throws a unique violation when the id is taken. */
export async function insertAssetType(trx: Knex.Transaction, type: AssetTypeContent): Promise<void> {
  await trx('asset_types').insert({ id: type.id, ...toColumns(type) });
}

/** Its revision grows too, so that no cached tile outlives a change of the type. */
export async function updateAssetType(trx: Knex.Transaction, type: AssetTypeContent): Promise<void> {
  await trx('asset_types')
    .where({ id: type.id })
    .update({
      ...toColumns(type),
      version: trx.raw('version + 1'),
      revision: trx.raw('revision + 1'),
      updated_at: trx.fn.now(),
    });
}

/** Throws a foreign key violation while assets, or their tombstones, are of the type. */
export async function deleteAssetType(trx: Knex.Transaction, id: string): Promise<void> {
  await trx('asset_types').where({ id }).delete();
}

export interface TypeCounts {
  typeId: string;
  total: number;
  B: number;
  RR: number;
  RB: number;
  unknown: number;
}

/** Counts by type and condition; types without assets have no row. */
export async function countByType(db: Knex, publishedOnly: boolean): Promise<TypeCounts[]> {
  const result = await db.raw<{ rows: TypeCounts[] }>(
    `select type_id as "typeId", count(*)::int as total,
       (count(*) filter (where condition = 'B'))::int as "B", (count(*) filter (where condition = 'RR'))::int as "RR",
       (count(*) filter (where condition = 'RB'))::int as "RB", (count(*) filter (where condition is null))::int as unknown
     from assets where deleted_at is null ${publishedOnly ? 'and published' : ''} group by type_id`,
  );
  return result.rows;
}

/** West, south, east, north of a type's assets; undefined without any. */
export async function extentOf(
  db: Knex,
  type: string,
  publishedOnly: boolean,
): Promise<[number, number, number, number] | undefined> {
  const result = await db.raw<{ rows: { w: number | null; s: number; e: number; n: number }[] }>(
    `select st_xmin(box) as w, st_ymin(box) as s, st_xmax(box) as e, st_ymax(box) as n
     from (select st_extent(geom) as box from assets where type_id = ? and deleted_at is null ${publishedOnly ? 'and published' : ''}) x`,
    [type],
  );
  const row = result.rows[0];
  return row === undefined || row.w === null ? undefined : [row.w, row.s, row.e, row.n];
}
