/** Counters of failed sign-ins that all copies of the service share. */
import type { Knex } from 'knex';

export interface AttemptCount {
  hits: number;
  resetsAt: Date;
}

/** Counts one attempt; the first of a window, in milliseconds, opens it. */
export async function countAttempt(db: Knex, key: string, windowMs: number): Promise<AttemptCount> {
  const result = await db.raw<{ rows: AttemptCount[] }>(
    `insert into sign_in_attempts as a (key, hits, resets_at)
     values (:key, 1, now() + :window * interval '1 millisecond')
     on conflict (key) do update set
       hits = case when a.resets_at <= now() then 1 else a.hits + 1 end,
       resets_at = case when a.resets_at <= now() then excluded.resets_at else a.resets_at end
     returning hits, resets_at as "resetsAt"`,
    { key, window: windowMs },
  );
  return result.rows[0]!;
}

/** Takes an attempt back that turned out to be none. */
export async function uncountAttempt(db: Knex, key: string): Promise<void> {
  await db.raw('update sign_in_attempts set hits = hits - 1 where key = ? and hits > 0 and resets_at > now()', [key]);
}

export async function forgetAttempts(db: Knex, key: string): Promise<void> {
  await db.raw('delete from sign_in_attempts where key = ?', [key]);
}

/** Removes the counters whose window is over. */
export async function sweepAttempts(db: Knex): Promise<void> {
  await db.raw('delete from sign_in_attempts where resets_at <= now()');
}
