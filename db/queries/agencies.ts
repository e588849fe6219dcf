/** The offices that keep assets, lead projects and have people. */
import type { Knex } from 'knex';

export interface AgencyRow {
  id: string;
  name: string;
  shortName: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

const columns = `
  a.id, a.name, a.short_name as "shortName", a.version, a.created_at as "createdAt", a.updated_at as "updatedAt"`;

/** By name; a row more than `limit` tells that there is a next page. */
export async function agencyPage(
  db: Knex,
  limit: number,
  after: readonly [name: string, id: string] | undefined,
): Promise<AgencyRow[]> {
  const result = await db.raw<{ rows: AgencyRow[] }>(
    `select ${columns} from agencies a
     ${after === undefined ? '' : 'where (a.name, a.id) > (?, ?)'}
     order by a.name, a.id limit ?`,
    [...(after ?? []), limit + 1],
  );
  return result.rows;
}

export async function findAgency(db: Knex, id: string): Promise<AgencyRow | undefined> {
  const result = await db.raw<{ rows: AgencyRow[] }>(`select ${columns} from agencies a where a.id = ?`, [id]);
  return result.rows[0];
}

export async function lockAgency(trx: Knex.Transaction, id: string): Promise<AgencyRow | undefined> {
  const result = await trx.raw<{ rows: AgencyRow[] }>(`select ${columns} from agencies a where a.id = ? for update`, [
    id,
  ]);
  return result.rows[0];
}

/** Throws a unique violation for an id that is taken. */
export async function insertAgency(db: Knex, agency: { id: string; name: string; shortName: string }): Promise<void> {
  await db('agencies').insert({ id: agency.id, name: agency.name, short_name: agency.shortName });
}

/** Changes what is given and makes a new version; the row must exist. */
export async function updateAgency(
  trx: Knex.Transaction,
  id: string,
  change: { name?: string | undefined; shortName?: string | undefined },
): Promise<AgencyRow> {
  const result = await trx.raw<{ rows: AgencyRow[] }>(
    `update agencies a set name = coalesce(?, a.name), short_name = coalesce(?, a.short_name),
       version = a.version + 1, updated_at = now()
     where a.id = ? returning ${columns}`,
    [change.name ?? null, change.shortName ?? null, id],
  );
  const row = result.rows[0];
  if (row === undefined) throw new Error(`agency ${id} vanished under its lock`);
  return row;
}

/** Throws a foreign-key violation while anything still belongs to the agency. */
export async function deleteAgency(trx: Knex.Transaction, id: string): Promise<void> {
  await trx('agencies').where({ id }).delete();
}
