/** Signing in and what the client may do afterwards. */
import { z } from 'zod';
import { emailSchema, PASSWORD_MAX, passwordSchema, roleSchema } from './users.ts';

export const signInSchema = z.strictObject({
  email: emailSchema,
  password: z.string().min(1).max(PASSWORD_MAX),
});

export const sessionUserSchema = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  agency: z.string(),
});
export type SessionUser = z.infer<typeof sessionUserSchema>;

/** An action of the policy and how far it reaches. */
export const permissionSchema = z.strictObject({
  action: z.string(),
  scope: z.enum(['all', 'own-agency', 'published']),
});

/** `csrfToken` goes into the X-CSRF-Token header of every write by cookie; a bearer token needs none. */
export const sessionSchema = z.strictObject({
  user: sessionUserSchema.nullable(),
  csrfToken: z.string().optional(),
  permissions: z.array(permissionSchema),
});
export type Session = z.infer<typeof sessionSchema>;

export const passwordChangeSchema = z.strictObject({
  current: z.string().min(1).max(PASSWORD_MAX),
  new: passwordSchema,
});
