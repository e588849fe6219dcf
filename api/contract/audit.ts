/** The audit trail on the wire. */
import { z } from 'zod';
import { instantSchema } from './common.ts';

const named = z.strictObject({ id: z.uuid(), name: z.string() });

export const auditEntrySchema = z.strictObject({
  id: z.int(),
  at: instantSchema,
  /** Null for what nobody signed in for, such as a failed sign-in or the demonstration. */
  actor: named.nullable(),
  /** The token that the actor's program used. */
  token: named.nullable(),
  /** `noun.verb`. */
  action: z.string(),
  noun: z.string(),
  nounId: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
