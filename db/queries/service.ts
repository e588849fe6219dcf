/** What concerns the service as a whole: its health, the demonstration's mark, the home of its data and the search. */
import type { Knex } from 'knex';

export async function answers(db: Knex): Promise<void> {
  await db.raw('select 1');
}

export async function hasIllustration(db: Knex): Promise<boolean> {
  const result = await db.raw<{ rows: { found: boolean }[] }>(
    'select exists (select 1 from projects where illustration and deleted_at is null) as found',
  );
  return result.rows[0]?.found === true;
}

export interface SearchRow {
  kind: 'asset' | 'project';
  id: string;
  type: string | null;
  code: string | null;
  name: string;
  west: number | null;
  south: number | null;
  east: number | null;
  north: number | null;
}

/** Assets by code or name and projects by name, those that begin with the words first. */
export async function search(db: Knex, words: string, publishedOnly: boolean, limit: number): Promise<SearchRow[]> {
  const pattern = words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
  const visible = publishedOnly ? 'and published' : '';
  const result = await db.raw<{ rows: SearchRow[] }>(
    `with assets_found as (
       select 'asset' as kind, id, type_id as type, code, name, geom from assets
       where deleted_at is null ${visible} and (code ilike :any or name ilike :any)
       order by (code ilike :start or name ilike :start) desc, code, id limit :limit
     ), projects_found as (
       select 'project' as kind, id, null as type, null as code, name,
         coalesce(geom, (select st_setsrid(st_extent(geom)::geometry, 4326) from assets a where a.project_id = p.id and a.deleted_at is null)) as geom
       from projects p where deleted_at is null ${visible} and name ilike :any order by name, id limit :limit
     )
     select kind, id, type, code, name, st_xmin(geom) as west, st_ymin(geom) as south, st_xmax(geom) as east, st_ymax(geom) as north
     from (select * from projects_found union all select * from assets_found) found
     order by (coalesce(code, '') ilike :start or name ilike :start) desc, kind desc, code, name, id limit :limit`,
    { any: `%${pattern}%`, start: `${pattern}%`, limit },
  );
  return result.rows;
}
