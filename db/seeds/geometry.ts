/** Shapes of the demonstration: smooth lines, walked and offset in geodesic metres on WGS 84. Pure. */
import geographiclib from 'geographiclib-geodesic';

/** Longitude and latitude in degrees. */
export type LonLat = readonly [longitude: number, latitude: number];

const { WGS84 } = geographiclib.Geodesic;

/** RFC 7946 §11.2: 7 decimals, about a centimetre. */
export function roundPosition([longitude, latitude]: LonLat): LonLat {
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7];
}

/** Geodesic distance in metres, and the azimuth at `a` in degrees clockwise from north. */
export function course(a: LonLat, b: LonLat): { metres: number; azimuth: number } {
  const { s12 = 0, azi1 = 0 } = WGS84.Inverse(a[1], a[0], b[1], b[0]);
  return { metres: s12, azimuth: azi1 };
}

/** Where one gets from a position by so many metres in a direction (degrees clockwise from north). */
export function travel([longitude, latitude]: LonLat, azimuth: number, metres: number): LonLat {
  const { lon2 = longitude, lat2 = latitude } = WGS84.Direct(latitude, longitude, azimuth, metres);
  return [lon2, lat2];
}

export function lengthOf(line: readonly LonLat[]): number {
  return legsOf(line).reduce((sum, leg) => sum + leg.metres, 0);
}

/**
 * The position and the direction of travel so many metres along a line.
 * @throws RangeError beyond its ends.
 */
export function walk(line: readonly LonLat[], metres: number): { position: LonLat; azimuth: number } {
  let left = metres;
  const legs = legsOf(line);
  for (const [i, leg] of legs.entries()) {
    // The last leg takes what rounding left over.
    const last = i === legs.length - 1 && left <= leg.metres + 1e-6;
    if (left >= 0 && (left < leg.metres || last))
      return { position: travel(leg.from, leg.azimuth, left), azimuth: leg.azimuth };
    left -= leg.metres;
  }
  throw new RangeError(`${metres} m is not on the line`);
}

/** A position beside a line: `right` metres to the right of the direction of travel, or to the left when negative. */
export function beside(line: readonly LonLat[], metres: number, right: number): LonLat {
  const { position, azimuth } = walk(line, metres);
  return roundPosition(travel(position, azimuth + 90, right));
}

/** Positions `step` metres apart beside a line, the ends of the stretch among them. */
export function stretch(line: readonly LonLat[], from: number, to: number, right: number, step: number): LonLat[] {
  const count = Math.max(1, Math.round((to - from) / step));
  return Array.from({ length: count + 1 }, (_, i) => beside(line, from + ((to - from) * i) / count, right));
}

/** A closed strip beside a line between two stations and two offsets, counter-clockwise (RFC 7946 §3.1.6). */
export function strip(
  line: readonly LonLat[],
  { from, to, near, far }: { from: number; to: number; near: number; far: number },
  step = 15,
): LonLat[] {
  const ring = [...stretch(line, from, to, near, step), ...stretch(line, from, to, far, step).toReversed()];
  const closed = [...ring, ...ring.slice(0, 1)];
  return signedArea(closed) < 0 ? closed.toReversed() : closed;
}

/** A smooth line through control positions (Catmull-Rom), `pieces` to each leg. */
export function smooth(controls: readonly LonLat[], pieces = 6): LonLat[] {
  const at = (i: number): LonLat => controls[Math.min(Math.max(i, 0), controls.length - 1)] ?? [0, 0];
  const line = controls.slice(1).flatMap((_, i) =>
    Array.from({ length: pieces }, (_unused, k) => {
      const t = k / pieces;
      const mix = (axis: 0 | 1) => catmullRom(at(i - 1)[axis], at(i)[axis], at(i + 1)[axis], at(i + 2)[axis], t);
      return roundPosition([mix(0), mix(1)]);
    }),
  );
  return [...line, roundPosition(at(controls.length - 1))];
}

/**
 * The first so many metres of a line.
 * @throws RangeError when the line is shorter.
 */
export function trim(line: readonly LonLat[], metres: number): LonLat[] {
  const { position } = walk(line, metres);
  let passed = 0;
  const kept = line.filter((vertex, i) => {
    const before = line[i - 1];
    if (before !== undefined) passed += course(before, vertex).metres;
    // A vertex just before the end would leave a leg of nothing.
    return passed < metres - 0.5;
  });
  return [...kept, roundPosition(position)];
}

/** Twice the signed area in square degrees: positive when counter-clockwise. */
export function signedArea(ring: readonly LonLat[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

function legsOf(line: readonly LonLat[]): { from: LonLat; metres: number; azimuth: number }[] {
  return line.slice(1).map((to, i) => {
    const from = line[i] ?? to;
    return { from, ...course(from, to) };
  });
}

function catmullRom(p0: number, p1: number, p2: number, p3: number, t: number): number {
  return (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t ** 2 + (3 * p1 - p0 - 3 * p2 + p3) * t ** 3) / 2;
}
