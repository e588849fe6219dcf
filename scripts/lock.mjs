// Lets one process at a time do a piece of work, and survives one that was killed in the middle of it.

import { closeSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const beat = 2_000; // milliseconds between signs of life of the holder
const dead = 15_000; // without a sign for this long, the holder is gone

/**
 * Does `work` while no other process does work under the same file.
 * @param {string} file exists while the work is done, holds the process id, and is touched while its holder lives
 * @param {(waiting: () => Promise<void>) => Promise<void>} wait is called with the waiting, when there is some
 * @param {() => Promise<void>} work
 */
export async function withLock(file, wait, work) {
  if (!take(file)) {
    await wait(async () => {
      while (!take(file)) await sleep(250);
    });
  }
  const beating = setInterval(() => utimesSync(file, new Date(), new Date()), beat);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    await work();
  } finally {
    clearInterval(beating);
    process.off('exit', release);
    release();
  }
}

function take(file) {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isAbandoned(file)) return false;
    rmSync(file, { force: true });
    return take(file);
  }
}

function isAbandoned(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > dead) return true;
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder > 0) process.kill(holder, 0); // asks only whether it lives
    return false;
  } catch (error) {
    if (error.code === 'ESRCH') return true;
    if (error.code === 'ENOENT' || error.code === 'EPERM') return false; // just released, or another user's
    throw error;
  }
}
