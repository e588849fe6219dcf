/** What a drawn area tells before it is sent: its size, and where it crosses itself. The server computes what is stored. */
import { area, kinks } from '@turf/turf';
import type { Polygon } from 'geojson';

export interface AreaFacts {
  /** Square metres on the sphere: for the eye while drawing. */
  area: number;
  /** A place where the outline crosses itself; the server refuses such an area. */
  crossing: [longitude: number, latitude: number] | null;
}

export function areaFacts(polygon: Polygon): AreaFacts {
  const [first] = kinks(polygon).features;
  const [longitude, latitude] = first?.geometry.coordinates ?? [];
  return {
    area: area(polygon),
    crossing: longitude === undefined || latitude === undefined ? null : [longitude, latitude],
  };
}
