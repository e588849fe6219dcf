/** The child process that runs the embedded database and serves it on a unix-domain socket. Started by embedded.ts. */
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { EmbeddedEngine } from './embedded-engine.ts';
import { DataDirectoryInUse, lockWorkingDirectory } from './embedded-lock.ts';
import { startUpkeep } from './embedded-upkeep.ts';

/** From the parent. */
export type Order = { type: 'stop' } | { type: 'dump'; file: string };
/** To the parent. */
export type Report =
  | { type: 'step'; step: 'create' | 'open' }
  | { type: 'ready' }
  | { type: 'in-use'; pid: number }
  | { type: 'failed'; message: string }
  | { type: 'dumped'; error?: string };

const DATABASE = 'db';
/** There while the first creation is under way: what is in DATABASE then was never opened, and is made anew. */
const CREATING = 'db.creating';

/** Has the path of the socket, so that the one of a process that was killed is not left behind for ever. */
const SOCKET = 'db.socket';
/** Recovery begins a segment of the log, of 16 MB, and may write as much again. */
const RECOVERY_BYTES = 32 * 1024 * 1024;

const [dataDir = '', socketFile = '', owner = '', template] = process.argv.slice(2);

const report = (message: Report): void => {
  if (process.connected) process.send?.(message);
};

async function open(): Promise<EmbeddedEngine> {
  if (existsSync(CREATING)) await rm(DATABASE, { recursive: true, force: true });
  else if (existsSync(`${DATABASE}/PG_VERSION`)) {
    report({ type: 'step', step: 'open' });
    return EmbeddedEngine.open(path.resolve(DATABASE));
  } else if (existsSync(DATABASE) && (await readdir(DATABASE)).length > 0)
    throw new Error(`${path.resolve(DATABASE)} has files in it, but is not a database`);
  report({ type: 'step', step: 'create' });
  await writeFile(CREATING, '');
  await mkdir(DATABASE, { recursive: true });
  await chmod(DATABASE, 0o700);
  const copy = template ? new Blob([await readFile(template)]) : undefined;
  const engine = await EmbeddedEngine.open(path.resolve(DATABASE), copy);
  await engine.exec('create extension if not exists postgis; create extension if not exists pg_trgm; checkpoint');
  await rm(CREATING);
  return engine;
}

/** The lock is ours: whoever listened before is gone. */
async function takeSocketPath(): Promise<void> {
  const former = existsSync(SOCKET) ? await readFile(SOCKET, 'utf8') : socketFile;
  await writeFile(SOCKET, socketFile);
  await rm(socketFile, { force: true });
  const directory = path.dirname(former);
  if (former !== socketFile && isSocketDirectory(directory)) await rm(directory, { recursive: true, force: true });
}

/** As `mkdtemp` made it, and nothing else, however the file came to say so. */
const isSocketDirectory = (directory: string): boolean => /^lutra-\w{6}$/.test(path.basename(directory));

/** The data directory as a tar, complete or not there. */
async function dump(engine: EmbeddedEngine, file: string): Promise<void> {
  if (engine.isInTransaction()) throw new Error('a transaction is open');
  await engine.exec('checkpoint');
  const tar = await engine.dumpDataDir('none');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, tar.stream());
  await rename(draft, file);
}

async function main(): Promise<void> {
  let stop = (): Promise<void> => Promise.resolve();
  const end = () => {
    // Nothing is lost by an end that does not come in time: it is a crash, and recovered from.
    setTimeout(() => process.exit(1), 5_000).unref();
    stop()
      .then(() => (process.connected ? undefined : rm(path.dirname(socketFile), { recursive: true, force: true })))
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  // Ctrl-C and a closed terminal reach the whole group. The parent says when to end, and its end says it too.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('disconnect', end);
  process.on('message', (order: Order) => {
    if (order.type === 'stop') end();
  });

  process.chdir(dataDir);
  const lock = await lockWorkingDirectory(Number(owner));
  const engine = await open();
  const upkeep = startUpkeep(engine);
  await takeSocketPath();
  // Connections that broke are never counted off, so a limit would be reached in the end.
  const server = new PGLiteSocketServer({ db: engine, path: socketFile, maxConnections: Number.MAX_SAFE_INTEGER });
  await server.start();
  stop = async () => {
    clearInterval(upkeep);
    await server.stop();
    await engine.close();
    lock.close();
  };
  process.on('message', (order: Order) => {
    if (order.type !== 'dump') return;
    dump(engine, order.file).then(
      () => report({ type: 'dumped' }),
      (error: unknown) => report({ type: 'dumped', error: String(error) }),
    );
  });
  if (process.connected) report({ type: 'ready' });
  else end();
}

/** The engine itself says no more than that it failed. */
async function explain(error: unknown): Promise<string> {
  const { bavail, bsize } = await statfs('.');
  const isFull = bavail * bsize < RECOVERY_BYTES;
  return `${error instanceof Error ? error.message : String(error)}${isFull ? ' (the disk is full)' : ''}`;
}

main().catch(async (error: unknown) => {
  const message: Report =
    error instanceof DataDirectoryInUse
      ? { type: 'in-use', pid: error.pid }
      : { type: 'failed', message: await explain(error) };
  process.send?.(message, () => process.exit(1));
});
