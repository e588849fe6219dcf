/** Signing in and out by cookie, who is signed in and what they may do, and changing one's own password. */
import type { Request } from 'express';
import {
  passwordChangeSchema,
  sessionSchema,
  signInSchema,
  type Session,
  type SessionUser,
} from '../contract/session.ts';
import { idsOf, policy, scopeOf, type Action, type Actor } from '../domain/policy.ts';
import { defineOperation, type AppDeps, type Operation } from '../http/operation.ts';
import { hashPassword, verifyPassword } from '../http/passwords.ts';
import { languageOf, Problem } from '../http/problems.ts';
import { checkPassword } from '../http/rate-limit.ts';
import { closeSession, openSession, requireCookieClient } from '../http/session.ts';
import { invalidContent } from '../http/validate.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import { findCredentials, findCredentialsByEmail, findUser, updateUser, type UserRow } from '../../db/queries/users.ts';
import { requireGoodPassword } from './users.ts';

const tag = 'Session';
const noStore = { 'Cache-Control': 'no-store' };

const readSession = defineOperation({
  id: 'readSession',
  method: 'get',
  path: '/session',
  tag,
  summary: 'Who is signed in, and what they may do',
  permission: 'session.read',
  responses: { 200: { description: 'The session; `user` is null for the public', schema: sessionSchema } },
  async handle({ actor, req, res, deps }) {
    res.set(noStore);
    return sessionOf(actor, await userOf(deps, actor), actorUsesCookie(actor) ? req.session.csrfToken : undefined);
  },
});

const createSession = defineOperation({
  id: 'createSession',
  method: 'post',
  path: '/session',
  tag,
  summary: 'Sign in: sets the session cookie, and answers with the token for the X-CSRF-Token header of writes',
  permission: 'session.create',
  body: signInSchema,
  responses: {
    200: { description: 'Signed in', schema: sessionSchema },
    401: { description: 'Wrong email or password' },
    429: { description: 'Too many wrong passwords', headers: { 'Retry-After': 'Seconds to wait' } },
  },
  async handle({ body: { email, password }, req, res, deps }) {
    requireCookieClient(req);
    const { account, matches } = await checkPassword(deps, req, res, email, async () => {
      const found = await findCredentialsByEmail(deps.db, email);
      const passwordHash = found?.active === true ? found.passwordHash : undefined;
      return { account: found, matches: await verifyPassword(passwordHash, password) };
    });
    const address = req.ip ?? '';
    if (account === undefined || !matches) {
      const nounId = account?.id ?? email;
      await insertAudit(deps.db, { actorId: null, action: 'session.refuse', nounId, detail: { email, address } });
      throw wrongCredentials();
    }
    // Before the session, so that none is ever open that the audit trail does not know.
    await insertAudit(deps.db, {
      actorId: account.id,
      action: 'session.create',
      nounId: account.id,
      detail: { address },
    });
    const csrfToken = await openSession(req, account);
    res.set(noStore);
    return sessionOf(actorOf(account), toSessionUser(account), csrfToken);
  },
});

const deleteSession = defineOperation({
  id: 'deleteSession',
  method: 'delete',
  path: '/session',
  tag,
  summary: 'Sign out',
  permission: 'session.delete',
  responses: { 204: { description: 'Signed out' } },
  async handle({ actor, req, res, deps }) {
    requireCookieClient(req);
    if (actor.kind === 'user')
      await insertAudit(deps.db, { ...idsOf(actor), action: 'session.delete', nounId: actor.userId });
    await closeSession(req, res);
    res.status(204).end();
  },
});

const changePassword = defineOperation({
  id: 'changePassword',
  method: 'put',
  path: '/session/password',
  tag,
  summary: 'Change your own password; your other sessions end',
  permission: 'password.change',
  body: passwordChangeSchema,
  responses: { 204: { description: 'Changed; this session goes on under a new cookie and the same CSRF token' } },
  async handle({ body, actor, req, res, deps }) {
    requireCookieClient(req);
    const { actorId } = idsOf(actor);
    const account = actorId === null ? undefined : await findCredentials(deps.db, actorId);
    if (account === undefined) throw wrongCredentials();
    const { email, passwordHash: known } = account;
    const { matches } = await checkPassword(deps, req, res, email, async () => ({
      matches: await verifyPassword(known, body.current),
    }));
    if (!matches) throw invalidContent([{ pointer: '/current', detail: wrongCurrent[languageOf(req)] }]);
    requireGoodPassword(req, '/new', body.new, email);
    const passwordHash = await hashPassword(body.new);
    await deps.db.transaction(async (trx) => {
      await updateUser(trx, account.id, { passwordHash });
      await insertAudit(trx, { actorId: account.id, action: 'user.change-password', nounId: account.id });
    });
    // All sessions of the old password are over with it, this one too: it goes on under a new id.
    await reopenSession(req, deps, account.id);
    res.status(204).end();
  },
});

const wrongCurrent = { id: 'Kata sandi saat ini salah.', en: 'This is not your present password.' };

async function reopenSession(req: Request, deps: AppDeps, userId: string): Promise<void> {
  const account = await findCredentials(deps.db, userId);
  if (account !== undefined) await openSession(req, account, req.session.csrfToken);
}

function wrongCredentials(): Problem {
  return new Problem(
    'wrong-credentials',
    {
      id: 'Periksa surel dan kata sandi Anda. Lupa kata sandi? Administrator dapat memberi yang baru.',
      en: 'Check your email and password. Forgotten? An administrator can give you a new one.',
    },
    {},
    { 'WWW-Authenticate': 'Bearer' },
  );
}

const actorUsesCookie = (actor: Actor): boolean => actor.kind === 'user' && actor.tokenId === undefined;

function actorOf(user: UserRow): Actor {
  return { kind: 'user', userId: user.id, name: user.name, role: user.role, agency: user.agency };
}

function toSessionUser({ id, email, name, role, agency }: SessionUser): SessionUser {
  return { id, email, name, role, agency };
}

/** The account behind an actor, with the role and agency that hold for this request: a token has its own. */
async function userOf({ db }: AppDeps, actor: Actor): Promise<SessionUser | null> {
  if (actor.kind === 'public') return null;
  const account = await findUser(db, actor.userId);
  return account === undefined ? null : toSessionUser({ ...account, role: actor.role, agency: actor.agency });
}

function sessionOf(actor: Actor, user: SessionUser | null, csrfToken: string | undefined): Session {
  const permissions = (Object.keys(policy) as Action[]).flatMap((action) => {
    const scope = scopeOf(actor, action);
    return scope === undefined ? [] : [{ action, scope }];
  });
  return { user, ...(csrfToken !== undefined && { csrfToken }), permissions };
}

export const sessionOperations: Operation[] = [readSession, createSession, deleteSession, changePassword];
