/** The audit trail: written by whoever writes, read by administrators. */
import type { Knex } from 'knex';

export interface AuditEntry {
  /** Null for what the service does by itself, such as the demonstration. */
  actorId: string | null;
  tokenId?: string | null;
  /** `noun.verb`, e.g. `asset.update`. */
  action: string;
  nounId: string;
  detail?: Record<string, unknown>;
}

export async function insertAudit(db: Knex, entry: AuditEntry): Promise<void> {
  await db('audit').insert({
    actor_id: entry.actorId,
    token_id: entry.tokenId ?? null,
    action: entry.action,
    noun: entry.action.split('.')[0],
    noun_id: entry.nounId,
    detail: JSON.stringify(entry.detail ?? {}),
  });
}

export interface AuditRow {
  id: number;
  at: Date;
  actorId: string | null;
  actorName: string | null;
  tokenId: string | null;
  tokenName: string | null;
  action: string;
  noun: string;
  nounId: string;
  detail: Record<string, unknown>;
}

/** The newest first, all filters together; a row more than `limit` tells that there is a next page. */
export async function auditPage(
  db: Knex,
  filter: { noun?: string | undefined; nounId?: string | undefined; actor?: string | undefined },
  limit: number,
  after: number | undefined,
): Promise<AuditRow[]> {
  const conditions: [sql: string, value: string | number | undefined][] = [
    ['a.noun = ?', filter.noun],
    ['a.noun_id = ?', filter.nounId],
    ['a.actor_id = ?', filter.actor],
    ['a.id < ?', after],
  ];
  const given = conditions.filter(([, value]) => value !== undefined);
  const result = await db.raw<{ rows: (Omit<AuditRow, 'id'> & { id: string | number })[] }>(
    `select a.id, a.at, a.actor_id as "actorId", u.name as "actorName", a.token_id as "tokenId", t.name as "tokenName",
       a.action, a.noun, a.noun_id as "nounId", a.detail
     from audit a left join users u on u.id = a.actor_id left join tokens t on t.id = a.token_id
     ${given.length === 0 ? '' : `where ${given.map(([sql]) => sql).join(' and ')}`}
     order by a.id desc limit ?`,
    [...given.map(([, value]) => value!), limit + 1],
  );
  return result.rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/** Whether this was ever done to this thing. */
export async function isAudited(db: Knex, action: string, nounId: string): Promise<boolean> {
  const row: unknown = await db('audit')
    .select('id')
    .where({ noun: action.split('.')[0], noun_id: nounId, action })
    .first();
  return row !== undefined;
}
