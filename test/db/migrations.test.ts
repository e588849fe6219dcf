/** The migrations of the service, both ways, on tables that are full. */
import { expect } from 'chai';
import type { Knex } from 'knex';
import { migrateDown, migrateUp, pending } from '../../db/migrate.ts';
import { insertDemonstration, users } from '../../db/seeds/demonstration.ts';
import { freshDatabase } from '../support/database.ts';

describe('the migrations of the service', () => {
  let db: Knex;
  before(async function () {
    this.timeout(120_000);
    ({ db } = await freshDatabase());
  });

  const tables = async () =>
    (
      await db.raw<{ rows: { name: string }[] }>(
        `select table_name as name from information_schema.tables
         where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'migrations%' and table_name <> 'spatial_ref_sys'
         order by 1`,
      )
    ).rows.map(({ name }) => name);
  const fill = () =>
    db.transaction((trx) => insertDemonstration(trx, new Map(users.map(({ email }) => [email, 'no password']))));

  it('run up, down and up again on filled tables, and leave nothing behind', async function () {
    this.timeout(120_000);
    await migrateUp(db);
    const all = await tables();
    expect(all).to.include.members(['agencies', 'assets', 'photos', 'projects', 'users', 'audit']);
    await fill();
    await migrateDown(db, { all: true });
    expect(await tables()).to.deep.equal([]);
    await migrateUp(db);
    expect(await tables()).to.deep.equal(all);
    expect(await pending(db)).to.deep.equal([]);
    await fill();
    const { rows } = await db.raw<{ rows: { count: number }[] }>('select count(*)::int as count from assets');
    expect(rows[0]?.count).to.be.greaterThan(200);
  });
});
