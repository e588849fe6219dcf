/** Each failure of a database has one name, whoever threw it. */
import { expect } from 'chai';
import type { Knex } from 'knex';
import { connect, pgQuery } from '../../db/connection.ts';
import {
  CheckViolation,
  DatabaseUnavailable,
  DiskFull,
  ForeignKeyViolation,
  InvalidValue,
  namedDatabaseError,
  NotNullViolation,
  QueryTimeout,
  SerializationFailure,
  UniqueViolation,
  type DatabaseError,
} from '../../db/errors.ts';
import { testDatabase } from '../support/database.ts';

describe('errors of the database', () => {
  let db: Knex;
  before(async () => {
    ({ db } = await testDatabase());
    await pgQuery(
      db,
      `create schema errors;
       create table errors.parents (id int primary key);
       create table errors.rows (
         id int constraint rows_once unique, parent int constraint rows_parent references errors.parents,
         size int constraint rows_size check (size > 0), name text not null default '');
       insert into errors.rows (id) values (1)`,
    );
  });
  after(async () => {
    await pgQuery(db, 'drop schema errors cascade');
  });

  const failureOf = (query: Promise<unknown>) =>
    query.then(
      () => undefined,
      (error: unknown) => namedDatabaseError(error),
    );

  it('name the rule that a row would break', async () => {
    const cases: [string, typeof DatabaseError | typeof UniqueViolation, string][] = [
      ['insert into errors.rows (id) values (1)', UniqueViolation, 'rows_once'],
      ['insert into errors.rows (parent) values (9)', ForeignKeyViolation, 'rows_parent'],
      ['insert into errors.rows (size) values (0)', CheckViolation, 'rows_size'],
      ['insert into errors.rows (name) values (null)', NotNullViolation, 'name'],
    ];
    for (const [text, type, constraint] of cases) {
      const error = await failureOf(pgQuery(db, text));
      expect(error).to.be.instanceOf(type).and.to.include({ constraint, table: 'rows', name: type.name });
      expect(error?.cause).to.have.property('code');
      expect(await failureOf(db.raw(text))).to.be.instanceOf(type);
    }
  });

  it('name a value that its type cannot hold', async () => {
    const values: [string, unknown][] = [
      ['uuid', 'x'],
      ['int', '99999999999'],
      ['date', '2026-02-30'],
      ['jsonb', '{'],
      ['text', 'a\0b'],
    ];
    for (const [type, value] of values)
      expect(await failureOf(pgQuery(db, `select $1::${type}`, [value])), type).to.be.instanceOf(InvalidValue);
  });

  it('name a wait for a free connection that took too long', async () => {
    const busy = connect('postgres://nobody@127.0.0.1:1/none');
    busy.client.pool.acquireTimeoutMillis = 20;
    busy.client.pool.creator = () => new Promise(() => undefined);
    expect(await failureOf(busy.raw('select 1'))).to.be.instanceOf(DatabaseUnavailable);
  });

  it('name a server that is not there', async () => {
    for (const url of [
      'postgres://nobody@127.0.0.1:1/none',
      'postgres:///none?host=/tmp/lutra-nowhere',
      'postgres://nobody@localhost:1/none',
    ]) {
      const nowhere = connect(url);
      expect(await failureOf(nowhere.raw('select 1')), url).to.be.instanceOf(DatabaseUnavailable);
      await nowhere.destroy();
    }
  });

  it('name a connection that breaks under a query', async () => {
    const cut = db.transaction(async (trx) => {
      const client = await trx.client.acquireConnection();
      client.connection.stream.destroy();
      await trx.raw('select 1');
    });
    expect(await failureOf(cut)).to.be.instanceOf(DatabaseUnavailable);
    expect((await pgQuery(db, 'select 1 as one')).rows).to.deep.equal([{ one: 1 }]);
  });

  it('of which no one could do anything stay what they are', async () => {
    expect(await failureOf(db.raw('selec'))).to.equal(undefined);
    expect(namedDatabaseError(Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' }))).to.equal(
      undefined,
    );
    expect(namedDatabaseError(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))).to.equal(undefined);
    for (const other of [undefined, null, 'text', 5, {}]) expect(namedDatabaseError(other)).to.equal(undefined);
  });

  it('have their names by the codes of PostgreSQL', () => {
    const codes = {
      '57014': QueryTimeout,
      '55P03': QueryTimeout,
      '40001': SerializationFailure,
      '40P01': SerializationFailure,
      '53100': DiskFull,
      '53300': DatabaseUnavailable,
      '57P01': DatabaseUnavailable,
      '57P02': DatabaseUnavailable,
      '57P03': DatabaseUnavailable,
      '25P03': DatabaseUnavailable,
      '08006': DatabaseUnavailable,
      '08P01': DatabaseUnavailable,
    };
    for (const [code, type] of Object.entries(codes))
      expect(namedDatabaseError(Object.assign(new Error('x'), { code })), code).to.be.instanceOf(type);
  });
});
