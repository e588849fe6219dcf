/** A cluster as a counted circle; its ring shows the conditions' shares, in a fixed order, with gaps between them. */
import { conditionKeys, glyphOf } from './glyphs.ts';
import type { Palette } from './palette.ts';
import type { TileCluster } from './tile-parse.ts';

/** Radius in CSS pixels: grows with the number, slowly. */
export function clusterRadius(count: number): number {
  return Math.min(26, 13 + Math.log10(count) * 3.5);
}

/** `182`, `1,2 rb`, `98 rb`: short enough for the circle. Written the same in both languages but for the thousand. */
export function clusterLabel(count: number): string {
  const tag = document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID';
  return new Intl.NumberFormat(tag, {
    notation: count < 10_000 ? 'standard' : 'compact',
    maximumFractionDigits: 0,
  }).format(count);
}

export function drawCluster(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  cluster: TileCluster,
  symbol: string,
  palette: Palette,
): void {
  const radius = clusterRadius(cluster.count);
  context.save();
  context.translate(x, y);
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fillStyle = palette.ground;
  context.fill();
  drawRing(context, cluster, radius - 2.5, palette);
  drawGlyph(context, symbol, radius, palette);
  context.fillStyle = palette.ink;
  context.font = `600 ${radius > 21 ? 13 : 11}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(clusterLabel(cluster.count), 0, radius * 0.3);
  context.restore();
}

function drawRing(
  context: CanvasRenderingContext2D,
  { count, share }: TileCluster,
  radius: number,
  palette: Palette,
): void {
  const present = conditionKeys.filter((key) => share[key] > 0);
  const gap = present.length > 1 ? 0.09 : 0;
  let angle = -Math.PI / 2;
  context.lineWidth = 5;
  for (const key of present) {
    const sweep = (share[key] / count) * 2 * Math.PI;
    context.beginPath();
    context.arc(0, 0, radius, angle + gap / 2, angle + Math.max(sweep - gap / 2, gap));
    context.strokeStyle = palette.condition[key];
    context.stroke();
    angle += sweep;
  }
}

function drawGlyph(context: CanvasRenderingContext2D, symbol: string, radius: number, palette: Palette): void {
  const { solid, stroke } = glyphOf(symbol);
  const size = radius * 0.62;
  context.save();
  context.translate(-size / 2, -radius * 0.3 - size / 2);
  context.scale(size / 24, size / 24);
  context.lineWidth = 2.4;
  context.strokeStyle = context.fillStyle = palette.quiet;
  if (stroke !== undefined) context.stroke(new Path2D(stroke));
  if (solid !== undefined) context.fill(new Path2D(solid));
  context.restore();
}
