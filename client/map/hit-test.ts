/** Which asset or cluster lies under a place of a tile: pure geometry on what was drawn. */
import { clusterRadius } from './cluster-draw.ts';
import { symbolRadius } from './symbols.ts';
import { fullFrom, toCanvas, type TileLayerPart, type TileWindow } from './tile-draw.ts';
import type { TileAsset, TileCluster, TileShape } from './tile-parse.ts';

export type TileHit = { type: string; x: number; y: number; rank: number; distance: number } & (
  { asset: TileAsset } | { cluster: TileCluster }
);

/**
 * The best hit at (x, y) in canvas pixels: points and clusters before lines before areas, the nearest first.
 * `tolerance` is how far beside it still counts: a few pixels for a mouse, half a fingertip for a finger.
 */
export function hitTile(
  parts: readonly TileLayerPart[],
  window: TileWindow,
  zoom: number,
  x: number,
  y: number,
  tolerance: number,
): TileHit | undefined {
  let best: TileHit | undefined;
  const offer = (hit: TileHit): void => {
    if (best === undefined || hit.rank < best.rank || (hit.rank === best.rank && hit.distance < best.distance))
      best = hit;
  };
  for (const { style, tile } of parts) {
    const radius = symbolRadius(zoom >= fullFrom(style.symbol));
    for (const asset of tile.points) {
      const [px, py] = [toCanvas(asset.x, window.left, window.scale), toCanvas(asset.y, window.top, window.scale)];
      const distance = Math.hypot(px - x, py - y);
      if (distance <= Math.max(radius + 4, tolerance))
        offer({ type: style.id, x: px, y: py, rank: 0, distance, asset });
    }
    for (const cluster of tile.clusters) {
      const [px, py] = [toCanvas(cluster.x, window.left, window.scale), toCanvas(cluster.y, window.top, window.scale)];
      const distance = Math.hypot(px - x, py - y);
      const reach = Math.max(clusterRadius(cluster.count), tolerance);
      if (distance <= reach) offer({ type: style.id, x: px, y: py, rank: 0, distance, cluster });
    }
    for (const asset of tile.shapes) {
      const at = { x: (x + window.left) / window.scale, y: (y + window.top) / window.scale };
      const distance = distanceTo(asset, at.x, at.y) * window.scale;
      if (distance <= Math.max(6, tolerance)) offer({ type: style.id, x, y, rank: 1, distance, asset });
      else if (asset.closed && contains(asset, at.x, at.y))
        offer({ type: style.id, x, y, rank: 2, distance: 0, asset });
    }
  }
  return best;
}

/** Pixels to the nearest point of a shape's lines. */
export function distanceTo({ parts, closed }: TileShape, x: number, y: number): number {
  let nearest = Infinity;
  for (const part of parts) {
    const end = closed ? part.length : part.length - 2;
    for (let i = 0; i + 1 < end; i += 2) {
      const j = (i + 2) % part.length;
      nearest = Math.min(nearest, toSegment(x, y, part[i] ?? 0, part[i + 1] ?? 0, part[j] ?? 0, part[j + 1] ?? 0));
    }
  }
  return nearest;
}

/** Even-odd rule over all rings, so that a hole is outside. */
export function contains({ parts }: TileShape, x: number, y: number): boolean {
  let inside = false;
  for (const part of parts) {
    for (let i = 0, j = part.length - 2; i + 1 < part.length; j = i, i += 2) {
      const [xi, yi, xj, yj] = [part[i] ?? 0, part[i + 1] ?? 0, part[j] ?? 0, part[j + 1] ?? 0];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

function toSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
