/** Offices: everybody reads them, administrators keep them. */
import type { Request } from 'express';
import { z } from 'zod';
import { agencyInputSchema, agencyPatchSchema, agencySchema, type Agency } from '../contract/agencies.ts';
import { listOf, pageQuery, slugSchema } from '../contract/common.ts';
import { idsOf } from '../domain/policy.ts';
import { defineOperation, type Operation } from '../http/operation.ts';
import { decodeKey, pageOf } from '../http/paging.ts';
import { etagOf, requireIfMatch } from '../http/preconditions.ts';
import { languageOf, Problem } from '../http/problems.ts';
import { ForeignKeyViolation, namedDatabaseError, UniqueViolation } from '../../db/errors.ts';
import {
  agencyPage,
  deleteAgency,
  findAgency,
  insertAgency,
  lockAgency,
  updateAgency,
  type AgencyRow,
} from '../../db/queries/agencies.ts';
import { insertAudit } from '../../db/queries/audit.ts';

const tag = 'Agencies';
const params = z.strictObject({ id: slugSchema });
const one = { description: 'The agency, with its version as ETag', schema: agencySchema };

const readAgencies = defineOperation({
  id: 'readAgencies',
  method: 'get',
  path: '/agencies',
  tag,
  summary: 'Agencies by name, in pages',
  permission: 'agency.read',
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'A page', schema: listOf(agencySchema) } },
  async handle({ query: { limit, after }, req, deps }) {
    const key = decodeKey(z.tuple([z.string(), z.string()]), after);
    return pageOf(req, await agencyPage(deps.db, limit, key), limit, toAgency, (row) => [row.name, row.id]);
  },
});

const readAgency = defineOperation({
  id: 'readAgency',
  method: 'get',
  path: '/agencies/{id}',
  tag,
  summary: 'One agency',
  permission: 'agency.read',
  params,
  responses: { 200: one },
  async handle({ params: { id }, res, deps }) {
    const row = (await findAgency(deps.db, id)) ?? nothingHere(id);
    res.set({ ETag: etagOf(row.version), 'Cache-Control': 'no-cache' });
    return toAgency(row);
  },
});

const createAgency = defineOperation({
  id: 'createAgency',
  method: 'post',
  path: '/agencies',
  tag,
  summary: 'Create an agency',
  permission: 'agency.manage',
  body: agencyInputSchema,
  responses: { 201: one, 409: { description: 'The id is taken' } },
  async handle({ body, actor, req, res, deps }) {
    const row = await deps.db
      .transaction(async (trx) => {
        await insertAgency(trx, body);
        await insertAudit(trx, { ...idsOf(actor), action: 'agency.create', nounId: body.id, detail: body });
        return findAgency(trx, body.id);
      })
      .catch((error: unknown) => refusedWrite(req, error));
    res.status(201).location(`/api/agencies/${body.id}`).set('ETag', etagOf(1));
    return toAgency(row ?? nothingHere(body.id));
  },
});

const patchAgency = defineOperation({
  id: 'patchAgency',
  method: 'patch',
  path: '/agencies/{id}',
  tag,
  summary: 'Rename an agency',
  permission: 'agency.manage',
  params,
  body: agencyPatchSchema,
  bodyTypes: ['application/json', 'application/merge-patch+json'],
  responses: { 200: one },
  async handle({ params: { id }, body, actor, req, res, deps }) {
    const row = await deps.db.transaction(async (trx) => {
      const before = (await lockAgency(trx, id)) ?? nothingHere(id);
      requireIfMatch(req, before.version, toAgency(before));
      if (Object.keys(body).length === 0) return before;
      await insertAudit(trx, { ...idsOf(actor), action: 'agency.update', nounId: id, detail: body });
      return updateAgency(trx, id, body);
    });
    res.set('ETag', etagOf(row.version));
    return toAgency(row);
  },
});

const removeAgency = defineOperation({
  id: 'deleteAgency',
  method: 'delete',
  path: '/agencies/{id}',
  tag,
  summary: 'Delete an agency that nothing belongs to; If-Match is heeded where it is sent',
  permission: 'agency.manage',
  params,
  responses: { 204: { description: 'Deleted' }, 409: { description: 'Something still belongs to it' } },
  async handle({ params: { id }, actor, req, res, deps }) {
    await deps.db
      .transaction(async (trx) => {
        const before = (await lockAgency(trx, id)) ?? nothingHere(id);
        if (req.get('if-match') !== undefined) requireIfMatch(req, before.version, toAgency(before));
        await deleteAgency(trx, id);
        const { name, shortName } = before;
        await insertAudit(trx, { ...idsOf(actor), action: 'agency.delete', nounId: id, detail: { name, shortName } });
      })
      .catch((error: unknown) => refusedWrite(req, error));
    res.status(204).end();
  },
});

const takenId = { id: 'id ini sudah dipakai instansi lain.', en: 'This id belongs to another agency.' };

function refusedWrite(req: Request, error: unknown): never {
  const named = namedDatabaseError(error);
  if (named instanceof UniqueViolation)
    throw new Problem('conflict', takenId, { errors: [{ pointer: '/id', detail: takenId[languageOf(req)] }] });
  if (named instanceof ForeignKeyViolation)
    throw new Problem('conflict', {
      id: 'Instansi ini masih dipakai oleh akun, token, aset, foto atau proyek. Pindahkan semuanya dahulu.',
      en: 'Accounts, tokens, assets, photos or projects still belong to this agency. Move them first.',
    });
  throw error;
}

function nothingHere(id: string): never {
  throw new Problem('not-found', { id: `Tidak ada instansi ${id}.`, en: `There is no agency ${id}.` });
}

function toAgency(row: AgencyRow): Agency {
  const { createdAt, updatedAt, ...content } = row;
  return { ...content, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

export const agencyOperations: Operation[] = [readAgencies, readAgency, createAgency, patchAgency, removeAgency];
