/**
 * Stations along a river: metres from its origin, measured geodesically on WGS 84, never in a grid or on a sphere.
 * Pure and small enough for the browser. Lines that cross the 180th meridian are measured rightly, but are not cut there.
 */
import geographiclib from 'geographiclib-geodesic';

/** Longitude and latitude in degrees, and perhaps the altitude in metres (RFC 7946 §3.1.1). */
export type Coordinate = readonly number[];
/** Which way the water goes when the stations grow: with them, or against them. */
export type StationingDirection = 'downstream' | 'upstream';

export interface StationedLine {
  readonly coordinates: readonly Coordinate[];
  /** The station of each coordinate, in metres; never falling. */
  readonly stations: readonly number[];
  readonly start: number;
  readonly end: number;
  readonly direction: StationingDirection;
}

export interface StationPoint {
  station: number;
  coordinate: Coordinate;
}

const { WGS84, DISTANCE, STANDARD } = geographiclib.Geodesic;
/** Stations nearer than this are one: far below what a coordinate can say, far above what floating point loses. */
const SAME_STATION = 1e-6;
/** A multiple of the step this near to an end would carry the end's own label. */
const SAME_LABEL = 0.05;

/** Geodesic length in metres of the shortest way between two positions. */
export function distanceBetween(a: Coordinate, b: Coordinate): number {
  return WGS84.Inverse(latitudeOf(a), longitudeOf(a), latitudeOf(b), longitudeOf(b), DISTANCE).s12 ?? 0;
}

/**
 * Gives each vertex of a line its station. Vertices may repeat.
 * @param options `startStation` in metres; `direction`: where the order of the vertices leads.
 * @throws RangeError when the line has no length.
 */
export function measureLine(
  coordinates: readonly Coordinate[],
  { startStation = 0, direction = 'downstream' }: { startStation?: number; direction?: StationingDirection } = {},
): StationedLine {
  // The distances are summed from zero, so that a large start station costs no precision of the length.
  let length = 0;
  const stations = coordinates.map((coordinate, i) => {
    const before = coordinates[i - 1];
    if (before !== undefined) length += distanceBetween(before, coordinate);
    return startStation + length;
  });
  if (!(length > 0)) throw new RangeError('a line needs two different positions');
  return { coordinates, stations, start: startStation, end: startStation + length, direction };
}

/** Geodesic length in metres. */
export function lengthOf(line: StationedLine): number {
  return line.end - line.start;
}

/**
 * The position at a station; altitudes are interpolated where both neighbours have one.
 * @throws RangeError when the station lies outside the line.
 */
export function pointAt(line: StationedLine, station: number): Coordinate {
  if (!(station >= line.start - SAME_STATION && station <= line.end + SAME_STATION))
    throw new RangeError(`station ${station} is outside ${line.start} to ${line.end}`);
  const next = firstAtOrAfter(line.stations, station);
  const b = vertex(line, Math.min(next, line.coordinates.length - 1));
  if (next === 0 || b.station - station < SAME_STATION) return b.coordinate;
  const a = vertex(line, next - 1);
  return between(a.coordinate, b.coordinate, station - a.station, b.station - a.station);
}

/**
 * The part of a line between two stations: its ends are exact, its vertices and their stations are kept.
 * @throws RangeError when `from` is not before `to` or one of them lies outside the line.
 */
export function clipLine(line: StationedLine, from: number, to: number): StationedLine {
  if (!(from < to)) throw new RangeError(`station ${from} is not before ${to}`);
  const inside = line.stations.flatMap((station, i) =>
    station > from + SAME_STATION && station < to - SAME_STATION ? [vertex(line, i)] : [],
  );
  return {
    coordinates: [pointAt(line, from), ...inside.map(({ coordinate }) => coordinate), pointAt(line, to)],
    stations: [from, ...inside.map(({ station }) => station), to],
    start: from,
    end: to,
    direction: line.direction,
  };
}

/** At most how many points `stationPoints` makes between two stations. */
export function countStationPoints(from: number, to: number, step: number): number {
  return Math.max(0, Math.ceil(to / step) - 1 - Math.floor(from / step)) + 2;
}

/** The first station of a line, the multiples of `step` metres on it and the last, each with its position. */
export function stationPoints(line: StationedLine, step: number): StationPoint[] {
  const gap = Math.min(SAME_LABEL, step / 4);
  const points = [{ station: line.start, coordinate: pointAt(line, line.start) }];
  for (let n = Math.floor(line.start / step) + 1; n * step < line.end - gap; n++) {
    // 3 * 0.1 is not 0.3.
    const station = Math.round(n * step * 1e6) / 1e6;
    if (station > line.start + gap) points.push({ station, coordinate: pointAt(line, station) });
  }
  points.push({ station: line.end, coordinate: pointAt(line, line.end) });
  return points;
}

/**
 * The label of a station: kilometres + metres, `STA 0+050`; below the origin `STA -0+050`.
 * @param decimals of the metre, written only when they are not all zero; without them the nearest whole metre is named.
 */
export function formatStation(metres: number, decimals = 0): string {
  if (!Number.isFinite(metres)) throw new RangeError(`${metres} is not a station`);
  const scale = 10 ** decimals;
  const units = Math.round(Math.abs(metres) * scale);
  const sign = metres < 0 && units > 0 ? '-' : '';
  const kilometres = Math.floor(units / (1000 * scale));
  const rest = units - kilometres * 1000 * scale;
  const whole = String(Math.floor(rest / scale)).padStart(3, '0');
  const fraction = rest % scale === 0 ? '' : `.${String(rest % scale).padStart(decimals, '0')}`;
  return `STA ${sign}${kilometres}+${whole}${fraction}`;
}

/** Metres of `STA 0+350`, `0+350`, `350` or `-0+050`, with a decimal point or comma; undefined for any other text. */
export function parseStation(text: string): number | undefined {
  const match =
    /^\s*(?:STA\.?\s*)?([-\u2212]?)\s*(?:(\d{1,6})\s*\+\s*(?=\d{1,3}(?!\d)))?(\d{1,9}(?:[.,]\d+)?)\s*$/i.exec(text);
  if (match === null) return undefined;
  const [, sign, kilometres = '0', metres = ''] = match;
  const station = Number(kilometres) * 1000 + Number(metres.replace(',', '.'));
  return sign === '' || station === 0 ? station : -station;
}

function firstAtOrAfter(stations: readonly number[], station: number): number {
  let low = 0;
  let high = stations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stations[middle] ?? Infinity) < station) low = middle + 1;
    else high = middle;
  }
  return low;
}

function vertex(line: StationedLine, i: number): StationPoint {
  const coordinate = line.coordinates[i];
  const station = line.stations[i];
  if (coordinate === undefined || station === undefined) throw new RangeError(`the line has no vertex ${i}`);
  return { station, coordinate };
}

function between(a: Coordinate, b: Coordinate, distance: number, length: number): Coordinate {
  const geodesic = WGS84.InverseLine(latitudeOf(a), longitudeOf(a), latitudeOf(b), longitudeOf(b));
  const { lon2, lat2 } = geodesic.Position(distance, STANDARD);
  if (lon2 === undefined || lat2 === undefined) throw new RangeError('not a position');
  const [, , from] = a;
  const [, , to] = b;
  return from === undefined || to === undefined ? [lon2, lat2] : [lon2, lat2, from + ((to - from) * distance) / length];
}

/** Degrees; a coordinate without them has no place on the earth. */
export function longitudeOf([longitude = NaN]: Coordinate): number {
  return longitude;
}
export function latitudeOf([, latitude = NaN]: Coordinate): number {
  return latitude;
}
