/** The embedded database under `kill -9`, rivals, and clients that misbehave. */
import { fork } from 'node:child_process';
import { on } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Knex } from 'knex';
import { connect } from '../../db/connection.ts';
import { DataDirectoryInUse, openEmbedded, type EmbeddedDatabase, type EmbeddedOptions } from '../../db/embedded.ts';
import { DatabaseUnavailable, namedDatabaseError } from '../../db/errors.ts';
import { template } from '../support/database.ts';
import type { WriterReport } from '../support/embedded-writer.ts';
import { until } from '../support/until.ts';

describe('the embedded database', function () {
  this.timeout(300_000);
  const formerly = process.env['TMPDIR'];
  let folder: string;
  let temporary: string;
  const opened: EmbeddedDatabase[] = [];
  const pools: Knex[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lutra-test-'));
    temporary = path.join(folder, 'tmp');
    await mkdir(temporary);
    await template('empty');
    process.env['TMPDIR'] = temporary;
  });
  afterEach(async () => {
    for (const db of pools.splice(0)) await db.destroy();
    for (const embedded of opened.splice(0)) await embedded.close();
    if (formerly === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = formerly;
    await rm(folder, { recursive: true, force: true });
  });

  /** A copy of the template, unless the directory has a database. */
  const open = async (dataDir = folder, options: EmbeddedOptions = {}) => {
    const embedded = await openEmbedded(dataDir, { template: await template('empty'), ...options });
    opened.push(embedded);
    return embedded;
  };
  const pool = (embedded: EmbeddedDatabase) => {
    const db = connect(embedded.url);
    pools.push(db);
    return db;
  };
  const answers = (db: Knex) =>
    db.raw('select 1').then(
      () => true,
      () => false,
    );

  describe('after kill -9', () => {
    it('of the service and of the database has every acknowledged row, and no half of one', async () => {
      await openWithRows();
      let next = 0;
      for (const [round, acknowledgements] of [37, 5, 111].entries()) {
        const writer = startWriter(next);
        const last = await writer.acknowledged(acknowledgements);
        // In one of the rounds the database has to find out for itself.
        if (round === 1) process.kill(writer.pid, 'SIGKILL');
        else process.kill(-writer.pid, 'SIGKILL');
        const embedded = await open();
        const db = pool(embedded);
        const rows = await db('rows').orderBy('id').select('id', 'isComplete');
        expect(rows).to.have.length.at.least(last + 1);
        expect(rows).to.deep.equal(rows.map((_, id) => ({ id, isComplete: true })));
        // Nor do the sockets of the dead pile up.
        const sockets = (await readdir(temporary)).filter((name) => name.startsWith('lutra-'));
        expect(sockets).to.deep.equal([path.basename(socketDirectory(embedded))]);
        next = rows.length;
        await db.destroy();
        await embedded.close();
      }
    });

    it('of the child alone starts it again at the same address, and the same pool goes on', async () => {
      const embedded = await open();
      const db = pool(embedded);
      await db.raw('create table rows (id int)');
      const first = embedded.pid!;
      const failure = await db
        .transaction(async (trx) => {
          await trx('rows').insert({ id: 1 });
          process.kill(first, 'SIGKILL');
          await trx('rows').insert({ id: 2 });
        })
        .catch((error: unknown) => error);
      expect(namedDatabaseError(failure)).to.be.instanceOf(DatabaseUnavailable);
      expect(namedDatabaseError(await db.raw('select 1').catch((error: unknown) => error))).to.be.instanceOf(
        DatabaseUnavailable,
      );
      await until(() => answers(db));
      expect(embedded.pid).to.not.equal(first);
      expect(await db('rows').select()).to.deep.equal([]);
    });

    it('in the first creation creates it anew', async () => {
      const writer = startWriter(0);
      await until(() => existsSync(path.join(folder, 'db', 'PG_VERSION')));
      process.kill(-writer.pid, 'SIGKILL');
      const steps: string[] = [];
      const db = pool(await open(folder, { onStep: (step) => steps.push(step) }));
      expect(steps).to.deep.equal(['create']);
      expect(await answers(db)).to.equal(true);
    });
  });

  describe('in one directory', () => {
    it('is opened by one process alone, which the others are told', async () => {
      const embedded = await open();
      const failure = await openEmbedded(folder).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(DataDirectoryInUse).with.property('pid', process.pid);
      expect((failure as Error).message)
        .to.include(folder)
        .and.to.include(String(process.pid));
      await embedded.close();
      expect(await answers(pool(await open()))).to.equal(true);
    });

    it('is opened by one of several that come at once', async () => {
      const results = await Promise.allSettled([open(), open(), open()]);
      expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      for (const result of results)
        if (result.status === 'rejected') expect(result.reason).to.be.instanceOf(DataDirectoryInUse);
    });

    it('may have a path that is too long for a socket, and so may the directory of temporary files', async () => {
      process.env['TMPDIR'] = path.join(folder, 't'.repeat(100));
      expect(await answers(pool(await open(path.join(folder, 'd'.repeat(120)))))).to.equal(true);
    });

    it('that holds other files is left alone', async () => {
      const dataDir = path.join(folder, 'data');
      await open(dataDir).then((embedded) => embedded.close());
      await rm(path.join(dataDir, 'db', 'PG_VERSION'));
      const failure = await openEmbedded(dataDir).catch((error: unknown) => error);
      expect((failure as Error).message).to.match(/has files in it, but is not a database/);
      expect(existsSync(path.join(dataDir, 'db', 'base'))).to.equal(true);
    });
  });

  it('ignores the signals of a terminal, and ends when it is told to, with its socket', async () => {
    const embedded = await open();
    const pid = embedded.pid!;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal);
    expect(await answers(pool(embedded))).to.equal(true);
    await pools.pop()!.destroy();
    await embedded.close();
    expect(() => process.kill(pid, 0)).to.throw('ESRCH');
    expect(existsSync(socketDirectory(embedded))).to.equal(false);
  });

  const socketDirectory = (embedded: EmbeddedDatabase) => new URL(embedded.url).searchParams.get('host')!;

  async function openWithRows(): Promise<void> {
    const embedded = await open();
    const db = pool(embedded);
    await db.raw('create table rows (id int primary key, payload text, "isComplete" boolean not null default false)');
    await db.destroy();
    await embedded.close();
  }

  /** With its database it is one group of processes. */
  function startWriter(first: number) {
    const file = fileURLToPath(new URL('../support/embedded-writer.ts', import.meta.url));
    const writer = fork(file, [folder, String(first)], { execArgv: ['--import', 'tsx'], detached: true });
    const reports = on(writer, 'message', { close: ['exit'] });
    return {
      pid: writer.pid!,
      /** The id of the row that was acknowledged as the nth. */
      async acknowledged(n: number): Promise<number> {
        for await (const [{ acknowledged }] of reports as AsyncIterable<[WriterReport]>)
          if ((n -= 1) === 0) return acknowledged;
        throw new Error('the writer ended');
      },
    };
  }
});
