/** Several clients of one embedded database, and what would break it. */
import { expect } from 'chai';
import { PGlite } from '@electric-sql/pglite';
import type { Knex } from 'knex';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { connect, isEmbedded, pgQuery } from '../../db/connection.ts';
import { openEmbedded, type EmbeddedDatabase } from '../../db/embedded.ts';
import { upkeep } from '../../db/embedded-upkeep.ts';
import { DatabaseUnavailable, namedDatabaseError } from '../../db/errors.ts';
import { template } from '../support/database.ts';
import { until } from '../support/until.ts';

describe('clients of the embedded database', function () {
  this.timeout(300_000);
  let folder: string;
  let embedded: EmbeddedDatabase;
  let db: Knex;
  const clients: pg.Client[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lutra-test-'));
    embedded = await openEmbedded(folder, { template: await template('empty') });
    db = connect(embedded.url);
    await db.raw('create table rows (id int primary key)');
  });
  after(async () => {
    await db.destroy();
    await embedded.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.end();
    await until(() =>
      db.raw('delete from rows').then(
        () => true,
        () => false,
      ),
    );
  });

  const newClient = async () => {
    const client = new pg.Client(embedded.url);
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  };

  it('get the answer to their own query after each kind of error', async () => {
    const client = await newClient();
    const failing: [string, unknown[]][] = [
      ['select 1 / $1::int', [0]],
      ['select $1::int', ['no number']],
      ['selec $1', [1]],
      ['select 1 / 0', []],
    ];
    for (const [index, [text, values]] of failing.entries()) {
      await client.query(text, values).catch(() => undefined);
      expect((await client.query('select $1::int as n', [index])).rows).to.deep.equal([{ n: index }]);
    }
  });

  it('may go on after an error within a transaction only by rolling back', async () => {
    const failure = await db
      .transaction(async (trx) => {
        await trx('rows').insert({ id: 1 });
        await trx('rows')
          .insert({ id: 1 })
          .catch(() => undefined);
        await trx('rows').insert({ id: 2 });
      })
      .catch((error: { code: string }) => error);
    expect(failure).to.have.property('code', '25P02');
    expect(await db('rows').select()).to.deep.equal([]);
  });

  it('do not mix their queries, of which large ones arrive in pieces', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map(newClient));
    const ask = async (client: pg.Client, n: number) => {
      for (let i = 0; i < 20; i += 1) {
        if (i % 3 === 0) await client.query('select 1 / $1::int', [0]).catch(() => undefined);
        const size = n % 2 === 0 ? 300_000 : 1;
        const { rows } = await client.query(`select $1::int as n${n}, length($2) as size`, [i, 'x'.repeat(size)]);
        expect(rows).to.deep.equal([{ [`n${n}`]: i, size }]);
      }
    };
    await Promise.all(all.map(async (client, n) => ask(client, n)));
  });

  it('do not mix their transactions', async () => {
    const [one, two] = [await newClient(), await newClient()];
    await one.query('begin');
    await one.query('insert into rows values ($1)', [1]);
    const waiting = two.query('select count(*)::int as n from rows');
    await one.query('rollback');
    expect((await waiting).rows).to.deep.equal([{ n: 0 }]);
  });

  it('are rolled back when they die, and nobody waits for them', async () => {
    for (const text of ['insert into rows values (7)', 'select 1 / 0', 'declare c cursor for select 1']) {
      const client = await newClient();
      await client.query('begin');
      await client.query(text).catch(() => undefined);
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      expect(await db('rows').select()).to.deep.equal([]);
    }
  });

  it('find their prepared statements free after another had the same names', async () => {
    const prepared = { name: 'same', text: 'select $1::int as n' };
    const first = connect(embedded.url);
    await pgQuery(first, prepared, [1]);
    await first.destroy();
    const second = connect(embedded.url);
    expect((await pgQuery(second, { ...prepared, text: 'select $1::text as t' }, ['x'])).rows).to.deep.equal([
      { t: 'x' },
    ]);
    await second.destroy();
  });

  it('are told that it is unavailable when it crashes, and served again by themselves', async () => {
    const crashes = [
      db.raw('copy rows from stdin'),
      db.raw('select ?::jsonb', ['['.repeat(200_000) + ']'.repeat(200_000)]),
    ];
    for (const crash of crashes) {
      const before = embedded.pid;
      expect(namedDatabaseError(await crash.catch((error: unknown) => error))).to.be.instanceOf(DatabaseUnavailable);
      await until(() =>
        db.raw('select 1').then(
          () => true,
          () => false,
        ),
      );
      expect(embedded.pid).to.not.equal(before);
    }
  });

  it('get an error, not a crash, for recursion without end', async () => {
    const pid = embedded.pid;
    await db.raw('create function deep(int) returns int language plpgsql as $$ begin return deep($1 + 1); end $$');
    const failure = await db.raw('select deep(1)').catch((error: { code: string }) => error);
    expect(failure).to.have.property('code', '54001');
    expect(embedded.pid).to.equal(pid);
  });

  it('share one connection, which each gets in turn', async () => {
    expect(isEmbedded(db)).to.equal(true);
    const sum = await Promise.all(Array.from({ length: 50 }, (_, n) => db.raw('select ?::int as n', [n])));
    expect(sum.map(({ rows }) => rows[0].n)).to.deep.equal(Array.from({ length: 50 }, (_, n) => n));
  });

  it('lose no time to tables that were never vacuumed, nor disk to a log without checkpoints', async () => {
    const engine = await PGlite.create({ loadDataDir: new Blob([await readFile(await template('empty'))]) });
    await engine.exec("create table t as select g as id, repeat('x', 600) as text from generate_series(1, 80000) g");
    await engine.exec('update t set text = text where id % 2 = 0');
    const state = async () => {
      const { rows } = await engine.query<{ dead: number; known: number; logged: number }>(
        `select n_dead_tup::int as dead, reltuples::int as known,
           pg_wal_lsn_diff(pg_current_wal_lsn(), (pg_control_checkpoint()).redo_lsn)::int as logged
         from pg_stat_user_tables join pg_class on pg_class.oid = relid where pg_class.relname = 't'`,
      );
      return rows[0]!;
    };
    // Else what was just done is counted only within the second.
    await engine.query('select pg_stat_force_next_flush()');
    const before = await state();
    expect(before.dead).to.equal(40_000);
    expect(before.known).to.equal(-1);
    expect(before.logged).to.be.above(64 * 1024 * 1024);
    await upkeep(engine);
    const after = await state();
    expect(after.dead).to.equal(0);
    expect(after.known).to.be.closeTo(80_000, 1000);
    expect(after.logged).to.be.below(1_000_000);
    await engine.close();
  });
});
