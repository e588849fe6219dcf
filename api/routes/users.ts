/** Accounts, kept by administrators: list, create, read, change, deactivate. */
import type { Request } from 'express';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { listOf, pageQuery, uuidSchema } from '../contract/common.ts';
import { userInputSchema, userPatchSchema, userSchema, type User, type UserPatch } from '../contract/users.ts';
import { repeatsEmail } from '../domain/password.ts';
import { idsOf } from '../domain/policy.ts';
import { defineOperation, type Operation } from '../http/operation.ts';
import { decodeKey, pageOf } from '../http/paging.ts';
import { hashPassword } from '../http/passwords.ts';
import { etagOf, requireIfMatch } from '../http/preconditions.ts';
import { languageOf, Problem } from '../http/problems.ts';
import { invalidContent } from '../http/validate.ts';
import { ForeignKeyViolation, namedDatabaseError, UniqueViolation } from '../../db/errors.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import {
  findUser,
  insertUser,
  lockActiveAdmins,
  lockUser,
  updateUser,
  userPage,
  type UserRow,
} from '../../db/queries/users.ts';

const tag = 'Users';
const params = z.strictObject({ id: uuidSchema });
const one = { description: 'The account, with its version as ETag', schema: userSchema };

const readUsers = defineOperation({
  id: 'readUsers',
  method: 'get',
  path: '/users',
  tag,
  summary: 'Accounts by name, in pages',
  permission: 'user.manage',
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'A page', schema: listOf(userSchema) } },
  async handle({ query: { limit, after }, req, deps }) {
    const key = decodeKey(z.tuple([z.string(), z.uuid()]), after);
    return pageOf(req, await userPage(deps.db, limit, key), limit, toUser, (row) => [row.name, row.id]);
  },
});

const readUser = defineOperation({
  id: 'readUser',
  method: 'get',
  path: '/users/{id}',
  tag,
  summary: 'One account',
  permission: 'user.manage',
  params,
  responses: { 200: one },
  async handle({ params: { id }, res, deps }) {
    const row = (await findUser(deps.db, id)) ?? nothingHere(id);
    res.set({ ETag: etagOf(row.version), 'Cache-Control': 'no-cache' });
    return toUser(row);
  },
});

const createUser = defineOperation({
  id: 'createUser',
  method: 'post',
  path: '/users',
  tag,
  summary: 'Create an account',
  permission: 'user.manage',
  body: userInputSchema,
  responses: { 201: one },
  async handle({ body, actor, req, res, deps }) {
    const { password, ...content } = body;
    requireGoodPassword(req, '/password', password, content.email);
    const id = uuidv7();
    const passwordHash = await hashPassword(password);
    const row = await deps.db
      .transaction(async (trx) => {
        await insertUser(trx, { id, ...content, passwordHash });
        await insertAudit(trx, { ...idsOf(actor), action: 'user.create', nounId: id, detail: content });
        return findUser(trx, id);
      })
      .catch((error: unknown) => refusedWrite(req, error));
    res.status(201).location(`/api/users/${id}`).set('ETag', etagOf(1));
    return toUser(row ?? nothingHere(id));
  },
});

const patchUser = defineOperation({
  id: 'patchUser',
  method: 'patch',
  path: '/users/{id}',
  tag,
  summary: 'Change an account, set its password, or deactivate it',
  permission: 'user.manage',
  params,
  body: userPatchSchema,
  bodyTypes: ['application/json', 'application/merge-patch+json'],
  responses: { 200: one, 409: { description: 'It is the last active administrator' } },
  async handle({ params: { id }, body, actor, req, res, deps }) {
    const { password, ...change } = body;
    // Hashed before the transaction, which on the embedded database is the only one at a time.
    const passwordHash = password === undefined ? undefined : await newPasswordHash(req, password, id, deps.db);
    const row = await deps.db
      .transaction(async (trx) => {
        const admins = await lockActiveAdmins(trx);
        const before = (await lockUser(trx, id)) ?? nothingHere(id);
        requireIfMatch(req, before.version, toUser(before));
        if (Object.keys(body).length === 0) return before;
        requireAnAdminLeft(admins, id, change);
        const detail = password === undefined ? change : { ...change, password: 'changed' };
        await insertAudit(trx, { ...idsOf(actor), action: 'user.update', nounId: id, detail });
        return updateUser(trx, id, { ...change, passwordHash });
      })
      .catch((error: unknown) => refusedWrite(req, error));
    res.set('ETag', etagOf(row.version));
    return toUser(row);
  },
});

async function newPasswordHash(
  req: Request,
  password: string,
  id: string,
  db: Parameters<typeof findUser>[0],
): Promise<string> {
  const { email } = (await findUser(db, id)) ?? nothingHere(id);
  requireGoodPassword(req, '/password', password, email);
  return hashPassword(password);
}

/** The length is checked by the contract; here that it is not what everybody knows. Throws invalid-content at the pointer. */
export function requireGoodPassword(req: Request, pointer: string, password: string, email: string): void {
  if (!repeatsEmail(password, email)) return;
  throw invalidContent([{ pointer, detail: passwordIsEmail[languageOf(req)] }]);
}

const passwordIsEmail = {
  id: 'Kata sandi tidak boleh sama dengan surel.',
  en: 'The password must not be the email address.',
};
const unknownAgency = { id: 'Instansi ini tidak ada.', en: 'There is no such agency.' };
const takenEmail = { id: 'Surel ini sudah dipakai akun lain.', en: 'This email belongs to another account.' };

/** `admins`: the locked ids of all active administrators. */
function requireAnAdminLeft(admins: readonly string[], id: string, change: UserPatch): void {
  const losesIt = change.active === false || (change.role !== undefined && change.role !== 'admin');
  if (losesIt && admins.length === 1 && admins[0] === id)
    throw new Problem('conflict', {
      id: 'Ini administrator aktif yang terakhir. Jadikan orang lain administrator dahulu.',
      en: 'This is the last active administrator. Make somebody else one first.',
    });
}

function refusedWrite(req: Request, error: unknown): never {
  const named = namedDatabaseError(error);
  if (named instanceof UniqueViolation)
    throw new Problem('conflict', takenEmail, {
      errors: [{ pointer: '/email', detail: takenEmail[languageOf(req)] }],
    });
  if (named instanceof ForeignKeyViolation)
    throw invalidContent([{ pointer: '/agency', detail: unknownAgency[languageOf(req)] }]);
  throw error;
}

function nothingHere(id: string): never {
  throw new Problem('not-found', { id: `Tidak ada akun ${id}.`, en: `There is no account ${id}.` });
}

function toUser(row: UserRow): User {
  const { createdAt, updatedAt, ...content } = row;
  return { ...content, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

export const userOperations: Operation[] = [readUsers, readUser, createUser, patchUser];
