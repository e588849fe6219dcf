/** Limits wrong passwords by address and account, and by address; counted in the database, so that all copies count together. */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit, type RateLimitRequestHandler, type Store } from 'express-rate-limit';
import type { Knex } from 'knex';
import { countAttempt, forgetAttempts, sweepAttempts, uncountAttempt } from '../../db/queries/sign-in-attempts.ts';
import type { AppDeps } from './operation.ts';
import { Problem } from './problems.ts';
import { run } from './session.ts';

export const WINDOW_MS = 15 * 60_000;
export const PER_ACCOUNT = 10;
export const PER_ADDRESS = 100;

/** express-rate-limit's store in the table sign_in_attempts. */
export class AttemptStore implements Store {
  readonly prefix: string;
  readonly #db: Knex;
  #sweptAt = 0;

  constructor(db: Knex, prefix: string) {
    this.#db = db;
    this.prefix = prefix;
  }

  async increment(key: string): Promise<{ totalHits: number; resetTime: Date }> {
    if (Date.now() - this.#sweptAt > WINDOW_MS) {
      this.#sweptAt = Date.now();
      await sweepAttempts(this.#db);
    }
    const { hits, resetsAt } = await countAttempt(this.#db, this.prefix + key, WINDOW_MS);
    return { totalHits: hits, resetTime: resetsAt };
  }

  async decrement(key: string): Promise<void> {
    await uncountAttempt(this.#db, this.prefix + key);
  }

  async resetKey(key: string): Promise<void> {
    await forgetAttempts(this.#db, this.prefix + key);
  }
}

const limiters = new WeakMap<Knex, RateLimitRequestHandler[]>();

/**
 * Call before a password is checked; throws too-many-requests (429) with Retry-After. Each call counts, and is taken back
 * when the answer is sent unless `wrongPassword` was called: guesses that arrive together are all counted in time.
 */
export async function limitPasswords(deps: AppDeps, req: Request, res: Response, account: string): Promise<void> {
  res.locals['account'] = account;
  let both = limiters.get(deps.db);
  if (both === undefined) {
    both = [
      limiter(deps, 'address:', PER_ADDRESS, (request) => addressOf(request)),
      limiter(deps, 'account:', PER_ACCOUNT, (request, response) =>
        // Hashed: the table is no list of who signs in from where.
        createHash('sha256')
          .update(`${addressOf(request)} ${response.locals['account']}`)
          .digest('base64url'),
      ),
    ];
    limiters.set(deps.db, both);
  }
  for (const limit of both) await run(limit, req, res);
}

/** Lets the attempt of this answer stay counted. */
export function wrongPassword(res: Response): void {
  res.locals['wrongPassword'] = true;
}

/** One household or office of IPv6 is one address (its /56). */
function addressOf(req: Request): string {
  return ipKeyGenerator(req.ip ?? '');
}

function limiter(
  { db, log }: AppDeps,
  prefix: string,
  limit: number,
  keyGenerator: (req: Request, res: Response) => string,
): RateLimitRequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit,
    keyGenerator,
    store: new AttemptStore(db, prefix),
    standardHeaders: false,
    legacyHeaders: false,
    requestPropertyName: 'signInAttempts',
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_req, res) => res.locals['wrongPassword'] !== true,
    // Its checks of the set-up expect a limiter that is mounted at start; ours is called.
    validate: false,
    logger: {
      warn: (...data: unknown[]) => log.warn({ data }, 'rate limit'),
      error: (...data: unknown[]) => log.error({ data }, 'rate limit'),
    },
    handler: (req, _res, next) => next(tooMany(req)),
  });
}

function tooMany(req: Request): Problem {
  const { resetTime } = (req as Request & { signInAttempts: { resetTime?: Date } }).signInAttempts;
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
