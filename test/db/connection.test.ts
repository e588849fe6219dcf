/** What connect() promises on either database: types, errors and one pool. */

import { expect } from 'chai';
import type { Knex } from 'knex';
import { connect, isEmbedded, pgQuery } from '../../db/connection.ts';
import { testDatabase } from '../support/database.ts';

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
