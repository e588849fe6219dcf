/** Limits wrong passwords by address and account, and by address; counted in the database, so that all copies count together. */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit, type RateLimitRequestHandler, type Store } from 'express-rate-limit';
import type { Knex } from 'knex';
import { countAttempt, forgetAttempts, sweepAttempts, uncountAttempt } from '../../db/queries/sign-in-attempts.ts';
import type { AppDeps } from './operation.ts';
import { Problem } from './problems.ts';
import { run } from './session.ts';

const WINDOW_MS = 15 * 60_000;
/** Wrong passwords in a window. */
const limits = { address: 100, account: 10 } as const;
type Kind = keyof typeof limits;
const kinds: readonly Kind[] = ['address', 'account'];

/** express-rate-limit's store in the table sign_in_attempts. */
class AttemptStore implements Store {
  readonly #db: Knex;
  #sweptAt = 0;

  constructor(db: Knex) {
    this.#db = db;
  }

  async increment(key: string): Promise<{ totalHits: number; resetTime: Date }> {
    if (Date.now() - this.#sweptAt > WINDOW_MS) {
      this.#sweptAt = Date.now();
      await sweepAttempts(this.#db);
    }
    const { hits, resetsAt } = await countAttempt(this.#db, key, WINDOW_MS);
    return { totalHits: hits, resetTime: resetsAt };
  }

  async decrement(key: string): Promise<void> {
    await uncountAttempt(this.#db, key);
  }

  async resetKey(key: string): Promise<void> {
    await forgetAttempts(this.#db, key);
  }
}

interface Limiters {
  store: AttemptStore;
  handlers: Record<Kind, RateLimitRequestHandler>;
}
const limitersOf = new WeakMap<Knex, Limiters>();

/**
 * Answers what `check` found, and counts it when the password did not match. Each attempt is counted before it is
 * checked, so that guesses that arrive together do not slip through, and taken back when it was right.
 * Throws too-many-requests (429) with Retry-After instead of checking.
 */
export async function checkPassword<T extends { matches: boolean }>(
  { db }: Pick<AppDeps, 'db'>,
  req: Request,
  res: Response,
  account: string,
  check: () => Promise<T>,
): Promise<T> {
  const keys = keysOf(req, account);
  res.locals['attemptKeys'] = keys;
  const { store, handlers } = limitersFor(db);
  // One after the other: right passwords that arrive together must not look like so many guesses.
  return inTurnOf(keys.account, async () => {
    const counted: string[] = [];
    let wrong = false;
    try {
      for (const kind of kinds) {
        counted.push(keys[kind]);
        // A flood from one address waits here and not for the row, where it would hold every connection of the pool.
        await inTurnOf(`count ${keys[kind]}`, () => run(handlers[kind], req, res));
      }
      const found = await check();
      wrong = !found.matches;
      return found;
    } finally {
      if (!wrong) for (const key of counted) await inTurnOf(`count ${key}`, () => store.decrement(key));
    }
  });
}

function limitersFor(db: Knex): Limiters {
  const known = limitersOf.get(db);
  if (known !== undefined) return known;
  const store = new AttemptStore(db);
  const made = { store, handlers: { address: limiter(store, 'address'), account: limiter(store, 'account') } };
  limitersOf.set(db, made);
  return made;
}

function limiter(store: AttemptStore, kind: Kind): RateLimitRequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: limits[kind],
    store,
    keyGenerator: (_req, res) => (res.locals['attemptKeys'] as Record<Kind, string>)[kind],
    standardHeaders: false,
    legacyHeaders: false,
    requestPropertyName: 'attempts',
    // Its checks of the set-up expect a limiter that is mounted; ours is called.
    validate: false,
    handler: (req, _res, next) => next(tooMany(req)),
  });
}

function keysOf(req: Request, account: string): Record<Kind, string> {
  // A household or office is one address: of IPv6 its /56.
  const address = ipKeyGenerator(req.ip ?? '');
  // Hashed: the table is no list of who signs in from where.
  const both = createHash('sha256').update(`${address} ${account}`).digest('base64url');
  return { address: `address:${address}`, account: `account:${both}` };
}

const turns = new Map<string, Promise<unknown>>();

async function inTurnOf<T>(key: string, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(key) ?? Promise.resolve()).then(work);
  const settled = mine.catch(() => undefined); // its caller hears of it; those behind it go on
  turns.set(key, settled);
  try {
    return await mine;
  } finally {
    if (turns.get(key) === settled) turns.delete(key);
  }
}

function tooMany(req: Request): Problem {
  const { resetTime } = (req as Request & { attempts: { resetTime?: Date } }).attempts;
  const seconds = Math.max(1, Math.ceil(((resetTime?.getTime() ?? 0) - Date.now()) / 1000));
  const minutes = Math.ceil(seconds / 60);
  return new Problem(
    'too-many-requests',
    {
      id: `Terlalu banyak kata sandi salah. Coba lagi dalam ${minutes} menit.`,
      en: `Too many wrong passwords. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    },
    {},
    { 'Retry-After': String(seconds) },
  );
}
