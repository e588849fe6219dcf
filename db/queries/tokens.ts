/** Bearer tokens of programs; only the SHA-256 of their secret is known here. */
import type { Knex } from 'knex';
import type { RoleName } from './users.ts';

export interface TokenRow {
  id: string;
  name: string;
  role: RoleName;
  agency: string;
  createdBy: string;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

const columns = `
  t.id, t.name, t.role, t.agency_id as agency, t.created_by as "createdBy", u.name as "createdByName",
  t.created_at as "createdAt", t.expires_at as "expiresAt", t.revoked_at as "revokedAt", t.last_used_at as "lastUsedAt"`;

/** The newest first (ids are UUIDv7); a row more than `limit` tells that there is a next page. */
export async function tokenPage(db: Knex, limit: number, after: string | undefined): Promise<TokenRow[]> {
  const result = await db.raw<{ rows: TokenRow[] }>(
    `select ${columns} from tokens t join users u on u.id = t.created_by
     ${after === undefined ? '' : 'where t.id < ?::uuid'}
     order by t.id desc limit ?`,
    [...(after === undefined ? [] : [after]), limit + 1],
  );
  return result.rows;
}

export async function findToken(db: Knex, id: string): Promise<TokenRow | undefined> {
  const result = await db.raw<{ rows: TokenRow[] }>(
    `select ${columns} from tokens t join users u on u.id = t.created_by where t.id = ?`,
    [id],
  );
  return result.rows[0];
}

/** Throws a foreign-key violation for an unknown agency. */
export async function insertToken(
  db: Knex,
  token: { id: string; name: string; role: RoleName; agency: string; hash: Buffer; createdBy: string; expiresAt: Date },
): Promise<void> {
  await db('tokens').insert({
    id: token.id,
    name: token.name,
    role: token.role,
    agency_id: token.agency,
    token_hash: token.hash,
    created_by: token.createdBy,
    expires_at: token.expiresAt,
  });
}

/** Whether the token was alive until now. */
export async function revokeToken(trx: Knex.Transaction, id: string): Promise<boolean> {
  const changed = await trx('tokens').where({ id }).whereNull('revoked_at').update({ revoked_at: trx.fn.now() });
  return changed > 0;
}

export interface LiveTokenRow {
  id: string;
  name: string;
  role: RoleName;
  agency: string;
  createdBy: string;
  /** The present role of whoever made it. */
  creatorRole: RoleName;
  /** Whether its last use was noted in the last minute. */
  freshlyUsed: boolean;
}

/** The token of a secret's hash, unless it is revoked or expired or its maker is no longer active. */
export async function findLiveToken(db: Knex, hash: Buffer): Promise<LiveTokenRow | undefined> {
  const result = await db.raw<{ rows: LiveTokenRow[] }>(
    `select t.id, t.name, t.role, t.agency_id as agency, t.created_by as "createdBy", u.role as "creatorRole",
       coalesce(t.last_used_at > now() - interval '1 minute', false) as "freshlyUsed"
     from tokens t join users u on u.id = t.created_by
     where t.token_hash = ? and t.revoked_at is null and t.expires_at > now() and u.active`,
    [hash],
  );
  return result.rows[0];
}

export async function noteTokenUse(db: Knex, id: string): Promise<void> {
  await db('tokens').where({ id }).update({ last_used_at: db.fn.now() });
}
