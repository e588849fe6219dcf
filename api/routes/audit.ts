/** The audit trail, read by administrators. */
import { z } from 'zod';
import { auditEntrySchema, type AuditEntry } from '../contract/audit.ts';
import { listOf, pageQuery, plainText, uuidSchema } from '../contract/common.ts';
import { defineOperation, type Operation } from '../http/operation.ts';
import { decodeKey, pageOf } from '../http/paging.ts';
import { auditPage, type AuditRow } from '../../db/queries/audit.ts';

const readAudit = defineOperation({
  id: 'readAudit',
  method: 'get',
  path: '/audit',
  tag: 'Audit',
  summary: 'Who did what, the newest first, in pages',
  permission: 'audit.read',
  query: z.strictObject({
    ...pageQuery,
    noun: plainText(60).optional(),
    nounId: plainText(300).optional(),
    actor: uuidSchema.optional(),
  }),
  responses: { 200: { description: 'A page', schema: listOf(auditEntrySchema) } },
  async handle({ query: { limit, after, ...filter }, req, deps }) {
    const rows = await auditPage(deps.db, filter, limit, decodeKey(z.int().positive(), after));
    return pageOf(req, rows, limit, toEntry, (row) => row.id);
  },
});

function toEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actorId === null ? null : { id: row.actorId, name: row.actorName ?? '' },
    token: row.tokenId === null ? null : { id: row.tokenId, name: row.tokenName ?? '' },
    action: row.action,
    noun: row.noun,
    nounId: row.nounId,
    detail: row.detail,
  };
}

export const auditOperations: Operation[] = [readAudit];
