/** Made-up rivers for property tests: a winding line that does not come near itself, anywhere in the regency. */
import fc from 'fast-check';
import geographiclib from 'geographiclib-geodesic';
import type { Coordinate } from '../../api/domain/stationing.ts';

/** A failing run must fail again. */
export const seeded = { seed: 7322, numRuns: 200 };

const { WGS84 } = geographiclib.Geodesic;

/** From a place in or around Luwu Utara by 1 to 12 legs of 1 to 400 m, none more than 60° off the general way. */
export const winding: fc.Arbitrary<Coordinate[]> = fc
  .record({
    longitude: fc.double({ min: 119.6, max: 120.7, noNaN: true }),
    latitude: fc.double({ min: -3, max: -1.9, noNaN: true }),
    heading: fc.double({ min: 0, max: 360, noNaN: true }),
    legs: fc.array(
      fc.record({
        turn: fc.double({ min: -60, max: 60, noNaN: true }),
        metres: fc.double({ min: 1, max: 400, noNaN: true }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ longitude, latitude, heading, legs }) => {
    const line: [number, number][] = [[longitude, latitude]];
    for (const { turn, metres } of legs) {
      const [lon, lat] = line.at(-1) ?? [longitude, latitude];
      const { lon2 = NaN, lat2 = NaN } = WGS84.Direct(lat, lon, heading + turn, metres);
      line.push([lon2, lat2]);
    }
    return line;
  });

/** The position that lies `east` and `north` metres (straight legs) from another. */
export function offsetFrom([longitude = NaN, latitude = NaN]: Coordinate, east: number, north: number): Coordinate {
  const { lon2 = NaN, lat2 = NaN } = WGS84.Direct(
    latitude,
    longitude,
    Math.atan2(east, north) * (180 / Math.PI),
    Math.hypot(east, north),
  );
  return [lon2, lat2];
}
