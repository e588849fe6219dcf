/** Projects and their dated progress reports on the wire. */
import { z } from 'zod';
import { geometrySchema } from './assets.ts';
import {
  bboxSchema,
  dateSchema,
  illustrationSchema,
  instantSchema,
  nameSchema,
  plainText,
  slugSchema,
  uuidSchema,
} from './common.ts';

/** The six dimensions of the smart city. */
export const dimensions = ['governance', 'branding', 'society', 'economy', 'living', 'environment'] as const;
export const dimensionSchema = z.enum(dimensions);
export type Dimension = z.infer<typeof dimensionSchema>;

export const projectStatuses = ['planned', 'ongoing', 'completed', 'suspended', 'cancelled'] as const;
export const projectStatusSchema = z.enum(projectStatuses);
export type ProjectStatus = z.infer<typeof projectStatusSchema>;

const fields = {
  name: nameSchema,
  description: plainText(10_000).default(''),
  dimension: dimensionSchema,
  programme: plainText(200).default(''),
  leadAgency: slugSchema,
  partners: z.array(slugSchema).max(50).default([]),
  /** Rupiah. */
  budget: z.number().min(0).max(1e15).nullable().default(null),
  budgetSource: plainText(200).default(''),
  plannedStart: dateSchema.nullable().default(null),
  plannedEnd: dateSchema.nullable().default(null),
  actualStart: dateSchema.nullable().default(null),
  actualEnd: dateSchema.nullable().default(null),
  status: projectStatusSchema.default('planned'),
  /** A shape of its own; null when the project lies where its assets lie. */
  geometry: geometrySchema.nullable().default(null),
  published: z.boolean().default(false),
};

export const projectInputSchema = z.strictObject({ id: uuidSchema.optional(), ...fields });
export type ProjectInput = z.infer<typeof projectInputSchema>;
/** RFC 7396 merge patch: what is absent stays. */
export const projectPatchSchema = z.record(z.string(), z.unknown());

export const projectSchema = z.strictObject({
  ...fields,
  id: z.uuid(),
  /** Percent complete of the latest report; null before the first one. */
  percent: z.number().nullable(),
  reportedOn: dateSchema.nullable(),
  /** Of its own shape, or else of its assets. */
  bbox: bboxSchema.nullable(),
  assetCount: z.int(),
  photoCount: z.int(),
  version: z.int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  illustration: illustrationSchema.optional(),
});
export type Project = z.infer<typeof projectSchema>;

export const reportInputSchema = z.strictObject({
  id: uuidSchema.optional(),
  reportedOn: dateSchema,
  /** Percent complete, two decimals at most. */
  percent: z.number().min(0).max(100).multipleOf(0.01),
  note: plainText(5000).default(''),
});
export type ReportInput = z.infer<typeof reportInputSchema>;

export const reportSchema = z.strictObject({
  id: z.uuid(),
  project: z.uuid(),
  reportedOn: dateSchema,
  percent: z.number(),
  note: z.string(),
  createdBy: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
  createdAt: instantSchema,
  photos: z.array(z.uuid()),
  illustration: illustrationSchema.optional(),
});
export type Report = z.infer<typeof reportSchema>;
