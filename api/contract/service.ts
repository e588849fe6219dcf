/** What the client needs before anything else, and the search over all nouns. */
import { z } from 'zod';
import { bboxSchema, slugSchema } from './common.ts';

export const settingsSchema = z.strictObject({
  basemap: z.strictObject({ url: z.string(), attribution: z.string() }).nullable(),
  /** Whether any of the data is the demonstration's. */
  demonstration: z.boolean(),
  home: z.strictObject({ title: z.string(), bbox: bboxSchema }),
});
export type Settings = z.infer<typeof settingsSchema>;

export const searchHitSchema = z.strictObject({
  kind: z.enum(['asset', 'project']),
  id: z.uuid(),
  /** The asset's type; null for a project. */
  type: slugSchema.nullable(),
  code: z.string().nullable(),
  name: z.string(),
  bbox: bboxSchema.nullable(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;
export const searchSchema = z.strictObject({ items: z.array(searchHitSchema) });
