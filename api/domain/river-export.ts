/** The features of a river export: the line, its station points and what lies beside it, flat and rounded for any GIS. */
import type { AssetGeometry, Position } from '../contract/assets.ts';
import { ILLUSTRATION } from '../contract/common.ts';
import type { AssetBesideRiver, PhotoBesideRiver, SegmentFeature, StationFeature } from '../contract/river-segments.ts';
import type { ShapeLocation } from './stationing-shapes.ts';
import { formatStation, lengthOf, stationPoints, type Coordinate, type StationedLine } from './stationing.ts';

/** What a feature says that does not follow from its place along the river. */
type Own<F extends { properties: object }, K extends keyof F['properties']> = {
  id: string;
  illustration: boolean;
} & Pick<F['properties'], K>;
export interface ExportedSegment extends Own<
  SegmentFeature,
  'type' | 'code' | 'name' | 'condition' | 'status' | 'agency' | 'agencyName' | 'version'
> {
  attributes: Record<string, unknown>;
}
export type ExportedAsset = Own<AssetBesideRiver, 'type' | 'code' | 'name' | 'condition' | 'status' | 'agency'>;
export type ExportedPhoto = Own<
  PhotoBesideRiver,
  | 'name'
  | 'asset'
  | 'assetType'
  | 'code'
  | 'project'
  | 'phase'
  | 'takenAt'
  | 'receivedAt'
  | 'positionSource'
  | 'accuracy'
  | 'azimuth'
  | 'sha256'
>;

/** The exported part of a segment with all its attributes; an attribute gives way to what the export says itself. */
export function toSegmentFeature(segment: ExportedSegment, whole: StationedLine, part: StationedLine): SegmentFeature {
  const { id, illustration, attributes, ...own } = segment;
  const properties: SegmentFeature['properties'] = {
    featureKind: 'segment',
    ...own,
    river: textOf(attributes['river']),
    basin: textOf(attributes['basin']),
    length: round(lengthOf(part), 3),
    segmentLength: round(lengthOf(whole), 3),
    from: round(part.start, 2),
    to: round(part.end, 2),
    fromLabel: formatStation(part.start, 1),
    toLabel: formatStation(part.end, 1),
    startStation: whole.start,
    stationingDirection: part.direction,
    ...mark(illustration),
  };
  return {
    type: 'Feature',
    id,
    geometry: { type: 'LineString', coordinates: part.coordinates.map(roundPosition) },
    // Spread twice: once for the order of the columns, once for the values.
    properties: { ...properties, ...flatten(attributes), ...properties },
  };
}

/** A point at each multiple of `step` metres and at both ends. */
export function toStationFeatures(part: StationedLine, step: number, illustration: boolean): StationFeature[] {
  return stationPoints(part, step).map(({ station, coordinate }) => {
    const name = formatStation(station, 1);
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: roundPosition(coordinate) },
      properties: {
        featureKind: 'station',
        name,
        station: round(station, 2),
        stationLabel: name,
        ...mark(illustration),
      },
    };
  });
}

/** An asset beside the river; lines and areas also tell the stations that they span. */
export function toAssetFeature(
  { id, illustration, ...own }: ExportedAsset,
  geometry: AssetGeometry,
  location: ShapeLocation,
): AssetBesideRiver {
  return {
    type: 'Feature',
    id,
    geometry: roundGeometry(geometry),
    properties: {
      featureKind: 'asset',
      ...own,
      ...besides(location),
      ...(geometry.type === 'Point'
        ? {}
        : { stationFrom: round(location.stationFrom, 2), stationTo: round(location.stationTo, 2) }),
      ...mark(illustration),
    },
  };
}

/** A photo at the place where it was taken. */
export function toPhotoFeature(
  { id, illustration, ...own }: ExportedPhoto,
  coordinates: Position,
  location: ShapeLocation,
): PhotoBesideRiver {
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: roundPosition(coordinates) },
    properties: { featureKind: 'photo', type: 'photo', ...own, ...besides(location), ...mark(illustration) },
  };
}

/** `sungai-masamba-STA-0+000-0+700.geojson`: nothing in it that a file system or a header could misread. */
export function exportFileName(river: string, part: StationedLine): string {
  const words = river
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
  const name = words === '' ? 'sungai' : words.startsWith('sungai') ? words : `sungai-${words}`;
  const [from, to] = [part.start, part.end].map((station) => formatStation(station).replace('STA ', ''));
  return `${name}-STA-${from}-${to}.geojson`;
}

function besides({ station, offset, side, beyond }: ShapeLocation) {
  return {
    station: round(station, 2),
    stationLabel: formatStation(station),
    side,
    offset: round(offset, 2),
    beyond,
  };
}

function mark(illustration: boolean): { illustration?: typeof ILLUSTRATION } {
  return illustration ? { illustration: ILLUSTRATION } : {};
}

/** Nested values as JSON text: a table has no place for them. */
function flatten(attributes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ]),
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** RFC 7946 §11.2: more decimals than 7, which are 11 mm, would only pretend. */
function roundPosition([longitude = NaN, latitude = NaN, ...altitude]: Coordinate): Position {
  return [round(longitude, 7), round(latitude, 7), ...altitude.map((metres) => round(metres, 3))];
}

function roundGeometry(geometry: AssetGeometry): AssetGeometry {
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: roundPosition(geometry.coordinates) };
    case 'LineString':
      return { type: 'LineString', coordinates: geometry.coordinates.map(roundPosition) };
    case 'Polygon':
      return { type: 'Polygon', coordinates: geometry.coordinates.map((ring) => ring.map(roundPosition)) };
  }
}

function round(value: number, decimals: number): number {
  // + 0 turns -0 into 0.
  return Math.round(value * 10 ** decimals) / 10 ** decimals + 0;
}
