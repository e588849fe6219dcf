/** Dated progress reports of a project. */
import type { Knex } from 'knex';

export interface ReportRow {
  id: string;
  project: string;
  reportedOn: string;
  percent: number;
  note: string;
  createdBy: string | null;
  createdByName: string | null;
  createdAt: Date;
  photos: string[];
  illustration: boolean;
}

const columns = `
  r.id, r.project_id as project, r.reported_on as "reportedOn", r.percent, r.note, r.created_by as "createdBy",
  u.name as "createdByName", r.created_at as "createdAt", r.illustration,
  array(select id from photos f where f.report_id = r.id and f.deleted_at is null order by f.received_at, f.id) as photos`;

/** The newest first; a row more than `limit` tells that there is a next page. */
export async function reportPage(
  db: Knex,
  project: string,
  limit: number,
  after: readonly [reportedOn: string, createdAt: string, id: string] | undefined,
): Promise<ReportRow[]> {
  const result = await db.raw<{ rows: ReportRow[] }>(
    `select ${columns} from progress_reports r left join users u on u.id = r.created_by
     where r.project_id = ? ${after === undefined ? '' : 'and (r.reported_on, r.created_at, r.id) < (?::date, ?::timestamptz, ?::uuid)'}
     order by r.reported_on desc, r.created_at desc, r.id desc limit ?`,
    [project, ...(after ?? []), limit + 1],
  );
  return result.rows;
}

export async function findReport(db: Knex, id: string): Promise<ReportRow | undefined> {
  const result = await db.raw<{ rows: ReportRow[] }>(
    `select ${columns} from progress_reports r left join users u on u.id = r.created_by where r.id = ?`,
    [id],
  );
  return result.rows[0];
}

/** Throws a unique violation when the id is taken. */
export async function insertReport(
  trx: Knex.Transaction,
  report: { id: string; project: string; reportedOn: string; percent: number; note: string; by: string | null },
): Promise<void> {
  await trx('progress_reports').insert({
    id: report.id,
    project_id: report.project,
    reported_on: report.reportedOn,
    percent: report.percent,
    note: report.note,
    created_by: report.by,
    // Milliseconds, as the wire and the keys of pages have it.
    created_at: trx.raw("date_trunc('milliseconds', now())"),
  });
}
