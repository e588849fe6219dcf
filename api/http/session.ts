/** Tells who asks: the user of the session cookie, the program of a bearer token, or the public. */
import { createHash, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { scopeOf, type Actor } from '../domain/policy.ts';
import { settingOf } from '../../db/queries/settings.ts';
import { findLiveToken, noteTokenUse } from '../../db/queries/tokens.ts';
import type { AppDeps } from './operation.ts';
import { Problem } from './problems.ts';
import { SessionStore } from './session-store.ts';

const COOKIE = 'lutra.sid';
const HOUR = 3_600_000;
/** A session ends after a week without use. */
const IDLE = 7 * 24 * HOUR;
/** Reading does not write the session more often than this. */
const PROLONG_AFTER = HOUR;

type SessionDeps = Pick<AppDeps, 'db' | 'log' | 'clock'>;

/**
 * Sets `req.actor`; mount it below /api and before the operations. A bearer token that does not hold is a 401, never the
 * public. An answer may differ by who asks, so every one is marked to vary by it.
 */
export function identify(deps: SessionDeps): RequestHandler {
  const loadSession = lazily(() => sessionHandler(deps));
  return async (req, res, next) => {
    res.vary('Cookie').vary('Authorization');
    req.actor = { kind: 'public' };
    const authorization = req.get('authorization') ?? '';
    if (/^bearer\b/i.test(authorization)) {
      req.actor = await actorOfToken(deps, authorization);
    } else if (hasSessionCookie(req) || !isReading(req)) {
      // The public reads without a look into the database, also while that is away.
      await run(await loadSession(), req, res);
      req.actor = actorOfSession(req);
      prolong(req, deps.clock());
    }
    next();
  };
}

export function hashToken(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** 32 random bytes behind a prefix by which scanners for leaked secrets know them. */
export function newTokenSecret(): string {
  return `lutra_${randomBytes(32).toString('base64url')}`;
}

/** Opens a session under a new id, so that an id that somebody planted before is worth nothing. */
export async function openSession(
  req: Request,
  user: { id: string; credential: string },
  csrfToken?: string,
): Promise<string> {
  requireCookieClient(req);
  await promisify(req.session.regenerate.bind(req.session))();
  req.session.userId = user.id;
  req.session.credential = user.credential;
  req.session.csrfToken = csrfToken ?? randomBytes(32).toString('base64url');
  // Durable before the answer says so.
  await promisify(req.session.save.bind(req.session))();
  return req.session.csrfToken;
}

/** Ends the session of this request, if it has one, here and in the browser. */
export async function closeSession(req: Request, res: Response): Promise<void> {
  requireCookieClient(req);
  const { path, httpOnly, sameSite, secure } = req.session.cookie;
  await promisify(req.session.destroy.bind(req.session))();
  res.clearCookie(COOKIE, {
    ...(path !== undefined && { path }),
    ...(httpOnly !== undefined && { httpOnly }),
    ...(sameSite !== undefined && { sameSite }),
    secure: secure === true,
  });
}

/** A token has no session: it cannot sign in or out, nor change the password of who made it. */
export function requireCookieClient(req: Request): void {
  if (req.session !== undefined) return;
  throw new Problem('malformed-request', {
    id: 'Kirim permintaan ini tanpa tajuk Authorization: token tidak memiliki sesi.',
    en: 'Send this without the Authorization header: a token has no session.',
  });
}

async function sessionHandler({ db, log }: SessionDeps): Promise<RequestHandler> {
  return session({
    name: COOKIE,
    secret: await settingOf(db, 'session-secret', randomBytes(32).toString('base64url')),
    store: new SessionStore(db, log),
    resave: false,
    saveUninitialized: false,
    // `auto`: Secure behind https, as TRUST_PROXY lets us see it.
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: IDLE, path: '/' },
  });
}

function actorOfSession(req: Request): Actor {
  const { user } = req.session;
  if (user === undefined) return { kind: 'public' };
  return { kind: 'user', userId: user.id, name: user.name, role: user.role, agency: user.agency };
}

/** A changed session is saved and its cookie sent again by express-session. */
function prolong(req: Request, now: Date): void {
  const { expiresAt } = req.session;
  if (expiresAt === undefined || expiresAt - now.getTime() > IDLE - PROLONG_AFTER) return;
  req.session.expiresAt = now.getTime() + IDLE;
}

async function actorOfToken({ db }: SessionDeps, authorization: string): Promise<Actor> {
  // RFC 6750 §2.1, and the length that ours have.
  const secret = /^bearer +(lutra_[\w-]{43}) *$/i.exec(authorization)?.[1];
  const token = secret === undefined ? undefined : await findLiveToken(db, hashToken(secret));
  if (token === undefined) throw invalidToken();
  const creator: Actor = { kind: 'user', userId: token.createdBy, name: '', role: token.creatorRole, agency: '' };
  // Who may no longer give tokens has none that work: a demotion leaves no back door.
  if (scopeOf(creator, 'token.manage') === undefined) throw invalidToken();
  if (!token.freshlyUsed) await noteTokenUse(db, token.id);
  return {
    kind: 'user',
    userId: token.createdBy,
    tokenId: token.id,
    name: token.name,
    role: token.role,
    agency: token.agency,
  };
}

function invalidToken(): Problem {
  return new Problem(
    'unauthenticated',
    {
      id: 'Token ini tidak berlaku: tidak dikenal, kedaluwarsa, dicabut, atau pembuatnya bukan lagi administrator. Minta yang baru.',
      en: 'This token does not hold: unknown, expired, revoked, or its maker is no longer an administrator. Ask for a new one.',
    },
    {},
    { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  );
}

function hasSessionCookie(req: Request): boolean {
  return (req.headers.cookie ?? '').includes(`${COOKIE}=`);
}

const isReading = (req: Request): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(req.method);

/** A handler as a promise of its `next`. */
export function run(handler: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    let settled = false;
    void handler(req, res, (error?: unknown) => {
      // express-session says only after the answer that it could not save.
      if (settled) req.log.warn({ err: error }, 'after the answer');
      else if (error === undefined || error === null) resolve();
      else reject(error);
      settled = true;
    });
  });
}

/** Made when first needed; a failure is not remembered, so that the next one tries again. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return async () => {
    made ??= make();
    try {
      return await made;
    } catch (error) {
      made = undefined;
      throw error;
    }
  };
}
