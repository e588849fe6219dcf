/** Places along a line at even distances: where the shapes, bulbs and strikes of a line are drawn; pure. */

/** Visits places along a line, `step` pixels apart, the first half a step from its start. */
export function walk(points: Float32Array, step: number, closed: boolean, visit: (x: number, y: number) => void): void {
  let left = step / 2;
  const end = closed ? points.length : points.length - 2;
  for (let i = 0; i + 1 < end; i += 2) {
    const next = (i + 2) % points.length;
    const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0];
    const [dx, dy] = [(points[next] ?? 0) - x, (points[next + 1] ?? 0) - y];
    const length = Math.hypot(dx, dy);
    while (left <= length) {
      visit(x + (dx * left) / length, y + (dy * left) / length);
      left += step;
    }
    left -= length;
  }
}
