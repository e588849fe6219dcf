/** Asset types on the wire: each is an OGC collection, a layer of the map and a form. */
import { z } from 'zod';
import { geometryTypeSchema } from './assets.ts';
import { linkSchema, plainText, slugSchema } from './common.ts';
import { textSchema } from './text.ts';

/** The family of symbols that the map draws. */
export const symbols = ['lamp', 'bulbs', 'obelisk', 'stele', 'river', 'bank', 'dot', 'line', 'area'] as const;

/** One attribute as JSON Schema: flat, with its titles, so that a form can be made of it. */
export const attributeSchema = z
  .looseObject({
    type: z.enum(['string', 'number', 'integer', 'boolean']),
    title: z.string().min(1).max(120),
    'x-title-en': z.string().min(1).max(120),
    'x-unit': z.string().max(20).optional(),
    'x-enum-titles': z.record(z.string(), textSchema).optional(),
    enum: z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .max(200)
      .optional(),
    format: z.enum(['date', 'uri', 'email']).optional(),
  })
  .meta({ description: 'A JSON Schema of one attribute' });
export type Attribute = z.infer<typeof attributeSchema>;

export const attributesSchema = z.strictObject({
  $schema: z.string().optional(),
  type: z.literal('object'),
  properties: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/, 'a name in camelCase'), attributeSchema),
  required: z.array(z.string()).optional(),
  additionalProperties: z.literal(false).default(false),
});
export type AttributesSchema = z.infer<typeof attributesSchema>;

export const assetTypeInputSchema = z.strictObject({
  id: slugSchema,
  title: textSchema,
  description: z
    .strictObject({ id: plainText(2000).default(''), en: plainText(2000).default('') })
    .default({ id: '', en: '' }),
  geometryType: geometryTypeSchema,
  symbol: z.enum(symbols),
  schema: attributesSchema,
  position: z.int().min(0).max(10_000).default(100),
});
export type AssetTypeInput = z.infer<typeof assetTypeInputSchema>;

/** How many assets of a type the asker may see, in all and by condition. */
export const countsSchema = z.strictObject({
  total: z.int(),
  B: z.int(),
  RR: z.int(),
  RB: z.int(),
  unknown: z.int(),
});
export type Counts = z.infer<typeof countsSchema>;

export const assetTypeSchema = z.strictObject({
  ...assetTypeInputSchema.shape,
  version: z.int(),
  counts: countsSchema.optional(),
});
export type AssetType = z.infer<typeof assetTypeSchema>;

/** OGC API collection: its standard members in the asked language, and what the map client draws by. */
export const collectionSchema = z.looseObject({
  id: slugSchema,
  title: z.string(),
  description: z.string(),
  itemType: z.literal('feature'),
  crs: z.array(z.string()),
  storageCrs: z.string(),
  extent: z.looseObject({ spatial: z.looseObject({ bbox: z.array(z.array(z.number())), crs: z.string() }) }).optional(),
  links: z.array(linkSchema),
  titles: textSchema,
  geometryType: geometryTypeSchema,
  symbol: z.enum(symbols),
  position: z.int(),
  counts: countsSchema,
});
export type Collection = z.infer<typeof collectionSchema>;
export const collectionsSchema = z.strictObject({ collections: z.array(collectionSchema), links: z.array(linkSchema) });
