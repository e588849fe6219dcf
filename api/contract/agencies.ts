/** Offices on the wire. */
import { z } from 'zod';
import { instantSchema, nameSchema, plainText, slugSchema } from './common.ts';

/** As it stands on the map and in lists: DPUTRKP2. */
const shortNameSchema = plainText(60).trim().min(1);

export const agencyInputSchema = z.strictObject({ id: slugSchema, name: nameSchema, shortName: shortNameSchema });
export type AgencyInput = z.infer<typeof agencyInputSchema>;

/** What is absent stays. */
export const agencyPatchSchema = z.strictObject({ name: nameSchema.optional(), shortName: shortNameSchema.optional() });

export const agencySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  version: z.int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Agency = z.infer<typeof agencySchema>;
