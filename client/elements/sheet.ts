/** The three heights of the bottom sheet, and where it comes to rest when the finger lets go; pure. */

export type SheetHeight = 'low' | 'half' | 'full';

const order: readonly SheetHeight[] = ['low', 'half', 'full'];
/** Pixels per millisecond from which a fling counts more than the place. */
const FLING = 0.7;

export function nextHeight(from: SheetHeight, step: 1 | -1): SheetHeight {
  return order[Math.max(0, Math.min(order.length - 1, order.indexOf(from) + step))] ?? from;
}

/**
 * Where the sheet rests after it was let go at `pixels`, moving at `speed` (pixels per millisecond, upwards positive):
 * the nearest height, or the next one in the direction of a fling; closed when pulled well below the lowest.
 */
export function restingHeight(
  pixels: number,
  speed: number,
  heightOf: (height: SheetHeight) => number,
): SheetHeight | 'closed' {
  const low = heightOf('low');
  if (pixels < low * 0.6 || (pixels < low && speed < -FLING)) return 'closed';
  if (speed > FLING) return order.find((height) => heightOf(height) > pixels) ?? 'full';
  if (speed < -FLING) return order.findLast((height) => heightOf(height) < pixels) ?? 'low';
  return order.reduce((best, height) =>
    Math.abs(heightOf(height) - pixels) < Math.abs(heightOf(best) - pixels) ? height : best,
  );
}
