/** Waits for what only the passing of time brings about, such as the end of another process. */
import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 20;

/** @throws when it does not come true within `milliseconds` */
export async function until(condition: () => boolean | Promise<boolean>, milliseconds = 60_000): Promise<void> {
  for (const deadline = Date.now() + milliseconds; !(await condition()); await pause(EVERY_MS))
    if (Date.now() > deadline) throw new Error(`not within ${milliseconds} ms: ${String(condition)}`);
}
