/** Where a point lies beside a stationed line: its station, its offset and its bank. */
import geographiclib from 'geographiclib-geodesic';
import { latitudeOf, longitudeOf, type Coordinate, type StationPoint, type StationedLine } from './stationing.ts';

/** A bank as seen facing downstream. */
export type Bank = 'left' | 'right';
export interface Location {
  /** Metres; of the line's nearest end for a point beyond it. */
  station: number;
  /** Metres from the line, never negative. */
  offset: number;
  /** 'on' for a point so near to the line (or to its continuation beyond an end) that no coordinate can tell its bank. */
  side: Bank | 'on';
  /** Which end of the line the point lies beyond. */
  beyond: 'start' | 'end' | null;
}

/** A piece of the line that is long enough to have a direction. */
interface Stretch {
  a: Coordinate;
  b: Coordinate;
  /** Stations of its ends. */
  from: number;
  to: number;
  length: number;
  geodesic: Geodesic;
  /** Azimuths at its ends, in degrees. */
  outward: number;
  inward: number;
}
type Geodesic = ReturnType<typeof WGS84.InverseLine>;
interface Foot {
  stretch: number;
  /** Metres from the start of the stretch. */
  along: number;
  station: number;
  offset: number;
  /** Azimuths at the foot: of the line, and to the point. */
  heading: number;
  bearing: number;
}

const { WGS84 } = geographiclib.Geodesic;
const RADIANS = Math.PI / 180;
const MEAN_RADIUS = 6_371_008.8;
const ECCENTRICITY_SQUARED = WGS84.f * (2 - WGS84.f);
/** Vertices nearer than this to each other give no direction: 7 decimals of a degree are 11 mm. */
const SHORTEST_STRETCH = 0.001;
/** What is shown as 0.00 m lies on the line. */
const ON_LINE = 0.005;
/** Offsets that differ by less are the same one. */
const TIE = 1e-5;

/**
 * Prepares a line for locating many points. The nearest stretch wins; of equally near ones that with the lower station.
 * At a bend the bank is the side of the two stretches that meet there, at an end that of the line's continuation.
 */
export function createLocator(line: StationedLine): (point: Coordinate) => Location {
  const stretches = toStretches(line);
  const first = stretches[0];
  const last = stretches.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a line needs two different positions');
  const closed = longitudeOf(first.a) === longitudeOf(last.b) && latitudeOf(first.a) === latitudeOf(last.b);

  return (point) => {
    const foot = nearestFoot(stretches, point);
    const stretch = stretches[foot.stretch] ?? first;
    const atStart = foot.along < SHORTEST_STRETCH / 2;
    const atEnd = foot.along > stretch.length - SHORTEST_STRETCH / 2;
    const before = atStart ? (stretches[foot.stretch - 1] ?? (closed ? last : undefined)) : stretch;
    const after = atEnd ? (stretches[foot.stretch + 1] ?? (closed ? first : undefined)) : stretch;

    const angle = foot.bearing - foot.heading;
    const ahead = foot.offset * Math.cos(angle * RADIANS);
    const beyond =
      before === undefined && ahead < -SHORTEST_STRETCH
        ? 'start'
        : after === undefined && ahead > SHORTEST_STRETCH
          ? 'end'
          : null;
    const across = Math.abs(foot.offset * (beyond === null ? 1 : Math.sin(angle * RADIANS)));
    const isLeft =
      (atStart || atEnd) && before !== undefined && after !== undefined
        ? isLeftOfBend(before.inward, after.outward, foot.bearing)
        : Math.sin(angle * RADIANS) < 0;
    return {
      station: foot.station,
      offset: foot.offset,
      side: across < ON_LINE ? 'on' : isLeft === (line.direction === 'downstream') ? 'left' : 'right',
      beyond,
    };
  };
}

/** Locates one point; for more of them prepare the line once with `createLocator`. */
export function locate(line: StationedLine, point: Coordinate): Location {
  return createLocator(line)(point);
}

function toStretches(line: StationedLine): Stretch[] {
  const vertices = line.coordinates.map((coordinate, i) => ({ coordinate, station: line.stations[i] ?? line.end }));
  const kept = vertices.slice(0, 1);
  for (const vertex of vertices.slice(1))
    if (vertex.station - (kept.at(-1)?.station ?? 0) >= SHORTEST_STRETCH) kept.push(vertex);
  // The very last vertex ends the line, even where it is a hair from the one before.
  const last = vertices.at(-1);
  if (last !== undefined && last.station > (kept.at(-1)?.station ?? 0)) {
    if (kept.length > 1) kept.pop();
    kept.push(last);
  }
  return kept.slice(1).map((b, i) => toStretch(kept[i] ?? b, b));
}

function toStretch(from: StationPoint, to: StationPoint): Stretch {
  const [a, b] = [from.coordinate, to.coordinate];
  const inverse = WGS84.Inverse(latitudeOf(a), longitudeOf(a), latitudeOf(b), longitudeOf(b));
  const geodesic = WGS84.InverseLine(latitudeOf(a), longitudeOf(a), latitudeOf(b), longitudeOf(b));
  return {
    a,
    b,
    from: from.station,
    to: to.station,
    length: inverse.s12 ?? 0,
    geodesic,
    outward: inverse.azi1 ?? 0,
    inward: inverse.azi2 ?? 0,
  };
}

/**
 * A plane around the point tells which stretches can be the nearest; only those are measured geodesically.
 * Over a distance d the plane is wrong by less than d²/R (1 + |tan φ|), and a geodesic leaves the chord by less than that.
 */
function nearestFoot(stretches: readonly Stretch[], point: Coordinate): Foot {
  const [longitude, latitude] = [longitudeOf(point), latitudeOf(point)];
  const [east, north] = metresPerDegree(latitude);
  const slack = (1 + Math.abs(Math.tan(latitude * RADIANS))) / MEAN_RADIUS;
  const atLeast = new Float64Array(stretches.length);
  let reach = Infinity;
  for (const [i, { a, b, length }] of stretches.entries()) {
    const ax = wrap180(longitudeOf(a) - longitude) * east;
    const ay = (latitudeOf(a) - latitude) * north;
    const dx = wrap180(longitudeOf(b) - longitudeOf(a)) * east;
    const dy = (latitudeOf(b) - latitudeOf(a)) * north;
    const distance = distanceToChord(ax, ay, dx, dy);
    const error = slack * (distance + length) ** 2 + TIE;
    atLeast[i] = distance - error;
    reach = Math.min(reach, distance + error);
  }
  const feet = stretches.flatMap((stretch, i) => ((atLeast[i] ?? Infinity) > reach ? [] : [footOn(stretch, i, point)]));
  const least = feet.reduce((offset, foot) => Math.min(offset, foot.offset), Infinity);
  // Feet come in the order of the stretches, which is that of the stations.
  const nearest = feet.find(({ offset }) => offset <= least + TIE);
  if (nearest === undefined) throw new RangeError('not a position');
  return nearest;
}

/** East and north, by the ellipsoid's radii of curvature at a latitude. */
function metresPerDegree(latitude: number): [east: number, north: number] {
  const w = 1 - ECCENTRICITY_SQUARED * Math.sin(latitude * RADIANS) ** 2;
  return [
    (WGS84.a * Math.cos(latitude * RADIANS) * RADIANS) / Math.sqrt(w),
    (WGS84.a * (1 - ECCENTRICITY_SQUARED) * RADIANS) / w ** 1.5,
  ];
}

/** From the origin to the chord that leaves (ax, ay) by (dx, dy). */
function distanceToChord(ax: number, ay: number, dx: number, dy: number): number {
  const squared = dx * dx + dy * dy;
  const share = squared > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared)) : 0;
  return Math.hypot(ax + share * dx, ay + share * dy);
}

/** Walks along the stretch to where the point stands square to it; each step solves the right triangle on the sphere. */
function footOn(stretch: Stretch, index: number, point: Coordinate): Foot {
  let along = stretch.length / 2;
  for (let round = 0; ; round++) {
    const here = stretch.geodesic.Position(along);
    const to = WGS84.Inverse(here.lat2 ?? NaN, here.lon2 ?? NaN, latitudeOf(point), longitudeOf(point));
    const offset = to.s12 ?? NaN;
    const heading = here.azi2 ?? NaN;
    const bearing = to.azi1 ?? NaN;
    const step = MEAN_RADIUS * Math.atan(Math.tan(offset / MEAN_RADIUS) * Math.cos((bearing - heading) * RADIANS));
    const next = Math.min(stretch.length, Math.max(0, along + step));
    if (Math.abs(next - along) < 1e-7 || round === 30) {
      // Stations between two ends that are told apart by a hair are spread evenly.
      const station = stretch.from + (along / stretch.length) * (stretch.to - stretch.from);
      return { stretch: index, along, station, offset, heading, bearing };
    }
    along = next;
  }
}

/** Whether a bearing lies in the sector left of two stretches that meet, counted from ahead over the left to behind. */
function isLeftOfBend(inward: number, outward: number, bearing: number): boolean {
  const sector = turnLeft(outward, inward + 180);
  // Where the line turns back upon itself there is no sector: the bank is that of the way in.
  return sector < 1e-6 || sector > 360 - 1e-6 ? turnLeft(inward, bearing) < 180 : turnLeft(outward, bearing) < sector;
}

/** Degrees anticlockwise from one azimuth to another, 0 to 360. */
function turnLeft(from: number, to: number): number {
  return (((from - to) % 360) + 360) % 360;
}

function wrap180(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}
