/**
 * What PostgreSQL's background processes do, which PGlite has none of: without checkpoints its log grows for ever and
 * recovery with it, without autovacuum tables bloat and the planner knows nothing of them.
 */
import type { PGlite } from '@electric-sql/pglite';

const EVERY_MS = 15_000;
const CHECKPOINT_BYTES = 64 * 1024 * 1024;

/** The thresholds of autovacuum; one table a turn, so that nobody waits long. */
const worstTable = `
  select format('vacuum (analyze) %s', relid::regclass) as statement
  from pg_stat_user_tables join pg_class on pg_class.oid = relid
  where n_dead_tup > 50 + 0.2 * greatest(reltuples, 0)
    or n_ins_since_vacuum > 1000 + 0.2 * greatest(reltuples, 0)
    or n_mod_since_analyze > 50 + 0.1 * greatest(reltuples, 0)
  order by n_dead_tup + n_mod_since_analyze desc limit 1`;

const loggedBytes = `
  select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()`;

/** Keeps the database in shape between the statements of its clients; never within a transaction of theirs. */
export function startUpkeep(engine: PGlite): NodeJS.Timeout {
  return setInterval(() => {
    if (engine.isInTransaction()) return;
    upkeep(engine).catch((error: unknown) =>
      process.stderr.write(`Upkeep of the embedded database: ${String(error)}\n`),
    );
  }, EVERY_MS).unref();
}

/** One turn. */
export async function upkeep(engine: PGlite): Promise<void> {
  const [table] = (await engine.query<{ statement: string }>(worstTable)).rows;
  if (table) await engine.exec(table.statement);
  const [log] = (await engine.query<{ bytes: number }>(loggedBytes)).rows;
  if (log && log.bytes > CHECKPOINT_BYTES) await engine.exec('checkpoint');
}
