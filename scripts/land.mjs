/**
 * Makes the module `virtual:land` for the client's build: the land around Indonesia from Natural Earth (public domain, by
 * the npm package world-atlas), clipped and written as small differences, for the map without a base map.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';

const ID = 'virtual:land';
/** west, south, east, north: all of Indonesia and its neighbours' coasts. */
const BOX = [90, -14, 146, 12];
/** Steps of a degree: about 110 m, well below what a map at 1:10 million knows. */
const SCALE = 1000;
/** Rings smaller than this many square steps are left out: about a quarter of a square kilometre. */
const SMALLEST = 20;

/** @returns {import('vite').Plugin} */
export function landPlugin() {
  return {
    name: 'lutra-land',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: async (id) =>
      id === `\0${ID}` ? `export default JSON.parse('${JSON.stringify(await makeLand())}')` : undefined,
  };
}

/** @returns {Promise<{ scale: number, polygons: number[][][] }>} polygons of rings as x, y, dx, dy, dx, dy, ... */
export async function makeLand() {
  const path = createRequire(import.meta.url).resolve('world-atlas/land-10m.json');
  const topology = JSON.parse(await readFile(path, 'utf8'));
  const collection = feature(topology, topology.objects.land);
  const polygons = collection.features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates],
  );
  return { scale: SCALE, polygons: polygons.map(toRings).filter((rings) => rings.length > 0) };
}

/** @param {number[][][]} polygon */
function toRings(polygon) {
  const rings = polygon.map((ring) => toSteps(clip(ring)));
  return rings[0] === undefined || areaOf(rings[0]) < SMALLEST
    ? []
    : rings.filter((ring) => areaOf(ring) >= SMALLEST).map(toDifferences);
}

/** Sutherland-Hodgman: the ring cut at one side of the box after the other. @param {number[][]} ring */
function clip(ring) {
  const [west, south, east, north] = BOX;
  let cut = ring;
  for (const [axis, limit, sign] of [
    [0, west, 1],
    [0, east, -1],
    [1, south, 1],
    [1, north, -1],
  ]) {
    const inside = (point) => (point[axis] - limit) * sign >= 0;
    cut = cut.flatMap((point, i) => {
      const before = cut.at(i - 1);
      if (inside(point) === inside(before)) return inside(point) ? [point] : [];
      const share = (limit - before[axis]) / (point[axis] - before[axis]);
      const crossing = [before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share];
      return inside(point) ? [crossing, point] : [crossing];
    });
  }
  return cut;
}

/** @param {number[][]} ring */
function toSteps(ring) {
  const steps = ring.map(([x, y]) => [Math.round(x * SCALE), Math.round(y * SCALE)]);
  return steps.filter(([x, y], i) => i === 0 || x !== steps[i - 1][0] || y !== steps[i - 1][1]);
}

/** @param {number[][]} ring */
function areaOf(ring) {
  return Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring.at(i - 1)[1] - y * ring.at(i - 1)[0], 0)) / 2;
}

/** @param {number[][]} ring */
function toDifferences(ring) {
  return ring.flatMap(([x, y], i) => (i === 0 ? [x, y] : [x - ring[i - 1][0], y - ring[i - 1][1]]));
}
