/** Migrations of a small directory: up, down, several at once, and after a crash. */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Knex } from 'knex';
import { connect, pgQuery } from '../../db/connection.ts';
import { migrateDown, migrateUp, pending } from '../../db/migrate.ts';
import { freshDatabase } from '../support/database.ts';

const first = '20260101-01-rivers';
const second = '20260102-01-names';

describe('migrations', function () {
  this.timeout(300_000);
  let db: Knex;
  let url: string;
  let folder: string;
  let options: { directory: URL };

  before(async () => {
    ({ db, url } = await freshDatabase());
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lutra-test-'));
    options = { directory: pathToFileURL(`${folder}/`) };
    await write(first, 'create table rivers (id int)', 'drop table rivers');
    await write(second, 'alter table rivers add name text', 'alter table rivers drop name');
  });
  afterEach(async () => {
    await pgQuery(db, 'drop table if exists rivers, migrations, migrations_lock');
    await rm(folder, { recursive: true, force: true });
  });

  const write = (name: string, up: string, down: string, extension = 'js') =>
    writeFile(
      path.join(folder, `${name}.${extension}`),
      `export const up = (knex) => knex.raw(${JSON.stringify(up)});\nexport const down = (knex) => knex.raw(${JSON.stringify(down)});\n`,
    );
  const columns = async () => {
    const { rows } = await pgQuery(
      db,
      `select attname as name from pg_attribute where attrelid = to_regclass('rivers') and attnum > 0 and not attisdropped order by attnum`,
    );
    return rows.map(({ name }) => name);
  };

  it('run once, in the order of their names, and down in the opposite one', async () => {
    expect(await pending(db, options)).to.deep.equal([first, second]);
    expect(await migrateUp(db, options)).to.deep.equal([first, second]);
    expect(await columns()).to.deep.equal(['id', 'name']);
    expect(await pending(db, options)).to.deep.equal([]);
    expect(await migrateUp(db, options)).to.deep.equal([]);
    expect(await migrateDown(db, options)).to.deep.equal([second]);
    expect(await columns()).to.deep.equal(['id']);
    expect(await migrateUp(db, options)).to.deep.equal([second]);
    expect(await migrateDown(db, { ...options, all: true })).to.deep.equal([second, first]);
    expect(await columns()).to.deep.equal([]);
    expect(await migrateDown(db, options)).to.deep.equal([]);
  });

  it('are the same when they were built to another extension', async () => {
    await write(first, 'create table rivers (id int)', 'drop table rivers', 'ts');
    await rm(path.join(folder, `${first}.js`));
    await rename(path.join(folder, `${second}.js`), path.join(folder, `${second}.later`));
    await writeFile(path.join(folder, `${first}.js.map`), '{}');
    await writeFile(path.join(folder, 'readme.js'), 'throw new Error()');
    expect(await migrateUp(db, options)).to.deep.equal([first]);
    await rename(path.join(folder, `${first}.ts`), path.join(folder, `${first}.js`));
    await rename(path.join(folder, `${second}.later`), path.join(folder, `${second}.js`));
    expect(await migrateUp(db, options)).to.deep.equal([second]);
  });

  it('leave nothing of a run of which one fails, and run when it is mended', async () => {
    const third = '20260103-01-broken';
    await write(third, 'alter table rivers add length int; select 1 / 0', 'select 1');
    const failure = await migrateUp(db, options).catch((error: unknown) => error);
    expect(failure).to.have.property('code', '22012');
    expect(await columns()).to.deep.equal([]);
    await rm(path.join(folder, `${third}.js`));
    expect(await migrateUp(db, options)).to.deep.equal([first, second]);
  });

  it('are run by one of several copies of the service that start at once', async () => {
    const copies = [connect(url), connect(url), connect(url)];
    try {
      const results = await Promise.all(copies.map((copy) => migrateUp(copy, options)));
      expect(results.toSorted((a, b) => a.length - b.length)).to.deep.equal([[], [], [first, second]]);
    } finally {
      for (const copy of copies) await copy.destroy();
    }
  });

  it('are not held up by a copy that was cut off in the middle of them', async () => {
    const copy = connect(url);
    const cut = copy.transaction(async (trx) => {
      await migrateUp(trx, options);
      const client = await trx.client.acquireConnection();
      client.connection.stream.destroy();
      await trx.raw('select 1');
    });
    await cut.catch(() => undefined);
    expect(await columns()).to.deep.equal([]);
    expect(await migrateUp(db, options)).to.deep.equal([first, second]);
    await copy.destroy();
  });
});
