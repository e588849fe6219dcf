/** Accounts of people on the wire; a password goes in and never comes out. */
import { z } from 'zod';
import { instantSchema, nameSchema, slugSchema } from './common.ts';

export const roleSchema = z.enum(['admin', 'planner', 'surveyor', 'liaison', 'viewer']);

/** Lower-cased: one person has one account however the address is typed. */
export const emailSchema = z.string().trim().toLowerCase().pipe(z.email().max(254));
/** 200 characters at most, so that nobody can keep the server busy with hashing. */
export const PASSWORD_MAX = 200;
export const passwordSchema = z.string().min(12).max(PASSWORD_MAX);

export const userInputSchema = z.strictObject({
  email: emailSchema,
  name: nameSchema,
  role: roleSchema,
  agency: slugSchema,
  password: passwordSchema,
});
export type UserInput = z.infer<typeof userInputSchema>;

/** What is absent stays. A new password, role or agency and a deactivation take effect at once, also in open sessions. */
export const userPatchSchema = z.strictObject({
  name: nameSchema.optional(),
  role: roleSchema.optional(),
  agency: slugSchema.optional(),
  active: z.boolean().optional(),
  password: passwordSchema.optional(),
});
export type UserPatch = z.infer<typeof userPatchSchema>;

export const userSchema = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  agency: z.string(),
  active: z.boolean(),
  version: z.int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type User = z.infer<typeof userSchema>;
