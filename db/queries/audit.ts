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
