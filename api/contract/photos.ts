/** Photos on the wire: what comes with an upload, the receipt that answers it, and what is read later. */
import { z } from 'zod';
import {
  illustrationSchema,
  instantSchema,
  latitudeSchema,
  listOf,
  longitudeSchema,
  numberText,
  uuidSchema,
} from './common.ts';

/** An upload's largest file in bytes. */
export const MAX_PHOTO_BYTES = 50 * 1024 * 1024;
/** What the photo shows: before the work, half-way, done (domain: the same viewpoint three times). */
export const phases = [0, 50, 100] as const;
export type Phase = (typeof phases)[number];
export const mediaTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'] as const;
export type MediaType = (typeof mediaTypes)[number];

export const warningCodes = [
  'far-from-asset',
  'no-position',
  'position-zero',
  'time-in-future',
  'older-than-work',
  'exif-broken',
] as const;
export type WarningCode = (typeof warningCodes)[number];

/** Degrees clockwise from north; 360 is north again. */
const azimuthSchema = z
  .number()
  .min(0)
  .max(360)
  .transform((degrees) => degrees % 360);

/** The text fields of the multipart form, beside `file`; an asset or a project is needed, and both coordinates or none. */
export const photoFieldsSchema = z.strictObject({
  id: uuidSchema.optional(),
  asset: uuidSchema.optional(),
  project: uuidSchema.optional(),
  /** A progress report of the project that the photo belongs to. */
  report: uuidSchema.optional(),
  phase: z
    .enum(['0', '50', '100'])
    .transform((phase) => Number(phase) as Phase)
    .optional(),
  takenAt: instantSchema.optional(),
  longitude: numberText(longitudeSchema).optional(),
  latitude: numberText(latitudeSchema).optional(),
  /** Metres. */
  accuracy: numberText(z.number().min(0).max(1e7)).optional(),
  azimuth: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'a decimal number')
    .transform(Number)
    .pipe(azimuthSchema)
    .optional(),
  /** Whether the device measured the given position or a person set it. */
  positionSource: z.enum(['device', 'manual']).optional(),
});
export type PhotoFields = z.output<typeof photoFieldsSchema>;

/** The whole form, for the description of the API. */
export const photoUploadSchema = z
  .strictObject({ file: z.string().meta({ type: 'string', format: 'binary' }) })
  .extend(photoFieldsSchema.shape);

const warningSchema = z.strictObject({
  code: z.enum(warningCodes),
  /** A sentence in the request's language. */
  detail: z.string(),
});
export type PhotoWarning = z.infer<typeof warningSchema>;

const positionSchema = z.strictObject({
  longitude: z.number(),
  latitude: z.number(),
  /** Metres. */
  accuracy: z.number().nullable(),
  azimuth: z.number().nullable(),
  source: z.enum(['exif', 'device', 'manual']),
});

/** What is optional here, but for the illustration mark, only signed-in people get. */
export const photoSchema = z.strictObject({
  id: z.uuid(),
  asset: z.uuid().nullable(),
  project: z.uuid().nullable(),
  report: z.uuid().nullable(),
  phase: z.union([z.literal(0), z.literal(50), z.literal(100)]).nullable(),
  bytes: z.int(),
  mediaType: z.enum(mediaTypes),
  /** Pixels, upright. */
  width: z.int(),
  height: z.int(),
  takenAt: instantSchema.nullable(),
  receivedAt: instantSchema,
  illustration: illustrationSchema.optional(),
  links: z.strictObject({ original: z.string().optional(), preview: z.string(), thumbnail: z.string() }),
  sha256: z.string().optional(),
  originalName: z.string().optional(),
  takenAtSource: z.enum(['exif', 'device']).nullable().optional(),
  position: positionSchema.nullable().optional(),
  warnings: z.array(warningSchema).optional(),
  uploadedBy: z.strictObject({ id: z.uuid(), name: z.string() }).nullable().optional(),
});
export type Photo = z.infer<typeof photoSchema>;

export const photoListSchema = listOf(photoSchema);

/** Merge patch: what is absent stays, null clears. */
export const photoPatchSchema = z.strictObject({
  phase: z
    .union([z.literal(0), z.literal(50), z.literal(100)])
    .nullable()
    .optional(),
  azimuth: azimuthSchema.nullable().optional(),
  report: uuidSchema.nullable().optional(),
});
export type PhotoPatch = z.output<typeof photoPatchSchema>;
