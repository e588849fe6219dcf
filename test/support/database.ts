/**
 * Databases for tests: on the server of TEST_DATABASE_URL when it is set, else embedded ones that are copied from templates
 * in `.cache`. They are put away at the end of the run by hooks.ts.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import pg from 'pg';
import { connect, pgQuery } from '../../db/connection.ts';
import { openEmbedded } from '../../db/embedded.ts';
import { migrateUp } from '../../db/migrate.ts';
import { quoted, rememberSeeds, resetStatement } from './reset.ts';

export interface TestDatabase {
  db: Knex;
  url: string;
}

/** Templates of other migrations may be in use by a run beside this one. */
const UNUSED_MS = 60 * 60 * 1000;

const server = process.env['TEST_DATABASE_URL'];
const closers: (() => Promise<unknown>)[] = [];
let shared: Promise<TestDatabase> | undefined;

/** The migrated database that all tests of a run share. Opening it takes seconds: call it in a `before`. */
export function testDatabase(): Promise<TestDatabase> {
  shared ??= (async () => {
    const database = await (server === undefined ? openCopy(await template('migrated')) : createOn(server));
    await migrateUp(database.db);
    await rememberSeeds(database.db);
    return database;
  })();
  return shared;
}

/** A database of one's own with PostGIS and pg_trgm and nothing else, for tests of the migrations themselves. */
export async function freshDatabase(): Promise<TestDatabase> {
  return server === undefined ? openCopy(await template('empty')) : createOn(server);
}

/** Empties all tables but those that migrations filled; these get back the rows that the migrations gave them. */
export async function resetDatabase(db: Knex): Promise<void> {
  await pgQuery(db, await resetStatement(db));
}

/** Called by hooks.ts. */
export async function closeDatabases(): Promise<void> {
  for (const close of closers.splice(0).toReversed()) await close();
}

/** An embedded database in a temporary directory. */
async function openCopy(file: string): Promise<TestDatabase> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lutra-test-'));
  const embedded = await openEmbedded(dataDir, { template: file });
  const db = connect(embedded.url);
  closers.push(async () => {
    await db.destroy();
    await embedded.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { db, url: embedded.url };
}

async function createOn(base: string): Promise<TestDatabase> {
  const name = `lutra_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await administer(base, `create database ${quoted(name)}`);
  const url = base.replace(/(\/\/[^/]*)\/[^?]*/, `$1/${name}`);
  const db = connect(url);
  closers.push(async () => {
    await db.destroy();
    await administer(base, `drop database ${quoted(name)} with (force)`);
  });
  await db.raw('create extension if not exists postgis; create extension if not exists pg_trgm');
  return { db, url };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The file of a template, which is made when there is none for these migrations and versions. */
export async function template(kind: 'empty' | 'migrated'): Promise<string> {
  const file = path.join(root, '.cache', 'templates', `${kind}-${fingerprint(kind)}.tar`);
  if (!existsSync(file)) await makeTemplate(kind, file);
  const now = new Date();
  await utimes(file, now, now);
  return file;
}

async function makeTemplate(kind: 'empty' | 'migrated', file: string): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(path.join(folder, name));
    if (Date.now() - mtimeMs > UNUSED_MS) await rm(path.join(folder, name), { force: true });
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lutra-template-'));
  const embedded = await openEmbedded(dataDir, kind === 'empty' ? {} : { template: await template('empty') });
  try {
    if (kind === 'migrated') {
      const db = connect(embedded.url);
      try {
        await migrateUp(db);
      } finally {
        await db.destroy();
      }
    }
    await embedded.dumpTemplate(file);
  } finally {
    await embedded.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Changes with whatever goes into a template. */
function fingerprint(kind: 'empty' | 'migrated'): string {
  const hash = createHash('sha256');
  for (const name of ['pglite', 'pglite-postgis'])
    hash.update(readFileSync(path.join(root, 'node_modules/@electric-sql', name, 'package.json')));
  for (const folder of kind === 'empty' ? [] : ['db/migrations', 'db/seeds'])
    for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) hash.update(entry.name).update(readFileSync(path.join(entry.parentPath, entry.name)));
  return hash.digest('hex').slice(0, 16);
}
