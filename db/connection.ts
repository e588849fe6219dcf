/** One pool from one URL. Whatever speaks to the database does it through this pool. */
import knex, { type Knex } from 'knex';
import pg from 'pg';

/** How many wait for connections of a PostgreSQL, and what is told to it about statements that never end. */
const POSTGRES = {
  pool: { min: 0, max: 10 },
  acquireTimeoutMillis: 10_000,
  settings: {
    application_name: 'lutra',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    // Compiling a query takes longer than any of ours saves by it: up to a second for a tile of 200 ms.
    options: '-c jit=off',
  },
};

/**
 * All connections to the embedded database are one session that does one thing at a time. With a single one nobody can
 * disturb anybody, and it is kept: a session's settings, prepared statements and open cursors live as long as it does.
 */
const EMBEDDED = {
  pool: { min: 1, max: 1 },
  acquireTimeoutMillis: 30_000,
  settings: { application_name: 'lutra', connectionTimeoutMillis: 20_000 },
};

/** Attempts to connect while the database is away: soon again, since each of them fails at once and answers one request. */
const RETRY_MS = 25;

/** The URL of an embedded database that listens in a directory. */
export function embeddedUrl(directory: string): string {
  return `postgres:///postgres?user=postgres&host=${encodeURIComponent(directory)}&embedded=true`;
}

const isEmbeddedUrl = (url: string): boolean => /[?&]embedded=true(&|$)/.test(url);

/** Whether the database is the embedded one: without ST_AsMVT, and one thing at a time. */
export function isEmbedded(db: Knex): boolean {
  return isEmbeddedUrl(db.client.config.connection.connectionString);
}

/** Opens a pool. Nothing is asked of the database before the first query; `db.destroy()` closes it. */
export function connect(url: string): Knex {
  const embedded = isEmbeddedUrl(url);
  const { pool, acquireTimeoutMillis, settings } = embedded ? EMBEDDED : POSTGRES;
  return knex({
    client: 'pg',
    connection: { connectionString: url, types: types(), ...settings },
    pool: { ...pool, createRetryIntervalMillis: RETRY_MS, ...(embedded && { afterCreate: discardSession }) },
    acquireConnectionTimeout: acquireTimeoutMillis,
    // A connection that broke is told by the query that finds it so, not by a line on the terminal besides.
    log: { warn: () => undefined },
  });
}

/** The embedded session outlives our connection: without this, names of prepared statements would be taken. */
function discardSession(client: pg.Client, done: (error?: Error) => void): void {
  client.query('discard all', done);
}

/** Object ids of types and of their arrays, fixed since PostgreSQL 7. */
const [DATE, DATE_ARRAY] = [1082, 1182];
const [INT8, INT8_ARRAY] = [20, 1016];
const [NUMERIC, NUMERIC_ARRAY] = [1700, 1231];
const [TIMESTAMP, TEXT_ARRAY] = [1114, 1009];

/** What an array of PostgreSQL has, which may have several dimensions. */
type Texts = string | null | Texts[];

/**
 * How columns arrive: timestamptz as Date, date as 'YYYY-MM-DD', numeric as number, int8 as number and beyond 2^53 as
 * string, json and jsonb parsed. pg's own table of types, which is global, stays as it is.
 */
function types(): { getTypeParser(oid: number, format: string): (value: never) => unknown } {
  const own = new pg.TypeOverrides();
  const toTexts: (text: string) => Texts[] = pg.types.getTypeParser(TEXT_ARRAY);
  const set = (oid: number, arrayOid: number, parse: (text: string) => unknown) => {
    const parseEach = (entry: Texts): unknown =>
      Array.isArray(entry) ? entry.map(parseEach) : entry === null ? null : parse(entry);
    own.setTypeParser(oid, parse);
    own.setTypeParser(arrayOid, (text: string) => toTexts(text).map(parseEach));
  };
  set(DATE, DATE_ARRAY, (text) => text);
  set(INT8, INT8_ARRAY, (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text));
  set(NUMERIC, NUMERIC_ARRAY, Number);
  // Without a zone it would be read in the zone of the machine.
  own.setTypeParser(TIMESTAMP, (text: string) => new Date(`${text.replace(' ', 'T')}Z`));
  return { getTypeParser: (oid, format) => own.getTypeParser(oid, format === 'binary' ? format : 'text') };
}

/** A connection of the pool of `db`, or that of the transaction, for as long as `use` runs. */
export async function withConnection<T>(db: Knex, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client: pg.Client = await db.client.acquireConnection();
  try {
    return await use(client);
  } finally {
    await db.client.releaseConnection(client);
  }
}

/**
 * A query by `pg` alone, without what knex makes of it, through a connection of the same pool or in the transaction.
 * @param query a text with $1, $2, ..., or a config with a `name` to prepare it once a connection
 */
export function pgQuery<Row extends pg.QueryResultRow = pg.QueryResultRow>(
  db: Knex,
  query: string | pg.QueryConfig,
  values: unknown[] = [],
): Promise<pg.QueryResult<Row>> {
  return withConnection(db, (client) => client.query<Row>(query, values));
}
