/** Bearer tokens for programs, kept by administrators: list, create (the secret is told once), read, revoke. */
import type { Request } from 'express';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { listOf, pageQuery, uuidSchema } from '../contract/common.ts';
import { newTokenSchema, tokenInputSchema, tokenSchema, type Token } from '../contract/tokens.ts';
import { idsOf } from '../domain/policy.ts';
import { defineOperation, type Operation } from '../http/operation.ts';
import { decodeKey, pageOf } from '../http/paging.ts';
import { languageOf, Problem } from '../http/problems.ts';
import { hashToken, newTokenSecret } from '../http/session.ts';
import { invalidContent } from '../http/validate.ts';
import { ForeignKeyViolation, namedDatabaseError } from '../../db/errors.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import { findToken, insertToken, revokeToken, tokenPage, type TokenRow } from '../../db/queries/tokens.ts';

const tag = 'Tokens';
const params = z.strictObject({ id: uuidSchema });
const LONGEST_MS = 366 * 24 * 3_600_000;

const readTokens = defineOperation({
  id: 'readTokens',
  method: 'get',
  path: '/tokens',
  tag,
  summary: 'Tokens, the newest first, in pages; revoked and expired ones too',
  permission: 'token.manage',
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'A page', schema: listOf(tokenSchema) } },
  async handle({ query: { limit, after }, req, deps }) {
    const rows = await tokenPage(deps.db, limit, decodeKey(z.uuid(), after));
    return pageOf(req, rows, limit, toToken, (row) => row.id);
  },
});

const readToken = defineOperation({
  id: 'readToken',
  method: 'get',
  path: '/tokens/{id}',
  tag,
  summary: 'One token',
  permission: 'token.manage',
  params,
  responses: { 200: { description: 'The token without its secret', schema: tokenSchema } },
  handle: async ({ params: { id }, deps }) => toToken((await findToken(deps.db, id)) ?? nothingHere(id)),
});

const createToken = defineOperation({
  id: 'createToken',
  method: 'post',
  path: '/tokens',
  tag,
  summary: 'Create a token; its secret is in this answer and nowhere else',
  permission: 'token.manage',
  body: tokenInputSchema,
  responses: { 201: { description: 'The token with its secret', schema: newTokenSchema } },
  async handle({ body, actor, req, res, deps }) {
    const expiresAt = requireExpiry(req, new Date(body.expiresAt), deps.clock());
    const { actorId, tokenId } = idsOf(actor);
    if (actorId === null) throw new Error('a token needs somebody who makes it');
    const id = uuidv7();
    const secret = newTokenSecret();
    const { name, role, agency } = body;
    const row = await deps.db
      .transaction(async (trx) => {
        await insertToken(trx, { id, name, role, agency, hash: hashToken(secret), createdBy: actorId, expiresAt });
        const detail = { name, role, agency, expiresAt: expiresAt.toISOString() };
        await insertAudit(trx, { actorId, tokenId, action: 'token.create', nounId: id, detail });
        return findToken(trx, id);
      })
      .catch((error: unknown) => refusedWrite(req, error));
    res.status(201).location(`/api/tokens/${id}`).set('Cache-Control', 'no-store');
    return { ...toToken(row ?? nothingHere(id)), secret };
  },
});

const deleteToken = defineOperation({
  id: 'deleteToken',
  method: 'delete',
  path: '/tokens/{id}',
  tag,
  summary: 'Revoke a token at once; it stays in the list',
  permission: 'token.manage',
  params,
  responses: { 204: { description: 'Revoked, now or before' } },
  async handle({ params: { id }, actor, res, deps }) {
    await deps.db.transaction(async (trx) => {
      if (await revokeToken(trx, id)) await insertAudit(trx, { ...idsOf(actor), action: 'token.revoke', nounId: id });
      else if ((await findToken(trx, id)) === undefined) nothingHere(id);
    });
    res.status(204).end();
  },
});

const expiryBounds = {
  id: 'Harus sesudah sekarang dan paling lama satu tahun.',
  en: 'Must be after now and a year away at most.',
};
const unknownAgency = { id: 'Instansi ini tidak ada.', en: 'There is no such agency.' };

function requireExpiry(req: Request, expiresAt: Date, now: Date): Date {
  const lifetime = expiresAt.getTime() - now.getTime();
  if (lifetime > 0 && lifetime <= LONGEST_MS) return expiresAt;
  throw invalidContent([{ pointer: '/expiresAt', detail: expiryBounds[languageOf(req)] }]);
}

function refusedWrite(req: Request, error: unknown): never {
  if (namedDatabaseError(error) instanceof ForeignKeyViolation)
    throw invalidContent([{ pointer: '/agency', detail: unknownAgency[languageOf(req)] }]);
  throw error;
}

function nothingHere(id: string): never {
  throw new Problem('not-found', { id: `Tidak ada token ${id}.`, en: `There is no token ${id}.` });
}

function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    agency: row.agency,
    createdBy: { id: row.createdBy, name: row.createdByName },
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

export const tokenOperations: Operation[] = [readTokens, readToken, createToken, deleteToken];
