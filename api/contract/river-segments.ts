/** What a river agency receives of a river segment: an RFC 7946 FeatureCollection that any GIS opens. */
import { z } from 'zod';
import { conditionSchema, geometrySchema, positionSchema } from './assets.ts';
import { illustrationSchema, instantSchema, numberText } from './common.ts';

/** Stations and step in metres; the whole segment when no station is given. */
export const riverExportQuerySchema = z.strictObject({
  from: numberText(z.number()).optional(),
  to: numberText(z.number()).optional(),
  step: numberText(z.number().positive()).default(50),
});

const illustration = illustrationSchema.optional();
const point = z.object({ type: z.literal('Point'), coordinates: positionSchema });

/** Beside the line: metres, and the bank as seen facing downstream. */
const location = {
  station: z.number(),
  stationLabel: z.string(),
  side: z.enum(['left', 'right', 'both', 'on']),
  offset: z.number(),
  /** Which end of the exported line it lies beyond. */
  beyond: z.enum(['start', 'end']).nullable(),
};

const segmentSchema = z.object({
  type: z.literal('Feature'),
  id: z.uuid(),
  geometry: z.object({ type: z.literal('LineString'), coordinates: z.array(positionSchema) }),
  /** With the other attributes of the segment, flat. */
  properties: z.looseObject({
    featureKind: z.literal('segment'),
    type: z.string(),
    code: z.string(),
    name: z.string(),
    river: z.string().nullable(),
    basin: z.string().nullable(),
    condition: conditionSchema.nullable(),
    status: z.string(),
    agency: z.string(),
    agencyName: z.string(),
    version: z.int(),
    /** Geodesic, in metres: of the exported part, and of the whole. */
    length: z.number(),
    segmentLength: z.number(),
    from: z.number(),
    to: z.number(),
    fromLabel: z.string(),
    toLabel: z.string(),
    /** Of the whole segment. */
    startStation: z.number(),
    stationingDirection: z.enum(['downstream', 'upstream']),
    illustration,
  }),
});

const stationSchema = z.object({
  type: z.literal('Feature'),
  geometry: point,
  properties: z.strictObject({
    featureKind: z.literal('station'),
    name: z.string(),
    station: z.number(),
    stationLabel: z.string(),
    illustration,
  }),
});

const assetSchema = z.object({
  type: z.literal('Feature'),
  id: z.uuid(),
  geometry: geometrySchema,
  properties: z.strictObject({
    featureKind: z.literal('asset'),
    type: z.string(),
    code: z.string(),
    name: z.string(),
    condition: conditionSchema.nullable(),
    status: z.string(),
    agency: z.string(),
    ...location,
    /** Of lines and areas: the stations beside what lies within reach. */
    stationFrom: z.number().optional(),
    stationTo: z.number().optional(),
    illustration,
  }),
});

const photoSchema = z.object({
  type: z.literal('Feature'),
  id: z.uuid(),
  geometry: point,
  properties: z.strictObject({
    featureKind: z.literal('photo'),
    type: z.literal('photo'),
    name: z.string(),
    /** The asset that it shows. */
    asset: z.uuid().nullable(),
    assetType: z.string().nullable(),
    code: z.string().nullable(),
    project: z.uuid().nullable(),
    phase: z.int().nullable(),
    takenAt: instantSchema.nullable(),
    receivedAt: instantSchema,
    positionSource: z.string().nullable(),
    accuracy: z.number().nullable(),
    azimuth: z.number().nullable(),
    sha256: z.string(),
    ...location,
    illustration,
  }),
});

export const riverExportSchema = z.object({
  type: z.literal('FeatureCollection'),
  name: z.string(),
  illustration,
  generatedAt: instantSchema,
  source: z.string(),
  features: z.array(z.union([segmentSchema, stationSchema, assetSchema, photoSchema])),
});
export type RiverExport = z.infer<typeof riverExportSchema>;
export type SegmentFeature = z.infer<typeof segmentSchema>;
export type StationFeature = z.infer<typeof stationSchema>;
export type AssetBesideRiver = z.infer<typeof assetSchema>;
export type PhotoBesideRiver = z.infer<typeof photoSchema>;
