/** Assets on the wire: GeoJSON features (RFC 7946) with base properties and the flat attributes of their type. */
import { z } from 'zod';
import {
  illustrationSchema,
  instantSchema,
  linkSchema,
  nameSchema,
  plainText,
  slugSchema,
  uuidSchema,
} from './common.ts';

/** B good, RR lightly damaged, RB heavily damaged: the words of the office's registers. */
export const conditions = ['B', 'RR', 'RB'] as const;
export const conditionSchema = z.enum(conditions);
export type Condition = z.infer<typeof conditionSchema>;

export const assetStatuses = ['planned', 'built', 'removed'] as const;
export const assetStatusSchema = z.enum(assetStatuses);
export type AssetStatus = z.infer<typeof assetStatusSchema>;

export const geometryTypes = ['Point', 'LineString', 'Polygon'] as const;
export const geometryTypeSchema = z.enum(geometryTypes);
export type GeometryType = z.infer<typeof geometryTypeSchema>;

/** RFC 7946 §3.1.1: longitude, latitude and perhaps an altitude, which is not kept. Ranges are checked by the domain, which can hint at swapped axes. */
export const positionSchema = z.array(z.number()).min(2).max(3);
export type Position = z.infer<typeof positionSchema>;
export const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: positionSchema }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(positionSchema).max(100_000) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(positionSchema).max(100_000)).max(1000) }),
]);
export type AssetGeometry = z.infer<typeof geometrySchema>;

/** The properties that every asset has, whatever its type; a type's attributes may not take their names. */
const baseProperties = {
  code: plainText(60).trim().min(1),
  name: plainText(200).trim().default(''),
  condition: conditionSchema.nullable().default(null),
  status: assetStatusSchema.default('built'),
  project: uuidSchema.nullable().default(null),
};

/** What the server sets: accepted in writes, since clients send back what they have read, and not used. */
export const readOnlyProperties = ['id', 'version', 'createdAt', 'updatedAt', 'illustration'] as const;

export const assetPropertiesSchema = z.looseObject({
  ...baseProperties,
  agency: slugSchema.optional(),
  published: z.boolean().optional(),
});

/** A feature as it is sent: `id` is the client's own UUID or absent; bbox, links and foreign members are not kept. */
export const featureInputSchema = z.object({
  type: z.literal('Feature'),
  id: uuidSchema.optional(),
  geometry: geometrySchema,
  properties: assetPropertiesSchema,
});
export type FeatureInput = z.infer<typeof featureInputSchema>;

/** RFC 7396 merge patch of a feature. */
export const featurePatchSchema = z.strictObject({
  type: z.literal('Feature').optional(),
  id: uuidSchema.optional(),
  // Clients send back what they have read.
  links: z.unknown().optional(),
  bbox: z.unknown().optional(),
  geometry: z.record(z.string(), z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

export const featurePropertiesSchema = z.looseObject({
  code: z.string(),
  name: z.string(),
  condition: conditionSchema.nullable(),
  status: assetStatusSchema,
  project: z.uuid().nullable(),
  agency: slugSchema,
  published: z.boolean(),
  version: z.int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  illustration: illustrationSchema.optional(),
});
export const featureSchema = z.object({
  type: z.literal('Feature'),
  id: z.uuid(),
  geometry: geometrySchema,
  properties: featurePropertiesSchema,
  links: z.array(linkSchema).optional(),
});
export type Feature = z.infer<typeof featureSchema>;

export const featureCollectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(featureSchema),
  numberMatched: z.int(),
  numberReturned: z.int(),
  timeStamp: instantSchema,
  links: z.array(linkSchema),
});
export type FeatureCollection = z.infer<typeof featureCollectionSchema>;

export const changeOperations = ['create', 'update', 'delete', 'restore'] as const;
/** One member that a version changed, with what it was and what it became. */
export const changeSchema = z.strictObject({ member: z.string(), before: z.unknown(), after: z.unknown() });
export type Change = z.infer<typeof changeSchema>;
export const versionSchema = z.strictObject({
  version: z.int(),
  operation: z.enum(changeOperations),
  changedAt: instantSchema,
  changedBy: z.strictObject({ id: z.uuid(), name: nameSchema }).nullable(),
  changes: z.array(changeSchema),
});
export const versionsSchema = z.strictObject({ versions: z.array(versionSchema) });
export type Version = z.infer<typeof versionSchema>;
