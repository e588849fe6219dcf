/**
 * One process a data directory. The lock is a listening socket: the kernel takes it away with its process, so that
 * `kill -9` leaves nothing that blocks, and no reused process id is mistaken for a holder.
 *
 * Each contender listens under a name of its own in `db.lock` and only then looks for others, so of two at least one sees
 * the other. Sockets that nobody listens on are swept.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';
  /** The process that opened the directory. */
  readonly pid: number;

  constructor(directory: string, pid: number) {
    super(`The data directory ${directory} is open in process ${pid}: stop that one, or set DATA_DIR to another.`);
    this.pid = pid;
  }
}

/** Relative to the working directory: the path of a socket may have 103 bytes, and that of a data directory any number. */
const FOLDER = 'db.lock';
const RETRY_MS = 50;
/** A holder in the middle of a long query accepts, but answers later. */
const ANSWER_MS = 500;
/** A child whose parent was killed ends its query first. */
const ORPHAN_MS = 60_000;

/**
 * Locks the working directory until the answer is closed or the process ends.
 * @param owner the process to name to others
 * @throws DataDirectoryInUse
 */
export async function lockWorkingDirectory(owner: number): Promise<Server> {
  await mkdir(FOLDER, { recursive: true, mode: 0o700 });
  const name = `${owner}-${randomBytes(6).toString('hex')}`;
  let isHeld = false;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(isHeld ? 'held' : 'waiting');
  });
  server.listen(`${FOLDER}/${name}`);
  await once(server, 'listening');
  try {
    isHeld = await waitForTurn(name);
  } catch (error) {
    server.close();
    throw error;
  }
  if (isHeld) return server.unref();
  server.close();
  return lockWorkingDirectory(owner);
}

/** False when another took our socket for a dead one, just before it listened. */
async function waitForTurn(name: string): Promise<boolean> {
  const deadline = Date.now() + ORPHAN_MS;
  for (;;) {
    const names = await readdir(FOLDER);
    const others = names.filter((other) => other !== name);
    const states = await Promise.all(others.map(async (other) => ({ other, state: await ask(other) })));
    const rivals = states.filter(({ state }) => state !== 'gone');
    if (rivals.length === 0) return names.includes(name);
    // Of several that wait, the first by name goes on and the others give up.
    const winner = rivals.find(({ other, state }) => state === 'held' || other < name);
    const pid = Number.parseInt(winner?.other ?? '', 10);
    if (winner && (isAlive(pid) || Date.now() > deadline)) throw new DataDirectoryInUse(process.cwd(), pid);
    await sleep(RETRY_MS);
  }
}

/** Whether the process behind a socket holds the lock, waits for it, or is gone; a dead one's socket is removed. */
async function ask(name: string): Promise<'held' | 'waiting' | 'gone'> {
  const socket = connect(`${FOLDER}/${name}`);
  try {
    await once(socket, 'connect');
    const answer: unknown[] = await once(socket, 'data', { signal: AbortSignal.timeout(ANSWER_MS) });
    return String(answer[0]) === 'waiting' ? 'waiting' : 'held';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ECONNREFUSED' && code !== 'ENOENT') return 'held';
    await rm(`${FOLDER}/${name}`, { force: true });
    return 'gone';
  } finally {
    socket.destroy();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
