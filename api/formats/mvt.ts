/** Mapbox Vector Tiles made in Node, for databases whose PostGIS lacks ST_AsMVT. */
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { LineString, MultiLineString, MultiPolygon, Point, Polygon, Position } from 'geojson';

type MvtGeometry = Point | LineString | MultiLineString | Polygon | MultiPolygon;

export interface MvtFeature {
  /** In whole units of the tile, y downwards; polygons with their outer rings clockwise on the screen. */
  geometry: MvtGeometry;
  properties: Record<string, string | number>;
}

type Layer = Parameters<typeof fromGeojsonVt>[0][string];
type Feature = Layer['features'][number];

/** A tile of one layer (MVT 2.1); empty without features, as ST_AsMVT makes it. */
export function encodeMvt(name: string, extent: number, features: readonly MvtFeature[]): Buffer {
  if (features.length === 0) return Buffer.alloc(0);
  const layer = { features: features.map(toFeature) } as unknown as Layer;
  return Buffer.from(fromGeojsonVt({ [name]: layer }, { version: 2, extent }));
}

function toFeature({ geometry, properties }: MvtFeature): Feature {
  return { ...shapeOf(geometry), tags: properties } as Feature;
}

/** MVT 2.1 §4.3.4: 1 is points, 2 lines, 3 rings, where each outer ring begins another polygon. */
function shapeOf(geometry: MvtGeometry): { type: 1; geometry: Position[] } | { type: 2 | 3; geometry: Position[][] } {
  switch (geometry.type) {
    case 'Point':
      return { type: 1, geometry: [geometry.coordinates] };
    case 'LineString':
      return { type: 2, geometry: [geometry.coordinates] };
    case 'MultiLineString':
      return { type: 2, geometry: geometry.coordinates };
    case 'Polygon':
      return { type: 3, geometry: geometry.coordinates };
    case 'MultiPolygon':
      return { type: 3, geometry: geometry.coordinates.flat() };
  }
}
