/**
 * The database of those who have none: PGlite with PostGIS in a child process, served on a unix-domain socket that `pg`
 * speaks to as to any PostgreSQL. What was committed survives `kill -9` of any process; there is no fsync, so a power
 * cut may lose the last of it.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedUrl } from './connection.ts';
import { DataDirectoryInUse } from './embedded-lock.ts';
import type { Order, Report } from './embedded-process.ts';

export { DataDirectoryInUse };

/** `create`: there is no database yet, it takes about 15 s. `open`: about 2 s. `restart`: the child had died. */
export type EmbeddedStep = 'create' | 'open' | 'restart';

export interface EmbeddedOptions {
  /** Called when a step begins. */
  onStep?: (step: EmbeddedStep) => void;
  /** A file made by `dumpTemplate`: a new database becomes a copy of that one. */
  template?: string;
}

export interface EmbeddedDatabase {
  /** For `connect`; stays the same when the child is started again. */
  readonly url: string;
  /** The child process; undefined while there is none. */
  readonly pid: number | undefined;
  /** Writes the whole database to a file for `template`. No transaction may be open. */
  dumpTemplate(file: string): Promise<void>;
  /** Ends the child. Connections should have been closed before. */
  close(): Promise<void>;
}

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 10_000;
const STOP_MS = 10_000;
/** The name that clients of PostgreSQL look for in a directory. */
const SOCKET = '.s.PGSQL.5432';
/** The shortest limit of systems (macOS), without the final NUL. */
const SOCKET_PATH_BYTES = 103;

/**
 * Opens the database under `<dataDir>/db`, and creates it when there is none.
 * @throws DataDirectoryInUse when another process has it open
 */
export async function openEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  await mkdir(dataDir, { recursive: true });
  const directory = await socketDirectory();
  const child = new Supervised(path.resolve(dataDir), path.join(directory, SOCKET), options);
  try {
    await child.start();
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
  return {
    url: embeddedUrl(directory),
    get pid() {
      return child.pid;
    },
    dumpTemplate: (file) => child.dump(path.resolve(file)),
    async close() {
      await child.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A new directory for us alone (0700). Never the data directory: its path may be too long for a socket. */
async function socketDirectory(): Promise<string> {
  const fits = Buffer.byteLength(path.join(tmpdir(), 'lutra-XXXXXX', SOCKET)) <= SOCKET_PATH_BYTES;
  return mkdtemp(path.join(fits ? tmpdir() : '/tmp', 'lutra-'));
}

/** The child process, started again with growing delays when it dies before it is told to stop. */
class Supervised {
  readonly #dataDir: string;
  readonly #socketFile: string;
  readonly #options: EmbeddedOptions;
  #child: ChildProcess | undefined;
  #isStopping = false;
  #delay = FIRST_DELAY_MS;
  #timer: NodeJS.Timeout | undefined;

  constructor(dataDir: string, socketFile: string, options: EmbeddedOptions) {
    this.#dataDir = dataDir;
    this.#socketFile = socketFile;
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<void> {
    // Run from its source or built, the child is what this file is.
    const file = fileURLToPath(import.meta.url).replace(/embedded(\.[jt]s)$/, 'embedded-process$1');
    const args = [this.#dataDir, this.#socketFile, String(process.pid), this.#options.template ?? ''];
    const execArgv = process.execArgv.filter((arg) => !arg.startsWith('--inspect'));
    const child = fork(file, args, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#child = child;
    try {
      await this.#ready(child);
    } catch (error) {
      this.#child = undefined;
      throw error;
    }
    child.once('exit', () => {
      this.#child = undefined;
      this.#restartLater();
    });
  }

  #ready(child: ChildProcess): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) =>
        reject(new Error(`The embedded database in ${this.#dataDir} does not open: ${why}`));
      child.once('error', reject);
      child.once('exit', (code, signal) => fail(`its process ended (${signal ?? code})`));
      child.on('message', (report: Report) => {
        if (report.type === 'step') this.#options.onStep?.(report.step);
        else if (report.type === 'ready') resolve();
        else if (report.type === 'in-use') reject(new DataDirectoryInUse(this.#dataDir, report.pid));
        else if (report.type === 'failed') fail(report.message);
      });
    });
  }

  #restartLater(): void {
    if (this.#isStopping) return;
    this.#timer = setTimeout(() => {
      this.#options.onStep?.('restart');
      this.start().then(
        () => (this.#delay = FIRST_DELAY_MS),
        (error: unknown) => {
          if (!this.#isStopping) process.stderr.write(`${String(error)}\n`);
          this.#restartLater();
        },
      );
    }, this.#delay);
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY_MS);
  }

  async dump(file: string): Promise<void> {
    const child = this.#child;
    if (!child) throw new Error('the embedded database is not running');
    const answer = new Promise<string | undefined>((resolve) => {
      child.once('message', (report: Report) => resolve(report.type === 'dumped' ? report.error : report.type));
      child.once('exit', () => resolve('its process ended'));
    });
    child.send({ type: 'dump', file } satisfies Order);
    const error = await answer;
    if (error !== undefined) throw new Error(`The embedded database was not dumped: ${error}`);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child) return;
    const exited = once(child, 'exit');
    const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    if (child.connected) child.send({ type: 'stop' } satisfies Order);
    await exited;
    clearTimeout(deadline);
  }
}
