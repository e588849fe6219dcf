/** Passwords as argon2id hashes; a bounded number at once, so that signing in cannot take the memory or the threads of the rest. */
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Problem } from './problems.ts';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Of libuv's four threads two stay free for files and name look-ups. */
const AT_ONCE = 2;
const WAITING_MAX = 200;

/** Runs at most `atOnce` pieces of work at a time, in order of arrival; refuses with 503 when `waitingMax` already wait. */
export function bounded(atOnce: number, waitingMax: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < atOnce) running += 1;
    else if (waiting.length < waitingMax) await new Promise<void>((start) => waiting.push(start));
    else
      throw new Problem(
        'unavailable',
        {
          id: 'Terlalu banyak orang masuk bersamaan. Coba lagi sebentar.',
          en: 'Too many sign-ins at once. Try again shortly.',
        },
        {},
        { 'Retry-After': '5' },
      );
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place is handed on, never given back in between: a newcomer cannot push ahead of those who wait.
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

const inTurn = bounded(AT_ONCE, WAITING_MAX);

/** The same letters typed on another keyboard give the same bytes (NIST SP 800-63B §5.1.1.2). */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'));

/** The PHC string of a password: argon2id with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(bytesOf(password), cost));
}

let decoy: Promise<string> | undefined;

/** Whether the password belongs to the hash. Without a hash (no such account) it takes the same time and is false. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  // Made for everybody alike, so that the first unknown email is not the one that waits for it.
  decoy ??= hash(randomBytes(32), cost);
  const against = passwordHash ?? (await decoy);
  const matches = await inTurn(() => verify(against, bytesOf(password)));
  return passwordHash !== undefined && matches;
}
