/** The nearest place on a stationed line, found among many stretches without measuring each. */
import geographiclib from 'geographiclib-geodesic';
import { latitudeOf, longitudeOf, type Coordinate, type StationPoint, type StationedLine } from './stationing.ts';

/** A piece of the line that is long enough to have a direction. */
export interface Stretch {
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
export interface Foot {
  stretch: number;
  /** Metres from the start of the stretch. */
  along: number;
  station: number;
  offset: number;
  /** Azimuths at the foot: of the line, and to the point. */
  heading: number;
  bearing: number;
}

/** Stretches that follow each other, with the box (degrees) that they share. */
interface Run {
  first: number;
  beyond: number;
  west: number;
  south: number;
  east: number;
  north: number;
  longest: number;
}

const { WGS84 } = geographiclib.Geodesic;
const RADIANS = Math.PI / 180;
const MEAN_RADIUS = 6_371_008.8;
const ECCENTRICITY_SQUARED = WGS84.f * (2 - WGS84.f);
/** Vertices nearer than this to each other give no direction: 7 decimals of a degree are 11 mm. */
export const SHORTEST_STRETCH = 0.001;
/** Offsets that differ by less are the same one. */
const TIE = 1e-5;
const RUN = 32;
/** Metres from which on the plane around a point says nothing. */
const PLANE = 1_000_000;

/** The stretches of a line, without those too short to have a direction. */
export function toStretches(line: StationedLine): Stretch[] {
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
 * Prepares the search. The nearest stretch wins; of equally near ones the first, which has the lowest station.
 *
 * A plane around the point tells which stretches can be the nearest; only those are measured geodesically. Over a
 * distance d the plane is wrong by less than d²/R (1 + |tan φ|), and a geodesic leaves its chord by less than that.
 */
export function createFootFinder(stretches: readonly Stretch[]): (point: Coordinate) => Foot {
  const runs = toRuns(stretches);
  return (point) => {
    const plane = planeAround(point);
    const distances = runs.map((run) => plane.toBox(run));
    let reach = Infinity;
    const candidates: { index: number; atLeast: number }[] = [];
    // The nearest run first: it makes the reach so short that most others need no look at their stretches.
    const order = distances.map((_, i) => i).toSorted((i, j) => (distances[i] ?? 0) - (distances[j] ?? 0));
    for (const i of order) {
      const run = runs[i];
      const distance = distances[i];
      if (run === undefined || distance === undefined || distance - plane.error(distance, run.longest) > reach)
        continue;
      for (let index = run.first; index < run.beyond; index++) {
        const stretch = stretches[index];
        if (stretch === undefined) continue;
        const near = plane.toChord(stretch.a, stretch.b);
        const error = plane.error(near, stretch.length);
        if (near - error > reach) continue;
        reach = Math.min(reach, near + error);
        candidates.push({ index, atLeast: near - error });
      }
    }
    const feet = candidates
      .filter(({ atLeast }) => atLeast <= reach)
      .toSorted((a, b) => a.index - b.index)
      .flatMap(({ index }) => {
        const stretch = stretches[index];
        return stretch === undefined ? [] : [footOn(stretch, index, point)];
      });
    const least = feet.reduce((offset, foot) => Math.min(offset, foot.offset), Infinity);
    const nearest = feet.find(({ offset }) => offset <= least + TIE);
    if (nearest === undefined) throw new RangeError('not a position');
    return nearest;
  };
}

function toRuns(stretches: readonly Stretch[]): Run[] {
  return Array.from({ length: Math.ceil(stretches.length / RUN) }, (_, i) => {
    const part = stretches.slice(i * RUN, (i + 1) * RUN);
    const longitudes = part.flatMap(({ a, b }) => [longitudeOf(a), longitudeOf(b)]);
    const latitudes = part.flatMap(({ a, b }) => [latitudeOf(a), latitudeOf(b)]);
    return {
      first: i * RUN,
      beyond: i * RUN + part.length,
      west: Math.min(...longitudes),
      south: Math.min(...latitudes),
      east: Math.max(...longitudes),
      north: Math.max(...latitudes),
      longest: Math.max(...part.map(({ length }) => length)),
    };
  });
}

/** Metres east and north of a point, by the ellipsoid's radii of curvature there. */
function planeAround(point: Coordinate) {
  const [longitude, latitude] = [longitudeOf(point), latitudeOf(point)];
  const w = 1 - ECCENTRICITY_SQUARED * Math.sin(latitude * RADIANS) ** 2;
  const north = (WGS84.a * (1 - ECCENTRICITY_SQUARED) * RADIANS) / w ** 1.5;
  const east = (WGS84.a * Math.cos(latitude * RADIANS) * RADIANS) / Math.sqrt(w);
  const slack = (1 + Math.abs(Math.tan(latitude * RADIANS))) / MEAN_RADIUS;
  return {
    error: (distance: number, length: number): number =>
      distance + length > PLANE ? Infinity : slack * (distance + length) ** 2 + TIE,
    toBox(box: Run): number {
      // A box across the 180th meridian is as wide as the world here, and so is looked into.
      const aside = Math.max(0, box.west - longitude, longitude - box.east);
      const up = Math.max(0, box.south - latitude, latitude - box.north);
      return Math.hypot(Math.min(aside, Math.max(0, 360 - aside - (box.east - box.west))) * east, up * north);
    },
    toChord(a: Coordinate, b: Coordinate): number {
      const ax = wrap180(longitudeOf(a) - longitude) * east;
      const ay = (latitudeOf(a) - latitude) * north;
      const dx = wrap180(longitudeOf(b) - longitudeOf(a)) * east;
      const dy = (latitudeOf(b) - latitudeOf(a)) * north;
      const squared = dx * dx + dy * dy;
      const share = squared > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared)) : 0;
      return Math.hypot(ax + share * dx, ay + share * dy);
    },
  };
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

function wrap180(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}
