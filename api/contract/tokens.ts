/** Bearer tokens of programs on the wire. */
import { z } from 'zod';
import { instantSchema, nameSchema, slugSchema } from './common.ts';
import { roleSchema } from './users.ts';

export const tokenInputSchema = z.strictObject({
  name: nameSchema,
  role: roleSchema,
  agency: slugSchema,
  /** A year from now at most. */
  expiresAt: instantSchema,
});
export type TokenInput = z.infer<typeof tokenInputSchema>;

export const tokenSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  role: roleSchema,
  agency: z.string(),
  createdBy: z.strictObject({ id: z.uuid(), name: z.string() }),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  revokedAt: instantSchema.nullable(),
  /** To the minute. */
  lastUsedAt: instantSchema.nullable(),
});
export type Token = z.infer<typeof tokenSchema>;

/** The secret is told once, here; only its hash is kept. */
export const newTokenSchema = tokenSchema.extend({ secret: z.string() });
export type NewToken = z.infer<typeof newTokenSchema>;
