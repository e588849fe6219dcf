/** PGlite as several connections may share it through pglite-socket, and as a crash of it may be survived. */
import { writeSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { postgis } from '@electric-sql/pglite-postgis';

type RawStreamOptions = Parameters<PGlite['execProtocolRawStream']>[1];
type ExecArguments = Parameters<PGlite['exec']>;

/** Parse, Bind, Describe, Execute, Close, Flush: they belong to a batch that goes on until a Sync. */
const batchMessages = new Set(Buffer.from('PBDECH'));
const [SYNC, QUERY] = Buffer.from('SQ');
const READY_FOR_QUERY = 'Z'.charCodeAt(0);

/** Postgres' limit of recursion must come before that of Node's stack, past which the engine is broken. */
const MAX_STACK_DEPTH = '400kB';

/** The exit code after a crash of the engine (EX_SOFTWARE). */
export const CRASHED = 70;

export class EmbeddedEngine extends PGlite {
  #isBatchOpen = false;

  /** @param template a dump by `dumpDataDir`, to create the database from when there is none in `dataDir` */
  static async open(dataDir: string, template?: Blob): Promise<EmbeddedEngine> {
    const engine = new EmbeddedEngine(dataDir, {
      extensions: { postgis, pg_trgm },
      startParams: [...PGlite.defaultStartParams, '-c', `max_stack_depth=${MAX_STACK_DEPTH}`],
      ...(template && { loadDataDir: template }),
    });
    await engine.waitReady;
    engine.#exitOnCrash();
    return engine;
  }

  /** pglite-socket serves one connection alone while this holds: also between Parse and Sync, or answers would be mixed. */
  override isInTransaction(): boolean {
    return this.#isBatchOpen || super.isInTransaction();
  }

  /** Runs one message of a connection. */
  override async execProtocolRawStream(message: Uint8Array, options: RawStreamOptions): Promise<void> {
    const [kind] = message;
    if (batchMessages.has(kind ?? 0)) {
      this.#isBatchOpen = true;
      // After an error PGlite is ready at once and once more at the Sync. The client would take the second one for
      // the answer to its next query.
      const onRawData = (data: Uint8Array) => isReadyForQuery(data) || options.onRawData(data);
      await this.#run(message, { ...options, onRawData });
    } else {
      if (kind === SYNC || kind === QUERY) this.#isBatchOpen = false;
      await this.#run(message, options);
    }
  }

  /** pglite-socket rolls back by this when a connection has gone. */
  override async exec(...args: ExecArguments): ReturnType<PGlite['exec']> {
    const results = await super.exec(...args);
    this.#isBatchOpen = false;
    return results;
  }

  async #run(message: Uint8Array, options: RawStreamOptions): Promise<void> {
    try {
      await super.execProtocolRawStream(message, options);
    } catch (error) {
      // pglite-socket would never answer anybody again.
      exitCrashed(error);
    }
  }

  /** PGlite runs its main loop again and again when it throws; after a trap that would be for ever. */
  #exitOnCrash(): void {
    const module = this.Module;
    // oxlint-disable-next-line no-underscore-dangle -- the names of the engine are PGlite's
    const runOnce = module._PostgresMainLoopOnce;
    // oxlint-disable-next-line no-underscore-dangle
    module._PostgresMainLoopOnce = () => {
      try {
        runOnce();
      } catch (error) {
        // Those of SQL are thrown as strings.
        if (typeof error !== 'string') exitCrashed(error);
        throw error;
      }
    };
  }
}

const isReadyForQuery = (data: Uint8Array): boolean => data.length === 6 && data[0] === READY_FOR_QUERY;

/** Ends the process, as PostgreSQL restarts after a crash of a backend. What was committed is recovered from the log. */
function exitCrashed(error: unknown): never {
  writeSync(2, `The embedded database crashed and starts again: ${(error as Error).message ?? error}\n`);
  process.exit(CRASHED);
}
