/** Rows of a large result as a stream: memory stays flat, and a slow reader does not stop the others. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import type { Knex } from 'knex';
import type pg from 'pg';
import { isEmbedded, pgQuery } from './connection.ts';
import { DatabaseUnavailable } from './errors.ts';

export interface StreamOptions {
  /** Ends the stream with an AbortError. */
  signal?: AbortSignal;
  /** Rows fetched at once; fewer where each is large. */
  batch?: number;
}

/** A result that is fetched bit by bit. */
interface Cursor {
  open(): Promise<void>;
  fetch(rows: number): Promise<pg.QueryResultRow[]>;
  close(): Promise<void>;
}

const BATCH = 1000;
/** A reader that takes nothing for so long is given up. */
const STALLED_MS = 60_000;
/** As long as it is read, a stream keeps a connection of the pool: half of them stay for everybody else. */
const STREAMS = 5;

/**
 * Streams the rows of a query as objects. Its connection goes back to the pool at the end, on an error and when the
 * stream is destroyed. Must not be used within a transaction.
 * @param text a select with $1, $2, ...
 */
export function streamRows(db: Knex, text: string, values: unknown[] = [], options: StreamOptions = {}): Readable {
  const cursor = isEmbedded(db) ? new HeldCursor(db, text, values) : new TransactionCursor(db, text, values);
  return new RowStream(cursor, options);
}

class RowStream extends Readable {
  readonly #cursor: Cursor;
  readonly #batch: number;
  #fetching: Promise<void> = Promise.resolve();
  #stalled: NodeJS.Timeout | undefined;

  constructor(cursor: Cursor, { batch = BATCH, signal }: StreamOptions) {
    super({ objectMode: true, highWaterMark: batch, ...(signal && { signal }) });
    this.#cursor = cursor;
    this.#batch = batch;
  }

  override _construct(callback: (error?: Error | null) => void): void {
    callbackify(() => this.#cursor.open())(callback);
  }

  override _read(): void {
    this.#fetching = this.#fetch().catch((error: Error) => void this.destroy(error));
  }

  async #fetch(): Promise<void> {
    clearTimeout(this.#stalled);
    const rows = await this.#cursor.fetch(this.#batch);
    this.#stalled = setTimeout(() => this.destroy(new Error('the reader stopped reading')), STALLED_MS);
    for (const row of rows) this.push(row);
    if (rows.length < this.#batch) this.push(null);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    // Where the connection is gone, and with it the cursor, the reader knows by `error`.
    callbackify(() => this.#close())((failure) => callback(error ?? failure));
  }

  async #close(): Promise<void> {
    await this.#fetching;
    clearTimeout(this.#stalled);
    await this.#cursor.close();
  }
}

/** PostgreSQL: a transaction of its own, on a connection of its own. */
class TransactionCursor implements Cursor {
  readonly #db: Knex;
  readonly #text: string;
  readonly #values: unknown[];
  #client: pg.Client | undefined;
  #hasSlot = false;

  constructor(db: Knex, text: string, values: unknown[]) {
    this.#db = db;
    this.#text = text;
    this.#values = values;
  }

  async open(): Promise<void> {
    await slotsOf(this.#db).take();
    this.#hasSlot = true;
    this.#client = await this.#db.client.acquireConnection();
    // All rows are wanted, not the first ones soon.
    await this.#client?.query('begin read only; set local cursor_tuple_fraction = 1');
    await this.#client?.query(`declare rows no scroll cursor for ${this.#text}`, this.#values);
  }

  async fetch(rows: number): Promise<pg.QueryResultRow[]> {
    if (!this.#client) throw new DatabaseUnavailable('the cursor is closed');
    return (await this.#client.query(`fetch ${rows} from rows`)).rows;
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.query('rollback');
    } finally {
      if (client) await this.#db.client.releaseConnection(client);
      if (this.#hasSlot) slotsOf(this.#db).give();
      this.#hasSlot = false;
    }
  }
}

/**
 * The embedded database has one connection, which a slow reader must not keep. A cursor `with hold` outlives its
 * transaction: the result is computed and kept in the database's temporary files, and others go on between two fetches.
 */
class HeldCursor implements Cursor {
  readonly #db: Knex;
  readonly #text: string;
  readonly #values: unknown[];
  readonly #name = `rows_${randomBytes(8).toString('hex')}`;
  #isOpen = false;

  constructor(db: Knex, text: string, values: unknown[]) {
    this.#db = db;
    this.#text = text;
    this.#values = values;
  }

  async open(): Promise<void> {
    await pgQuery(this.#db, `declare ${this.#name} no scroll cursor with hold for ${this.#text}`, this.#values);
    this.#isOpen = true;
  }

  async fetch(rows: number): Promise<pg.QueryResultRow[]> {
    return (await pgQuery(this.#db, `fetch ${rows} from ${this.#name}`)).rows;
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await pgQuery(this.#db, `close ${this.#name}`);
  }
}

/** So many at once; who comes later waits. */
class Slots {
  #free = STREAMS;
  readonly #waiting: (() => void)[] = [];

  async take(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

const slots = new WeakMap<object, Slots>();

/** Those of the pool that `db` uses. */
function slotsOf(db: Knex): Slots {
  const found = slots.get(db.client) ?? new Slots();
  slots.set(db.client, found);
  return found;
}
