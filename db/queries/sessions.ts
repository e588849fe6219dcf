/** Sessions of the browser; connect-pg-simple writes them, we read them together with whom they belong to. */
import type { Knex } from 'knex';
import type { Pool } from 'pg';
import { pgQuery } from '../connection.ts';
import { credentialOf, type RoleName } from './users.ts';

export interface SessionUserRow {
  id: string;
  email: string;
  name: string;
  role: RoleName;
  agency: string;
}

export interface SessionRow {
  sess: Record<string, unknown>;
  expire: Date;
  user: SessionUserRow;
}

/**
 * A session that has not expired, whose user is active and whose password is still the one it was opened with.
 * Role and agency are the present ones: one query a request, nothing remembered.
 */
export async function findSession(db: Knex, sid: string): Promise<SessionRow | undefined> {
  const result = await db.raw<{ rows: (SessionUserRow & Omit<SessionRow, 'user'>)[] }>(
    `select s.sess, s.expire, u.id, u.email, u.name, u.role, u.agency_id as agency
     from sessions s join users u on u.id = (s.sess ->> 'userId')::uuid
     where s.sid = ? and s.expire > now() and u.active and s.sess ->> 'credential' = ${credentialOf('u')}`,
    [sid],
  );
  const row = result.rows[0];
  if (row === undefined) return undefined;
  const { sess, expire, ...user } = row;
  return { sess, expire, user };
}

/** Our pool as connect-pg-simple wants it: of a pool it asks for this one method. */
export function sessionPool(db: Knex): Pool {
  const query = (text: string, values: unknown[]) => pgQuery(db, text, values);
  return { query } as unknown as Pool;
}
