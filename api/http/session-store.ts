/**
 * Sessions in the database by connect-pg-simple, with three changes of ours: ids are stored as hashes, so that a stolen
 * backup signs nobody in; a session is read together with its user, in one query; and what was read is only ever prolonged.
 */
import { createHash } from 'node:crypto';
import { callbackify } from 'node:util';
import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { findSession, sessionPool, type SessionUserRow } from '../../db/queries/sessions.ts';

declare module 'express-session' {
  interface SessionData {
    /** Fingerprint of the password that opened the session. */
    credential: string;
    /** As they are now; joined when the session is read, never stored. */
    user: SessionUserRow;
    /** When the session ends without further use, in epoch milliseconds; joined as well. */
    expiresAt: number;
  }
}

const PgStore = connectPgSimple(session);

const digest = (sid: string): string => createHash('sha256').update(sid).digest('base64url');

export class SessionStore extends PgStore {
  readonly #read: (sid: string, callback: (error: unknown, found?: SessionData | null) => void) => void;

  constructor(db: Knex, log: Logger) {
    super({
      pool: sessionPool(db),
      tableName: 'sessions',
      errorLog: (message: string, error: unknown) => log.warn({ err: error }, message),
    });
    this.#read = callbackify(async (sid: string) => {
      const row = await findSession(db, digest(sid));
      return row && ({ ...row.sess, user: row.user, expiresAt: row.expire.getTime() } as unknown as SessionData);
    });
  }

  override get(sid: string, callback: (error: unknown, found?: SessionData | null) => void): void {
    this.#read(sid, callback);
  }

  override set(sid: string, data: SessionData, callback?: (error?: unknown) => void): void {
    // The store's own write would insert the row again and so revive a session that was ended meanwhile.
    if ('user' in data) super.touch(digest(sid), data, callback);
    else super.set(digest(sid), data, callback);
  }

  override destroy(sid: string, callback?: (error?: unknown) => void): void {
    super.destroy(digest(sid), callback);
  }

  /** Reading does not write: `prolong` of session.ts saves the session once an hour instead. */
  override touch(_sid: string, _data: SessionData, callback?: () => void): void {
    callback?.();
  }
}
