/** The export of a river segment for the river agency: line, stations, and what lies beside, as one GeoJSON file. */
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { ILLUSTRATION, uuidSchema } from '../contract/common.ts';
import {
  riverExportQuerySchema,
  riverExportSchema,
  type AssetBesideRiver,
  type PhotoBesideRiver,
  type RiverExport,
} from '../contract/river-segments.ts';
import { allows, idsOf, scopeOf, type Actor } from '../domain/policy.ts';
import {
  exportFileName,
  toAssetFeature,
  toPhotoFeature,
  toSegmentFeature,
  toStationFeatures,
} from '../domain/river-export.ts';
import { corridorPieces } from '../domain/stationing-corridor.ts';
import { createShapeLocator } from '../domain/stationing-shapes.ts';
import {
  clipLine,
  countStationPoints,
  formatStation,
  lengthOf,
  measureLine,
  type Coordinate,
  type StationedLine,
} from '../domain/stationing.ts';
import { defineOperation, type AppDeps } from '../http/operation.ts';
import { Problem } from '../http/problems.ts';
import { invalidParameter } from '../http/validate.ts';
import { apiRoot, mediaTypes } from '../ogc/links.ts';
import { insertAudit } from '../../db/queries/audit.ts';
import {
  assetsNearLine,
  findRiverSegment,
  photosNearLine,
  type RiverSegment,
} from '../../db/queries/river-segments.ts';

/** Metres beside the line in which assets and photos belong to it. */
const REACH = 100;
const MOST_STATIONS = 10_000;
/** A label names whole metres, so the label of an end must do for the end itself. */
const LABEL_TOLERANCE = 0.5;
/** So many features are located before other requests get their turn. */
const TURN = 100;

export const exportRiverSegment = defineOperation({
  id: 'exportRiverSegment',
  method: 'get',
  path: '/river-segments/{id}/export.geojson',
  tag: 'River segments',
  summary: 'A river segment between two stations, with station points and what lies within 100 m, as a GeoJSON file',
  permission: 'river.export',
  params: z.strictObject({ id: uuidSchema }),
  query: riverExportQuerySchema,
  responses: {
    200: {
      description: 'The line, its station points, then assets and photos by station',
      schema: riverExportSchema,
      contentType: mediaTypes.geojson,
      headers: { 'Content-Disposition': 'The name of the file' },
    },
  },
  async handle({ params, query, actor, req, res, deps }) {
    const { facts, geometry } = await requireSegment(deps, actor, params.id);
    const whole = toStationedLine(geometry.coordinates, facts.attributes);
    const part = requirePart(whole, query);
    requireStep(part, query.step);

    const segment = toSegmentFeature(facts, whole, part);
    const features = [
      segment,
      ...toStationFeatures(part, query.step, facts.illustration),
      ...(await besides(deps, actor, facts.id, part)),
    ];
    await insertAudit(deps.db, {
      ...idsOf(actor),
      action: 'river.export',
      nounId: facts.id,
      detail: { from: part.start, to: part.end, step: query.step, features: features.length },
    });

    const river = segment.properties.river ?? (facts.name || facts.code);
    const collection: RiverExport = {
      type: 'FeatureCollection',
      name: river,
      ...(features.some(({ properties }) => properties.illustration) ? { illustration: ILLUSTRATION } : {}),
      generatedAt: deps.clock().toISOString(),
      source: `${apiRoot(req)}/collections/${facts.type}/items/${facts.id}`,
      features,
    };
    res
      .type(mediaTypes.geojson)
      .set('Content-Disposition', `attachment; filename="${exportFileName(river, part)}"`)
      .set('Cache-Control', 'no-store')
      .send(JSON.stringify(collection));
  },
});

/** A living river segment that the actor may see; 410 for a tombstone, 404 for any other id. */
async function requireSegment(deps: AppDeps, actor: Actor, id: string): Promise<RiverSegment> {
  const segment = await findRiverSegment(deps.db, id);
  if (
    segment === undefined ||
    !allows(actor, 'asset.read', { agency: segment.facts.agency, published: segment.published })
  )
    throw new Problem('not-found', { id: `Tidak ada ruas sungai ${id}.`, en: `There is no river segment ${id}.` });
  if (segment.deleted)
    throw new Problem(
      'deleted',
      {
        id: 'Ruas sungai ini sudah dihapus. Riwayatnya tetap tersimpan dan dapat dipulihkan.',
        en: 'This river segment was deleted. Its history is kept and it can be restored.',
      },
      { version: segment.facts.version },
    );
  return segment;
}

/** The attributes may be missing: an administrator can change what the type asks for. */
function toStationedLine(coordinates: readonly Coordinate[], attributes: Record<string, unknown>): StationedLine {
  const { startStation, stationingDirection } = attributes;
  return measureLine(coordinates, {
    startStation: typeof startStation === 'number' ? startStation : 0,
    direction: stationingDirection === 'upstream' ? 'upstream' : 'downstream',
  });
}

function requirePart(
  whole: StationedLine,
  query: { from?: number | undefined; to?: number | undefined },
): StationedLine {
  const bounds = {
    length: lengthOf(whole).toFixed(2),
    from: formatStation(whole.start, 1),
    to: formatStation(whole.end, 1),
  };
  // What lies below the origin is no rounding of it.
  const lowest = Math.max(whole.start - LABEL_TOLERANCE, Math.min(0, whole.start));
  const highest = whole.end + LABEL_TOLERANCE;
  for (const [parameter, station] of [
    ['from', query.from],
    ['to', query.to],
  ] as const)
    if (station !== undefined && (station < lowest || station > highest))
      throw invalidParameter(parameter, {
        id: `${station} di luar ruas ini, yang panjangnya ${bounds.length} m, dari ${bounds.from} sampai ${bounds.to}.`,
        en: `${station} is outside this segment, which is ${bounds.length} m long, from ${bounds.from} to ${bounds.to}.`,
      });
  const from = Math.max(whole.start, query.from ?? whole.start);
  const to = Math.min(whole.end, query.to ?? whole.end);
  if (from >= to)
    throw invalidParameter(query.from === undefined ? 'to' : 'from', {
      id: `STA awal harus lebih kecil daripada STA akhir; ruas ini dari ${bounds.from} sampai ${bounds.to}.`,
      en: `The first station must be less than the last; this segment goes from ${bounds.from} to ${bounds.to}.`,
    });
  return clipLine(whole, from, to);
}

function requireStep(part: StationedLine, step: number): void {
  if (countStationPoints(part.start, part.end, step) > MOST_STATIONS)
    throw invalidParameter('step', {
      id: `${step} m menghasilkan lebih dari ${MOST_STATIONS} titik STA; pakai jarak yang lebih besar.`,
      en: `${step} m would make more than ${MOST_STATIONS} station points; take a larger step.`,
    });
}

/** Assets, then photos, each by station. */
async function besides(
  deps: AppDeps,
  actor: Actor,
  segment: string,
  part: StationedLine,
): Promise<(AssetBesideRiver | PhotoBesideRiver)[]> {
  const pieces = corridorPieces(part, REACH);
  const publishedOnly = scopeOf(actor, 'asset.read') === 'published';
  const assets = await assetsNearLine(deps.db, pieces, REACH, { except: segment, publishedOnly });
  // The place where a photo was taken is not for those who may see published ones only.
  const photos = scopeOf(actor, 'photo.read') === 'all' ? await photosNearLine(deps.db, pieces, REACH) : [];

  const locate = createShapeLocator(part, REACH);
  return [
    ...(await byStation(assets, ({ geometry, ...facts }) => toAssetFeature(facts, geometry, locate(geometry)))),
    ...(await byStation(photos, ({ geometry, takenAt, receivedAt, ...facts }) => {
      const times = { takenAt: takenAt?.toISOString() ?? null, receivedAt: receivedAt.toISOString() };
      return toPhotoFeature({ ...facts, ...times }, geometry.coordinates, locate(geometry));
    })),
  ];
}

async function byStation<R, F extends AssetBesideRiver | PhotoBesideRiver>(
  rows: readonly R[],
  toFeature: (row: R) => F,
): Promise<F[]> {
  const features: F[] = [];
  for (const [i, row] of rows.entries()) {
    if (i % TURN === TURN - 1) await setImmediate();
    features.push(toFeature(row));
  }
  return features.toSorted((a, b) => a.properties.station - b.properties.station || (a.id < b.id ? -1 : 1));
}

export const riverSegmentOperations = [exportRiverSegment];
