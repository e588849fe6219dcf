/**
 * Migrations up and down. Each call is one transaction, so that it happens wholly or not at all, under a lock that ends
 * with it: copies of the service that start at once wait for each other, and one that was killed leaves no lock behind.
 */
import { readdir } from 'node:fs/promises';
import type { Knex } from 'knex';

export interface MigrateOptions {
  /** Has files `YYYYMMDD-NN-slug.ts` or `.js` that export `up(knex)` and `down(knex)`. */
  directory?: URL;
}

/** Any number that nobody else uses for a lock of this database. */
const LOCK = 7_013_500_417;
const FILE = /^(\d{8}-\d{2}-[\w-]+)\.[jt]s$/;

/** Runs what has not been run. @returns the names of the migrations that were run, in their order */
export function migrateUp(db: Knex, options: MigrateOptions = {}): Promise<string[]> {
  return locked(db, async (trx) => {
    const [, names]: [number, string[]] = await trx.migrate.latest(config(options));
    return names;
  });
}

/** Undoes the last migration, or all of them. @returns the names of those that were undone, in this order */
export function migrateDown(db: Knex, options: MigrateOptions & { all?: boolean } = {}): Promise<string[]> {
  return locked(db, async (trx) => {
    const [, names]: [number, string[]] = options.all
      ? await trx.migrate.rollback(config(options), true)
      : await trx.migrate.down(config(options));
    return names;
  });
}

/** The names of the migrations that have not been run. */
export function pending(db: Knex, options: MigrateOptions = {}): Promise<string[]> {
  return locked(db, async (trx) => {
    const [, files]: [unknown, string[]] = await trx.migrate.list(config(options));
    return files.map(nameOf);
  });
}

function locked<T>(db: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (trx) => {
    // To rewrite a large table, or to wait for a copy of the service that does, takes as long as it takes.
    await trx.raw('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    await trx.raw('select pg_advisory_xact_lock(?)', [LOCK]);
    return work(trx);
  });
}

/** Names have no extension: a database is the same to the sources (.ts) and to what is built of them (.js). */
const nameOf = (file: string): string => FILE.exec(file)?.[1] ?? file;

function config({ directory = new URL('./migrations/', import.meta.url) }: MigrateOptions): Knex.MigratorConfig {
  const migrationSource: Knex.MigrationSource<string> = {
    getMigrations: async () => (await readdir(directory)).filter((file) => FILE.test(file)).toSorted(),
    getMigrationName: nameOf,
    getMigration: (file) => import(new URL(file, directory).href),
  };
  return { migrationSource, tableName: 'migrations' };
}
