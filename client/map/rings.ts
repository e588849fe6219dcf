/** Rings of land as the build writes them; pure. */
import type { Position } from 'geojson';

/** Undoes the differences: x, y, dx, dy, ... in steps of 1 / scale degrees. */
export function toPositions(ring: readonly number[], scale: number): Position[] {
  const positions: Position[] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i + 1 < ring.length; i += 2) {
    x += ring[i] ?? 0;
    y += ring[i + 1] ?? 0;
    positions.push([x / scale, y / scale]);
  }
  return positions;
}
