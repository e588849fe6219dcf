/** A Mapbox Vector Tile as what we draw and hit: points, clusters and shapes in pixels of a 512 px tile. */
import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { AssetStatus } from '../wire.ts';
import type { ConditionKey } from './glyphs.ts';

/** Edge of a drawn tile in CSS pixels; tile matrix z is drawn at map zoom z + 1. */
export const TILE_SIZE = 512;

export interface TileAsset {
  id: string;
  code: string;
  condition: ConditionKey;
  status: AssetStatus;
}
export interface TilePoint extends TileAsset {
  x: number;
  y: number;
}
export interface TileCluster {
  x: number;
  y: number;
  count: number;
  share: Readonly<Record<ConditionKey, number>>;
}
export interface TileShape extends TileAsset {
  closed: boolean;
  /** Each part as x, y, x, y, ... */
  parts: readonly Float32Array[];
}
export interface ParsedTile {
  points: readonly TilePoint[];
  clusters: readonly TileCluster[];
  shapes: readonly TileShape[];
}

export const emptyTile: ParsedTile = { points: [], clusters: [], shapes: [] };

/** @throws Error when the bytes are no vector tile */
export function parseTile(bytes: ArrayBuffer, layerName: string): ParsedTile {
  const layer = new VectorTile(new PbfReader(new Uint8Array(bytes))).layers[layerName];
  if (layer === undefined) return emptyTile;
  const points: TilePoint[] = [];
  const clusters: TileCluster[] = [];
  const shapes: TileShape[] = [];
  for (let i = 0; i < layer.length; i++) {
    const feature = layer.feature(i);
    const scale = TILE_SIZE / feature.extent;
    const parts = feature.loadGeometry();
    if (feature.type === POINT) {
      const first = parts[0]?.[0];
      if (first === undefined) continue;
      const place = { x: first.x * scale, y: first.y * scale };
      const count = Number(feature.properties['count'] ?? 0);
      // A point that is alone in its cell is counted, too, but keeps its id.
      if (count > 0 && feature.properties['id'] === undefined)
        clusters.push({ ...place, count, share: shareOf(feature) });
      else points.push({ ...place, ...assetOf(feature) });
    } else {
      const flat = parts.map((part) => Float32Array.from(part.flatMap(({ x, y }) => [x * scale, y * scale])));
      shapes.push({ ...assetOf(feature), closed: feature.type === POLYGON, parts: flat });
    }
  }
  return { points, clusters, shapes };
}

const POINT = 1;
const POLYGON = 3;

function assetOf({ properties }: VectorTileFeature): TileAsset {
  return {
    id: String(properties['id'] ?? ''),
    code: String(properties['code'] ?? ''),
    condition: conditionOf(properties['condition']),
    status: statusOf(properties['status']),
  };
}

function shareOf({ properties }: VectorTileFeature): TileCluster['share'] {
  const part = (key: string): number => Number(properties[key] ?? 0);
  return { B: part('B'), RR: part('RR'), RB: part('RB'), unknown: part('unknown') };
}

const conditionOf = (value: unknown): ConditionKey =>
  value === 'B' || value === 'RR' || value === 'RB' ? value : 'unknown';
const statusOf = (value: unknown): AssetStatus => (value === 'planned' || value === 'removed' ? value : 'built');
