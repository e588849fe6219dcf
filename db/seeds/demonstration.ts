/**
 * Writes the demonstration's rows into an empty database: a few statements of many rows each, in the caller's
 * transaction, since the embedded database does some hundred statements a second and breaks at COPY.
 */
import type { Knex } from 'knex';
import { counterClockwise } from '../queries/shapes.ts';
import { STATE } from '../queries/assets.ts';
import { agencies, FOUNDED_AT, LEAD, userId, users } from './demonstration/accounts.ts';
import { assets } from './demonstration/assets.ts';
import type { AssetSeed } from './demonstration/kinds.ts';
import { photos } from './demonstration/photos.ts';
import { PROGRAMME, projectOf, projects, type ProjectSeed } from './demonstration/projects.ts';

export { users } from './demonstration/accounts.ts';
export { photos, type Phase, type PhotoSeed, type Scene } from './demonstration/photos.ts';

/** Any number that no other lock of the transaction kind has. */
const LOCK = 73_22_2020;
/** Its audit row says that the demonstration is loaded and its accounts have been told. */
const LOADED = { action: 'demonstration.load', noun: 'demonstration', noun_id: 'luwu-utara' };

/** `absent` where others have filled the database, `begun` where a start ended before the accounts were told. */
export type DemonstrationState = 'empty' | 'absent' | 'begun' | 'loaded';

/** Waits for another copy of the service that is at the same; the lock ends with the transaction. */
export async function demonstrationState(trx: Knex.Transaction): Promise<DemonstrationState> {
  await trx.raw('select pg_advisory_xact_lock(?)', [LOCK]);
  const { rows } = await trx.raw<{ rows: { filled: boolean; ours: boolean; loaded: boolean }[] }>(
    `select exists (select from agencies) or exists (select from users) or exists (select from projects)
         or exists (select from assets) as filled,
       exists (select from projects where id = ?) as ours,
       exists (select from audit where noun = ? and noun_id = ? and action = ?) as loaded`,
    [projectOf('river').id, LOADED.noun, LOADED.noun_id, LOADED.action],
  );
  const [found] = rows;
  if (found?.filled !== true) return 'empty';
  if (!found.ours) return 'absent';
  return found.loaded ? 'loaded' : 'begun';
}

/** All but the photos, which go the way of uploads. `passwordHashes` by e-mail address. */
export async function insertDemonstration(
  trx: Knex.Transaction,
  passwordHashes: ReadonlyMap<string, string>,
): Promise<void> {
  const founded = { created_at: FOUNDED_AT, updated_at: FOUNDED_AT };
  await trx('agencies').insert(
    agencies.map(({ id, name, shortName }) => ({ id, name, short_name: shortName, ...founded })),
  );
  await trx('users').insert(
    users.map(({ id, email, name, role, agency }) => {
      const password_hash = passwordHashes.get(email);
      return { id, email, name, role, agency_id: agency, password_hash, ...founded };
    }),
  );
  await insertProjects(trx);
  await insertAssets(trx);
  await insertAudit(trx);
}

/** Gives the accounts that nobody has changed yet new passwords; answers their addresses. */
export async function renewPasswords(
  trx: Knex.Transaction,
  passwordHashes: ReadonlyMap<string, string>,
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { email: string }[] }>(
    `update users u set password_hash = fresh.hash from unnest(?::text[], ?::text[]) as fresh (email, hash)
     where u.email = fresh.email and u.version = 1 returning u.email`,
    [[...passwordHashes.keys()], [...passwordHashes.values()]],
  );
  return rows.map(({ email }) => email);
}

/** Ids of the demonstration's photos that have no row; a deleted photo has one and stays deleted. */
export async function missingPhotos(db: Knex): Promise<Set<string>> {
  const ids = photos.map(({ id }) => id);
  const stored = await db<{ id: string }>('photos').select('id').whereIn('id', ids);
  const known = new Set(stored.map(({ id }) => id));
  return new Set(ids.filter((id) => !known.has(id)));
}

export async function markLoaded(trx: Knex.Transaction): Promise<void> {
  await trx('audit').insert(LOADED);
}

async function insertProjects(trx: Knex.Transaction): Promise<void> {
  await trx('projects').insert(
    projects.map((project) => ({
      id: project.id,
      name: project.name,
      description: project.description,
      dimension: 'branding',
      programme: PROGRAMME,
      lead_agency_id: LEAD,
      budget: project.budget,
      budget_source: project.budgetSource,
      planned_start: project.plannedStart,
      planned_end: project.plannedEnd,
      actual_start: project.actualStart,
      actual_end: project.actualEnd,
      status: project.status,
      published: true,
      illustration: true,
      created_at: project.at,
      created_by: userId('planner'),
      updated_at: project.at,
      updated_by: userId('planner'),
    })),
  );
  await trx('project_partners').insert(
    projects.flatMap(({ id, partners }) => partners.map((agency_id) => ({ project_id: id, agency_id }))),
  );
  await trx('project_versions').insert(
    projects.map((project) => ({
      project_id: project.id,
      version: 1,
      operation: 'create',
      changed_at: project.at,
      changed_by: userId('planner'),
      state: JSON.stringify(stateOf(project)),
    })),
  );
  await trx('progress_reports').insert(
    projects.flatMap(({ id, reports }) =>
      reports.map((report) => ({
        id: report.id,
        project_id: id,
        reported_on: report.on,
        percent: report.percent,
        note: report.note,
        illustration: true,
        created_at: report.at,
        created_by: userId(report.by),
      })),
    ),
  );
}

/** The content of a project as its versions keep it. */
function stateOf(project: ProjectSeed): Record<string, unknown> {
  const {
    name,
    description,
    partners,
    budget,
    budgetSource,
    plannedStart,
    plannedEnd,
    actualStart,
    actualEnd,
    status,
  } = project;
  return {
    ...{ name, description, dimension: 'branding', programme: PROGRAMME, leadAgency: LEAD, partners },
    ...{ budget, budgetSource, plannedStart, plannedEnd, actualStart, actualEnd, status },
    geometry: null,
    published: true,
  };
}

async function insertAssets(trx: Knex.Transaction): Promise<void> {
  await trx.raw(
    `insert into assets (id, type_id, geometry_type, code, name, condition, status, project_id, agency_id, published,
       illustration, attributes, geom, created_at, created_by, updated_at, updated_by)
     select id, type, shape ->> 'type', code, name, condition, status, project, ?, published, true, attributes,
       ${counterClockwise('st_setsrid(st_geomfromgeojson(shape::text), 4326)')}, at, by, at, by
     from jsonb_to_recordset(?) as asset (id uuid, type text, code text, name text, condition text, status text,
       project uuid, published boolean, attributes jsonb, shape jsonb, at timestamptz, by uuid)`,
    [LEAD, JSON.stringify(assets.map(toRow))],
  );
  await insertVersions(trx, 'create');
  const visits = assets.flatMap((asset) =>
    asset.visit === undefined ? [] : [{ id: asset.id, ...toVisit(asset.visit) }],
  );
  await trx.raw(
    `update assets a set version = 2, condition = v.condition, status = v.status,
       attributes = a.attributes || v.attributes, updated_at = v.at, updated_by = v.by
     from jsonb_to_recordset(?) as v (id uuid, condition text, status text, attributes jsonb, at timestamptz, by uuid)
     where a.id = v.id`,
    [JSON.stringify(visits)],
  );
  await insertVersions(trx, 'update');
}

function toRow(asset: AssetSeed): Record<string, unknown> {
  const { id, type, code, name, condition, status, published, attributes, geometry, at, by } = asset;
  const project = projectOf(asset.project).id;
  return {
    id,
    type,
    code,
    name,
    condition,
    status,
    project,
    published,
    attributes,
    shape: geometry,
    at,
    by: userId(by),
  };
}

function toVisit({ at, by, condition, status, attributes = {} }: NonNullable<AssetSeed['visit']>) {
  return { at, by: userId(by), condition, status, attributes };
}

/** Keeps the present state of the assets that have just been created or updated. */
async function insertVersions(trx: Knex.Transaction, operation: 'create' | 'update'): Promise<void> {
  await trx.raw(
    `insert into asset_versions (asset_id, version, operation, changed_at, changed_by, state)
     select a.id, a.version, ?, a.updated_at, a.updated_by, ${STATE} from assets a where a.version = ?`,
    [operation, operation === 'create' ? 1 : 2],
  );
}

/** What was really done, and when: the service wrote all this now, whatever dates the demonstration shows. */
async function insertAudit(trx: Knex.Transaction): Promise<void> {
  await trx.raw(
    `insert into audit (action, noun, noun_id, detail)
     select noun || '.' || verb, noun, id, detail || '{"demonstration": true}' from (
       select 1 as part, 'agency' as noun, 'create' as verb, id, '{}'::jsonb as detail from agencies
       union all select 2, 'user', 'create', id::text, jsonb_build_object('role', role) from users
       union all select 3, 'project', v.operation, project_id::text, jsonb_build_object('version', v.version) from project_versions v
       union all select 4, 'report', 'create', id::text, jsonb_build_object('project', project_id) from progress_reports
       union all select 5, 'asset', v.operation, v.asset_id::text, jsonb_build_object('type', a.type_id, 'version', v.version)
         from asset_versions v join assets a on a.id = v.asset_id
     ) written order by part, id, detail`,
  );
}
