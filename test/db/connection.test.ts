/** What connect() promises on either database: types, one pool, and streams that give their connection back. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { Knex } from 'knex';
import { connect, isEmbedded, pgQuery } from '../../db/connection.ts';
import { streamRows } from '../../db/stream.ts';
import { testDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

describe('a connection', () => {
  let db: Knex;
  before(async () => {
    ({ db } = await testDatabase());
  });

  it('reads each type as one thing, alone and in arrays', async () => {
    const { rows } = await pgQuery(
      db,
      `select timestamptz '2026-07-01 08:00+08' as tz, timestamp '2026-07-01 08:00' as plain, date '2026-07-01' as date,
         numeric '12.50' as numeric, 9007199254740991::int8 as int8, 9007199254740993::int8 as huge,
         '{"a": [1]}'::jsonb as json, null::date as nothing,
         array[[1, null], [3, 4]]::int8[] as int8s, array[1.5] as numerics, array[date '2026-07-01'] as dates`,
    );
    expect(rows).to.deep.equal([
      {
        tz: new Date('2026-07-01T00:00:00Z'),
        plain: new Date('2026-07-01T08:00:00Z'),
        date: '2026-07-01',
        numeric: 12.5,
        int8: 9_007_199_254_740_991,
        huge: '9007199254740993',
        json: { a: [1] },
        nothing: null,
        int8s: [
          [1, null],
          [3, 4],
        ],
        numerics: [1.5],
        dates: ['2026-07-01'],
      },
    ]);
  });

  it('tells the embedded database from PostgreSQL, in a transaction too', async () => {
    expect(isEmbedded(db)).to.equal(process.env['TEST_DATABASE_URL'] === undefined);
    await db.transaction(async (trx) => expect(isEmbedded(trx)).to.equal(isEmbedded(db)));
    const pooled = connect('postgres://someone@/lutra?host=/var/run/postgresql');
    expect(isEmbedded(pooled)).to.equal(false);
    await pooled.destroy();
  });

  it('runs a plain query in the transaction that it is given', async () => {
    await db.transaction(async (trx) => {
      await pgQuery(trx, 'create temporary table seen on commit drop as select $1::int as n', [5]);
      expect((await trx('seen').select()).at(0)).to.deep.equal({ n: 5 });
    });
  });

  it('fails at once where nobody listens, for many at once too', async () => {
    const nowhere = connect('postgres://nobody@127.0.0.1:1/none');
    const started = performance.now();
    const failures = await Promise.all(
      Array.from({ length: 30 }, () => nowhere.raw('select 1').catch((error: { code: string }) => error.code)),
    );
    expect(new Set(failures)).to.deep.equal(new Set(['ECONNREFUSED']));
    expect(performance.now() - started).to.be.below(3_000);
    await nowhere.destroy();
  });
});

describe('a stream of rows', () => {
  let db: Knex;
  before(async () => {
    ({ db } = await testDatabase());
  });
  const series = 'select n, repeat($2, 10) as text from generate_series(1, $1::int) n';
  const free = () => until(() => db.client.pool.numUsed() === 0, 5_000);
  const failureOf = (stream: Readable) => stream.toArray().catch((error: unknown) => error);

  it('has every row once, in its order, whatever the size of its batches', async () => {
    for (const [count, batch] of [
      [0, 10],
      [9, 10],
      [10, 10],
      [2_501, 1_000],
    ] as const) {
      const rows = await streamRows(db, series, [count, 'x'], { batch }).toArray();
      expect(rows.map(({ n }: { n: number }) => n)).to.deep.equal(Array.from({ length: count }, (_, n) => n + 1));
      await free();
    }
  });

  it('gives its connection back when it is left in the middle, aborted, or fails', async () => {
    for await (const { n } of streamRows(db, series, [100_000, 'x'])) if (n === 5) break;
    await free();
    const abort = new AbortController();
    const aborted = streamRows(db, series, [100_000, 'x'], { signal: abort.signal });
    await once(aborted, 'readable');
    abort.abort();
    expect(await failureOf(aborted)).to.have.property('name', 'AbortError');
    await free();
    expect(await failureOf(streamRows(db, 'select nonsense'))).to.have.property('code', '42703');
    await free();
    const late = 'select 1 / (1500 - n) as x from generate_series(1, $1::int) n';
    expect(await failureOf(streamRows(db, late, [3_000], { batch: 100 }))).to.have.property('code', '22012');
    await free();
    expect((await pgQuery(db, 'select count(*) as n from pg_cursors')).rows).to.deep.equal([{ n: 0 }]);
  });

  it('does not keep others from the database when nobody reads it', async () => {
    const streams = Array.from({ length: 12 }, () => streamRows(db, series, [5_000, 'x'], { batch: 10 }));
    await once(streams[0]!, 'readable');
    expect((await pgQuery(db, 'select 1 as one')).rows).to.deep.equal([{ one: 1 }]);
    const counts = await Promise.all(streams.map(async (stream) => (await stream.toArray()).length));
    expect(counts).to.deep.equal(streams.map(() => 5_000));
    await free();
  });
});
