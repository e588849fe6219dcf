/** The land that the build clipped (scripts/land.mjs), as GeoJSON. */
import type { FeatureCollection } from 'geojson';
import land from 'virtual:land';
import { toPositions } from './rings.ts';

export function readLand(): FeatureCollection {
  const coordinates = land.polygons.map((rings) => rings.map((ring) => toPositions(ring, land.scale)));
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } }],
  };
}
