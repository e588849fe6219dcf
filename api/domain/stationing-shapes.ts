/** Where a shape of any kind lies along a stationed line: the nearest offset, the bank, and the stations that it spans. */
import type { AssetGeometry } from '../contract/assets.ts';
import { boxAround, type Box } from './stationing-corridor.ts';
import { createLocator, type Bank, type Location } from './stationing-locate.ts';
import {
  distanceBetween,
  latitudeOf,
  longitudeOf,
  measureLine,
  pointAt,
  type Coordinate,
  type StationedLine,
} from './stationing.ts';

export interface ShapeLocation {
  /** Of the shape's nearest place; the lowest of equally near ones. */
  station: number;
  /** Metres from the line to the nearest place; 0 where the shape crosses or covers the line. */
  offset: number;
  side: Bank | 'both' | 'on';
  /** Which end of the line a point lies beyond; longer shapes have no answer. */
  beyond: Location['beyond'];
  /** The stations beside the part of the shape that lies within reach. */
  stationFrom: number;
  stationTo: number;
}
type Place = Pick<Location, 'station' | 'offset' | 'side'>;

/** The edges of a shape are read off each metre, but those of one path not oftener than this. */
const MOST_PLACES = 2000;
/** Offsets that differ by less are the same one. */
const TIE = 1e-5;

/**
 * Prepares a line for locating many shapes. What lies farther than `reach` metres counts for neither bank nor span;
 * a shape that is nowhere nearer is located by its own vertices and edges alone. The span of a shape is exact to a metre, up to two kilometres of it.
 */
export function createShapeLocator(line: StationedLine, reach: number): (shape: AssetGeometry) => ShapeLocation {
  const locate = createLocator(line);
  const box = boxAround(line.coordinates, reach);

  return (shape) => {
    if (shape.type === 'Point') {
      const { station, offset, side, beyond } = locate(shape.coordinates);
      return { station, offset, side, beyond, stationFrom: station, stationTo: station };
    }
    const paths = shape.type === 'LineString' ? [shape.coordinates] : shape.coordinates;
    const covered = shape.type === 'Polygon' ? verticesInside(line, shape.coordinates) : [];
    const onLine = [...covered, ...paths.flatMap((path) => crossings(line, path, box).map((at) => locate(at).station))];
    const places: Place[] = [
      ...paths.flatMap((path) => [...samples(path, box), ...feet(line, path, reach)]).map(locate),
      ...onLine.map((station) => ({ station, offset: 0, side: 'on' as const })),
    ];
    const least = places.reduce((offset, place) => Math.min(offset, place.offset), Infinity);
    const within = places.filter(({ offset }) => offset <= Math.max(reach, least + TIE));
    return {
      station: lowest(places.filter(({ offset }) => offset <= least + TIE)),
      offset: least,
      side: covered.length > 0 ? 'both' : sideOf(within),
      beyond: null,
      stationFrom: lowest(within),
      stationTo: within.reduce((highest, { station }) => Math.max(highest, station), -Infinity),
    };
  };
}

function lowest(places: readonly Place[]): number {
  return places.reduce((least, { station }) => Math.min(least, station), Infinity);
}

function sideOf(places: readonly Place[]): ShapeLocation['side'] {
  const sides = new Set(places.map(({ side }) => side));
  sides.delete('on');
  const [side = 'on'] = sides;
  return sides.size > 1 ? 'both' : side;
}

function edgesOf(path: readonly Coordinate[]): [Coordinate, Coordinate][] {
  return path.slice(1).map((b, i) => [path[i] ?? b, b]);
}

/** The vertices of a path, and places along its edges that come into the box. */
function samples(path: readonly Coordinate[], box: Box): Coordinate[] {
  const near = edgesOf(path)
    .filter(([a, b]) => meets(a, b, box))
    .map(([a, b]) => ({ a, b, length: distanceBetween(a, b) }));
  const spacing = Math.max(1, near.reduce((sum, { length }) => sum + length, 0) / MOST_PLACES);
  return [
    ...path,
    ...near.flatMap(({ a, b, length }) => {
      const parts = Math.ceil(length / spacing);
      return Array.from({ length: parts - 1 }, (_, i) => interpolate(a, b, (i + 1) / parts));
    }),
  ];
}

/** For each vertex of the line that may be within reach the nearest place on a path. */
function feet(line: StationedLine, path: readonly Coordinate[], reach: number): Coordinate[] {
  const box = boxAround(path, reach);
  const measured = measureLine(path);
  const locate = createLocator(measured);
  return line.coordinates
    .filter((vertex) => meets(vertex, vertex, box))
    .map((vertex) => pointAt(measured, locate(vertex).station));
}

/** Stations of the line's vertices inside a polygon, holes taken out: the even-odd rule. */
function verticesInside(line: StationedLine, rings: readonly (readonly Coordinate[])[]): number[] {
  const edges = rings.flatMap(edgesOf);
  const box = boxAround(rings[0] ?? [], 0);
  return line.stations.filter((_, i) => {
    const vertex = line.coordinates[i] ?? [];
    if (!meets(vertex, vertex, box)) return false;
    const [x, y] = [longitudeOf(vertex), latitudeOf(vertex)];
    const right = edges.filter(([a, b]) => {
      const [ay, by] = [latitudeOf(a), latitudeOf(b)];
      return ay > y !== by > y && x < longitudeOf(a) + ((y - ay) / (by - ay)) * (longitudeOf(b) - longitudeOf(a));
    });
    return right.length % 2 === 1;
  });
}

/** Where a path crosses the line. */
function crossings(line: StationedLine, path: readonly Coordinate[], box: Box): Coordinate[] {
  const around = boxAround(path, 0);
  const stretches = edgesOf(line.coordinates).filter(([a, b]) => meets(a, b, around));
  return edgesOf(path)
    .filter(([a, b]) => meets(a, b, box))
    .flatMap(([a, b]) =>
      stretches.flatMap(([c, d]) => {
        const share = crossingShare(a, b, c, d);
        return share === undefined ? [] : [interpolate(a, b, share)];
      }),
    );
}

/** How far along a to b the crossing with c to d lies, 0 to 1. */
function crossingShare(a: Coordinate, b: Coordinate, c: Coordinate, d: Coordinate): number | undefined {
  const [abX, abY] = [longitudeOf(b) - longitudeOf(a), latitudeOf(b) - latitudeOf(a)];
  const [cdX, cdY] = [longitudeOf(d) - longitudeOf(c), latitudeOf(d) - latitudeOf(c)];
  const [acX, acY] = [longitudeOf(c) - longitudeOf(a), latitudeOf(c) - latitudeOf(a)];
  const cross = abX * cdY - abY * cdX;
  if (cross === 0) return undefined;
  const onAb = (acX * cdY - acY * cdX) / cross;
  const onCd = (acX * abY - acY * abX) / cross;
  return onAb >= 0 && onAb <= 1 && onCd >= 0 && onCd <= 1 ? onAb : undefined;
}

function meets(a: Coordinate, b: Coordinate, [west, south, east, north]: Box): boolean {
  return (
    Math.max(longitudeOf(a), longitudeOf(b)) >= west &&
    Math.min(longitudeOf(a), longitudeOf(b)) <= east &&
    Math.max(latitudeOf(a), latitudeOf(b)) >= south &&
    Math.min(latitudeOf(a), latitudeOf(b)) <= north
  );
}

/** On the straight line in degrees, from which the geodesic of a kilometre departs by a millimetre. */
function interpolate(a: Coordinate, b: Coordinate, share: number): Coordinate {
  return [
    longitudeOf(a) + share * (longitudeOf(b) - longitudeOf(a)),
    latitudeOf(a) + share * (latitudeOf(b) - latitudeOf(a)),
  ];
}
