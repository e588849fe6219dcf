/** People who sign in. Password hashes leave this file only towards the check of a password. */
import type { Knex } from 'knex';

export type RoleName = 'admin' | 'planner' | 'surveyor' | 'liaison' | 'viewer';

export interface UserRow {
  id: string;
  email: string;
  name: string;
  role: RoleName;
  agency: string;
  active: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Fingerprint of the password that a session was opened with: a session holds no longer than its password. */
export const credentialOf = (table: string): string =>
  `encode(sha256(convert_to(${table}.password_hash, 'UTF8')), 'hex')`;

const columns = `
  u.id, u.email, u.name, u.role, u.agency_id as agency, u.active, u.version,
  u.created_at as "createdAt", u.updated_at as "updatedAt"`;

/** By name; a row more than `limit` tells that there is a next page. */
export async function userPage(
  db: Knex,
  limit: number,
  after: readonly [name: string, id: string] | undefined,
): Promise<UserRow[]> {
  const result = await db.raw<{ rows: UserRow[] }>(
    `select ${columns} from users u
     ${after === undefined ? '' : 'where (u.name, u.id) > (?, ?::uuid)'}
     order by u.name, u.id limit ?`,
    [...(after ?? []), limit + 1],
  );
  return result.rows;
}

export async function findUser(db: Knex, id: string): Promise<UserRow | undefined> {
  const result = await db.raw<{ rows: UserRow[] }>(`select ${columns} from users u where u.id = ?`, [id]);
  return result.rows[0];
}

export interface Credentials extends UserRow {
  passwordHash: string;
  credential: string;
}

const credentials = `${columns}, u.password_hash as "passwordHash", ${credentialOf('u')} as credential`;

/** The account of a lower-cased email with what checks its password, whether it is active or not. */
export async function findCredentialsByEmail(db: Knex, email: string): Promise<Credentials | undefined> {
  const result = await db.raw<{ rows: Credentials[] }>(`select ${credentials} from users u where u.email = ?`, [email]);
  return result.rows[0];
}

export async function findCredentials(db: Knex, id: string): Promise<Credentials | undefined> {
  const result = await db.raw<{ rows: Credentials[] }>(`select ${credentials} from users u where u.id = ?`, [id]);
  return result.rows[0];
}

/** Throws a unique violation for an email that is taken, a foreign-key violation for an unknown agency. */
export async function insertUser(
  db: Knex,
  user: { id: string; email: string; name: string; role: RoleName; agency: string; passwordHash: string },
): Promise<void> {
  await db('users').insert({
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    agency_id: user.agency,
    password_hash: user.passwordHash,
  });
}

/**
 * Locks every active administrator and tells their ids. Taken before any other lock of a transaction that may take the
 * role away from one, so that two who demote each other come one after the other and never wait in a circle.
 */
export async function lockActiveAdmins(trx: Knex.Transaction): Promise<string[]> {
  const result = await trx.raw<{ rows: { id: string }[] }>(
    `select id from users where role = 'admin' and active order by id for update`,
  );
  return result.rows.map(({ id }) => id);
}

export async function lockUser(trx: Knex.Transaction, id: string): Promise<UserRow | undefined> {
  const result = await trx.raw<{ rows: UserRow[] }>(`select ${columns} from users u where u.id = ? for update`, [id]);
  return result.rows[0];
}

export interface UserChange {
  name?: string | undefined;
  role?: RoleName | undefined;
  agency?: string | undefined;
  active?: boolean | undefined;
  passwordHash?: string | undefined;
}

/** Changes what is given and makes a new version; the row must exist. */
export async function updateUser(trx: Knex.Transaction, id: string, change: UserChange): Promise<UserRow> {
  const result = await trx.raw<{ rows: UserRow[] }>(
    `update users u set
       name = coalesce(?, u.name), role = coalesce(?, u.role), agency_id = coalesce(?, u.agency_id),
       active = coalesce(?, u.active), password_hash = coalesce(?, u.password_hash),
       version = u.version + 1, updated_at = now()
     where u.id = ? returning ${columns}`,
    [
      change.name ?? null,
      change.role ?? null,
      change.agency ?? null,
      change.active ?? null,
      change.passwordHash ?? null,
      id,
    ],
  );
  const row = result.rows[0];
  if (row === undefined) throw new Error(`user ${id} vanished under its lock`);
  return row;
}
