/** Projects with what is derived of their reports, assets and photos, and writes that leave a version behind each. */
import type { Knex } from 'knex';
import { counterClockwise } from './shapes.ts';
import { versionsOf, type VersionRow } from './versions.ts';

/** What people write of a project. */
export interface ProjectContent {
  name: string;
  description: string;
  dimension: string;
  programme: string;
  leadAgency: string;
  partners: string[];
  /** Rupiah. */
  budget: number | null;
  budgetSource: string;
  plannedStart: string | null;
  plannedEnd: string | null;
  actualStart: string | null;
  actualEnd: string | null;
  status: string;
  geometry: unknown;
  published: boolean;
}

export interface ProjectRow extends ProjectContent {
  id: string;
  percent: number | null;
  reportedOn: string | null;
  west: number | null;
  south: number | null;
  east: number | null;
  north: number | null;
  assetCount: number;
  photoCount: number;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  illustration: boolean;
  deleted: boolean;
}

/** Fields of `p`; what is derived is computed for the rows of the page only. */
const derived = (publishedOnly: boolean) => `
  p.id, p.name, p.description, p.dimension, p.programme, p.lead_agency_id as "leadAgency",
  array(select agency_id from project_partners where project_id = p.id order by agency_id) as partners,
  p.budget, p.budget_source as "budgetSource",
  p.planned_start as "plannedStart", p.planned_end as "plannedEnd",
  p.actual_start as "actualStart", p.actual_end as "actualEnd",
  p.status, st_asgeojson(p.geom, 7)::json as geometry, p.published, p.version, p.illustration,
  p.created_at as "createdAt", p.updated_at as "updatedAt", p.deleted_at is not null as deleted,
  report.percent, report.reported_on as "reportedOn", coalesce(assets.count, 0)::int as "assetCount",
  st_xmin(shape.box) as west, st_ymin(shape.box) as south, st_xmax(shape.box) as east, st_ymax(shape.box) as north,
  (select count(*) from photos f where f.deleted_at is null and (f.project_id = p.id or f.asset_id in
    (select id from assets a where a.project_id = p.id and a.deleted_at is null ${publishedOnly ? 'and a.published' : ''})))::int as "photoCount"`;

const joins = (publishedOnly: boolean) => `
  left join lateral (
    select percent, reported_on from progress_reports r where r.project_id = p.id
    order by r.reported_on desc, r.created_at desc, r.id desc limit 1
  ) report on true
  left join lateral (
    select count(*) as count, st_extent(a.geom) as box from assets a
    where a.project_id = p.id and a.deleted_at is null ${publishedOnly ? 'and a.published' : ''}
  ) assets on true
  cross join lateral (select coalesce(box2d(p.geom), assets.box) as box) shape`;

export interface ProjectFilter {
  dimension?: string | undefined;
  /** Leading or partner. */
  agency?: string | undefined;
  status?: string | undefined;
  publishedOnly: boolean;
}

/** One page by name; a row more than `limit` tells that there is a next page. */
export async function projectPage(
  db: Knex,
  filter: ProjectFilter,
  limit: number,
  after: readonly [name: string, id: string] | undefined,
): Promise<ProjectRow[]> {
  const terms = ['p.deleted_at is null'];
  const bindings: Knex.RawBinding[] = [];
  const add = (sql: string, ...values: Knex.RawBinding[]) => {
    terms.push(sql);
    bindings.push(...values);
  };
  if (filter.publishedOnly) add('p.published');
  if (filter.dimension !== undefined) add('p.dimension = ?', filter.dimension);
  if (filter.status !== undefined) add('p.status = ?', filter.status);
  if (filter.agency !== undefined)
    add(
      '(p.lead_agency_id = ? or exists (select 1 from project_partners x where x.project_id = p.id and x.agency_id = ?))',
      filter.agency,
      filter.agency,
    );
  if (after !== undefined) add('(p.name, p.id) > (?, ?::uuid)', ...after);
  const result = await db.raw<{ rows: ProjectRow[] }>(
    `select ${derived(filter.publishedOnly)}
     from (select * from projects p where ${terms.join(' and ')} order by p.name, p.id limit ?) p
     ${joins(filter.publishedOnly)} order by p.name, p.id`,
    [...bindings, limit + 1],
  );
  return result.rows;
}

export async function findProject(db: Knex, id: string, publishedOnly = false): Promise<ProjectRow | undefined> {
  const result = await db.raw<{ rows: ProjectRow[] }>(
    `select ${derived(publishedOnly)} from projects p ${joins(publishedOnly)} where p.id = ?`,
    [id],
  );
  return result.rows[0];
}

/** Holds the project's row until the transaction ends. */
export async function lockProject(trx: Knex.Transaction, id: string): Promise<void> {
  await trx.raw('select 1 from projects where id = ? for update', [id]);
}

function columnsOf(trx: Knex.Transaction, content: ProjectContent): Record<string, unknown> {
  return {
    name: content.name,
    description: content.description,
    dimension: content.dimension,
    programme: content.programme,
    lead_agency_id: content.leadAgency,
    budget: content.budget,
    budget_source: content.budgetSource,
    planned_start: content.plannedStart,
    planned_end: content.plannedEnd,
    actual_start: content.actualStart,
    actual_end: content.actualEnd,
    status: content.status,
    published: content.published,
    geom:
      content.geometry === null
        ? null
        : trx.raw(counterClockwise('st_force2d(st_setsrid(st_geomfromgeojson(?), 4326))'), [
            JSON.stringify(content.geometry),
          ]),
  };
}

/** Throws foreign key violations for unknown agencies, check violations for dates in the wrong order or an invalid shape. */
export async function insertProject(
  trx: Knex.Transaction,
  project: { id: string; content: ProjectContent; by: string | null },
): Promise<void> {
  const { id, content, by } = project;
  await trx('projects').insert({ id, created_by: by, updated_by: by, ...columnsOf(trx, content) });
  await writePartners(trx, id, content.partners);
  await insertVersion(trx, id, 'create', by, content);
}

export async function updateProject(
  trx: Knex.Transaction,
  project: { id: string; content: ProjectContent; by: string | null },
): Promise<void> {
  const { id, content, by } = project;
  await trx('projects')
    .where({ id })
    .update({
      ...columnsOf(trx, content),
      version: trx.raw('version + 1'),
      updated_at: trx.fn.now(),
      updated_by: by,
    });
  await writePartners(trx, id, content.partners);
  await insertVersion(trx, id, 'update', by, content);
}

export async function deleteProject(
  trx: Knex.Transaction,
  project: { id: string; content: ProjectContent; by: string | null },
): Promise<void> {
  const { id, content, by } = project;
  await trx('projects')
    .where({ id })
    .update({
      version: trx.raw('version + 1'),
      updated_at: trx.fn.now(),
      updated_by: by,
      deleted_at: trx.fn.now(),
    });
  await insertVersion(trx, id, 'delete', by, content);
}

async function writePartners(trx: Knex.Transaction, id: string, partners: string[]): Promise<void> {
  await trx('project_partners').where({ project_id: id }).delete();
  const rows = [...new Set(partners)].map((agency_id) => ({ project_id: id, agency_id }));
  if (rows.length > 0) await trx('project_partners').insert(rows);
}

async function insertVersion(
  trx: Knex.Transaction,
  id: string,
  operation: string,
  by: string | null,
  content: ProjectContent,
): Promise<void> {
  await trx.raw(
    `insert into project_versions (project_id, version, operation, changed_at, changed_by, state)
     select id, version, ?, updated_at, ?, ? from projects where id = ?`,
    [operation, by as Knex.RawBinding, JSON.stringify(content), id],
  );
}

/** All versions of a project, the newest first. */
export function projectVersions(db: Knex, id: string): Promise<VersionRow<Record<string, unknown>>[]> {
  return versionsOf(db, 'project', id);
}
