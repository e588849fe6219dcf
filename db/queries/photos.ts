/** Photos: receipts, pages, where a photo belongs, and what the sweeper asks. */
import type { Knex } from 'knex';

export interface PhotoRow {
  id: string;
  asset: string | null;
  project: string | null;
  report: string | null;
  phase: 0 | 50 | 100 | null;
  sha256: string;
  bytes: number;
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic';
  width: number;
  height: number;
  originalName: string;
  takenAt: Date | null;
  takenAtSource: 'exif' | 'device' | null;
  receivedAt: Date;
  longitude: number | null;
  latitude: number | null;
  positionSource: 'exif' | 'device' | 'manual' | null;
  accuracy: number | null;
  azimuth: number | null;
  warnings: { code: string }[];
  agency: string;
  uploadedBy: string | null;
  uploadedByName: string | null;
  illustration: boolean;
  deleted: boolean;
  /** The public may see it. */
  published: boolean;
}

/** The public sees a photo when its asset or its project is published and neither is deleted. */
const PUBLISHED = `
  (a.deleted_at is null and j.deleted_at is null and (coalesce(a.published, false) or coalesce(j.published, false)))`;

const SELECT = `
  select f.id, f.asset_id as asset, f.project_id as project, f.report_id as report, f.phase, f.sha256,
    f.bytes::integer as bytes, f.media_type as "mediaType", f.width, f.height, f.original_name as "originalName",
    f.taken_at as "takenAt", f.taken_at_source as "takenAtSource", f.received_at as "receivedAt",
    st_x(f.geom) as longitude, st_y(f.geom) as latitude, f.position_source as "positionSource", f.accuracy, f.azimuth,
    f.warnings, f.agency_id as agency, f.uploaded_by as "uploadedBy", u.name as "uploadedByName", f.illustration,
    f.deleted_at is not null as deleted, ${PUBLISHED} as published
  from photos f
  left join assets a on a.id = f.asset_id
  left join projects j on j.id = f.project_id
  left join users u on u.id = f.uploaded_by`;

/** Also finds what was deleted. */
export async function findPhoto(db: Knex, id: string): Promise<PhotoRow | undefined> {
  const result = await db.raw<{ rows: PhotoRow[] }>(`${SELECT} where f.id = ?`, [id]);
  return result.rows[0];
}

export interface PhotoFilter {
  asset?: string | undefined;
  /** Also finds the photos of the project's assets. */
  project?: string | undefined;
  report?: string | undefined;
  publishedOnly: boolean;
}

/** The newest first; a row more than `limit` tells that there is a next page. */
export async function photoPage(
  db: Knex,
  filter: PhotoFilter,
  limit: number,
  after: readonly [receivedAt: string, id: string] | undefined,
): Promise<PhotoRow[]> {
  const terms = ['f.deleted_at is null'];
  const bindings: Knex.RawBinding[] = [];
  const add = (sql: string, ...values: Knex.RawBinding[]) => {
    terms.push(sql);
    bindings.push(...values);
  };
  if (filter.publishedOnly) add(PUBLISHED);
  if (filter.asset !== undefined) add('f.asset_id = ?', filter.asset);
  if (filter.report !== undefined) add('f.report_id = ?', filter.report);
  if (filter.project !== undefined)
    add(
      '(f.project_id = ? or f.asset_id in (select id from assets where project_id = ? and deleted_at is null))',
      filter.project,
      filter.project,
    );
  if (after !== undefined) add('(f.received_at, f.id) < (?::timestamptz, ?::uuid)', ...after);
  const result = await db.raw<{ rows: PhotoRow[] }>(
    `${SELECT} where ${terms.join(' and ')} order by f.received_at desc, f.id desc limit ?`,
    [...bindings, limit + 1],
  );
  return result.rows;
}

/** What an upload says that it belongs to; what is null was not found (or, for the asset and the project, is deleted). */
export interface PhotoTarget {
  asset: { agency: string; project: string | null } | null;
  project: { leadAgency: string; agencies: string[] } | null;
  report: { project: string } | null;
  /** Geodesic metres from the position to the asset's geometry. */
  distance: number | null;
  /** `YYYY-MM-DD`: when the work of the project (or else of the asset's project) began or is to begin. */
  workStart: string | null;
}

export async function findPhotoTarget(
  db: Knex,
  given: { asset?: string | null | undefined; project?: string | null | undefined; report?: string | undefined },
  position: { longitude: number; latitude: number } | null,
): Promise<PhotoTarget> {
  const result = await db.raw<{ rows: [PhotoTarget] }>(
    `select
       case when a.id is not null then json_build_object('agency', a.agency_id, 'project', a.project_id) end as asset,
       case when j.id is not null then json_build_object('leadAgency', j.lead_agency_id, 'agencies',
         array(select j.lead_agency_id union select agency_id from project_partners x where x.project_id = j.id)) end as project,
       case when r.id is not null then json_build_object('project', r.project_id) end as report,
       st_distance(a.geom::geography, st_setsrid(st_makepoint(?::float8, ?::float8), 4326)::geography) as distance,
       coalesce(w.actual_start, w.planned_start)::text as "workStart"
     from (select ?::uuid as asset, ?::uuid as project, ?::uuid as report) given
     left join assets a on a.id = given.asset and a.deleted_at is null
     left join projects j on j.id = given.project and j.deleted_at is null
     left join progress_reports r on r.id = given.report
     left join projects w on w.id = coalesce(j.id, a.project_id)`,
    [
      position?.longitude ?? null,
      position?.latitude ?? null,
      given.asset ?? null,
      given.project ?? null,
      given.report ?? null,
    ] as Knex.RawBinding[],
  );
  return result.rows[0];
}

export type NewPhoto = Omit<PhotoRow, 'uploadedByName' | 'deleted' | 'published'>;

export async function insertPhoto(trx: Knex.Transaction, photo: NewPhoto): Promise<void> {
  await trx('photos').insert({
    id: photo.id,
    asset_id: photo.asset,
    project_id: photo.project,
    report_id: photo.report,
    phase: photo.phase,
    sha256: photo.sha256,
    bytes: photo.bytes,
    media_type: photo.mediaType,
    width: photo.width,
    height: photo.height,
    original_name: photo.originalName,
    taken_at: photo.takenAt,
    taken_at_source: photo.takenAtSource,
    received_at: photo.receivedAt,
    geom:
      photo.longitude === null || photo.latitude === null
        ? null
        : trx.raw('st_setsrid(st_makepoint(?, ?), 4326)', [photo.longitude, photo.latitude]),
    position_source: photo.positionSource,
    accuracy: photo.accuracy,
    azimuth: photo.azimuth,
    warnings: JSON.stringify(photo.warnings),
    agency_id: photo.agency,
    uploaded_by: photo.uploadedBy,
    illustration: photo.illustration,
  });
}

/** Holds off everyone else who would store, or sweep away, a photo of this id, until the transaction ends. */
export async function lockPhotoId(trx: Knex.Transaction, id: string): Promise<void> {
  await trx.raw("select pg_advisory_xact_lock(hashtextextended('photo ' || ?::text, 0))", [id]);
}

/** What is undefined stays. */
export async function updatePhoto(
  trx: Knex.Transaction,
  id: string,
  change: {
    phase?: number | null | undefined;
    azimuth?: number | null | undefined;
    report?: string | null | undefined;
  },
): Promise<void> {
  const columns = { phase: change.phase, azimuth: change.azimuth, report_id: change.report };
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await trx('photos').where({ id }).update(given);
}

/** Leaves a tombstone; the bytes stay. */
export async function markPhotoDeleted(trx: Knex.Transaction, id: string, at: Date): Promise<void> {
  await trx('photos').where({ id }).update({ deleted_at: at });
}

/** Which of the ids have a row (a tombstone is one), each with the hash of its original. */
export async function photoHashes(db: Knex, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db('photos').select<{ id: string; sha256: string }[]>('id', 'sha256').whereIn('id', ids);
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
}

/** All photos by id, tombstones too, a batch at a time. */
export async function photosAfter(
  db: Knex,
  id: string | null,
  limit: number,
): Promise<{ id: string; sha256: string }[]> {
  const rows = db('photos').select<{ id: string; sha256: string }[]>('id', 'sha256').orderBy('id').limit(limit);
  return id === null ? rows : rows.where('id', '>', id);
}
