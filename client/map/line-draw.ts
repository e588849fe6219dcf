/** Lines and areas of the symbol family: a string of bulbs, a river, a hatched bank; each speaks its condition by shapes along it. */
import type { Palette } from './palette.ts';
import { drawShape } from './symbols.ts';
import type { TileAsset } from './tile-parse.ts';
import { walk } from './walk.ts';

type Paths = readonly Float32Array[];

/** Pixels between the shapes along a line. */
const SHAPE_STEP = 72;

export function drawLine(context: CanvasRenderingContext2D, paths: Paths, asset: TileAsset, palette: Palette): void {
  strokeCased(context, paths, asset, palette.ink, 3, palette);
  shapesAlong(context, paths, asset, palette, SHAPE_STEP, 4.4);
}

export function drawRiver(
  context: CanvasRenderingContext2D,
  paths: Paths,
  asset: TileAsset,
  palette: Palette,
  zoom: number,
): void {
  strokeCased(context, paths, asset, palette.river, zoom >= 14 ? 6 : 4, palette);
  shapesAlong(context, paths, asset, palette, SHAPE_STEP * 1.5, 4.6);
}

/** A thin string with a bulb in the condition's shape every few pixels. */
export function drawBulbs(
  context: CanvasRenderingContext2D,
  paths: Paths,
  asset: TileAsset,
  palette: Palette,
  zoom: number,
): void {
  strokeCased(context, paths, asset, palette.ink, 1.4, palette);
  shapesAlong(context, paths, asset, palette, zoom >= 16 ? 16 : 12, zoom >= 16 ? 4.2 : 3.2);
}

/** Hatched, so that the ground below stays readable; the outline carries the condition. */
export function drawBank(context: CanvasRenderingContext2D, paths: Paths, asset: TileAsset, palette: Palette): void {
  const area = new Path2D();
  for (const path of paths) area.addPath(toPath(path, true));
  context.save();
  if (asset.status !== 'planned') {
    context.globalAlpha = 0.16;
    context.fillStyle = palette.bank;
    context.fill(area, 'evenodd');
  }
  context.globalAlpha = 0.75;
  const hatch = context.createPattern(hatchTile(palette.bank, asset.status === 'removed'), 'repeat');
  if (hatch !== null && asset.status !== 'planned') {
    hatch.setTransform(new DOMMatrix().scale(0.5));
    context.fillStyle = hatch;
    context.fill(area, 'evenodd');
  }
  context.restore();
  strokeCased(context, paths, asset, palette.bank, 1.8, palette, true);
  shapesAlong(context, paths, asset, palette, SHAPE_STEP, 4.4, true);
}

/** A 16 px hatch at double density; 512 is a multiple of its 8 px, so that it runs on over tile edges. */
function hatchTile(color: string, crossed: boolean): HTMLCanvasElement {
  const key = `${color} ${crossed}`;
  const known = hatches.get(key);
  if (known !== undefined) return known;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 16;
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.stroke(new Path2D('M-4 4 4 -4M-4 20 20 -4M12 20 20 12'));
    if (crossed) context.stroke(new Path2D('M-4 12 4 20M-4 -4 20 20M12 -4 20 4'));
  }
  hatches.set(key, canvas);
  return canvas;
}
const hatches = new Map<string, HTMLCanvasElement>();

function strokeCased(
  context: CanvasRenderingContext2D,
  paths: Paths,
  { status }: TileAsset,
  color: string,
  width: number,
  palette: Palette,
  closed = false,
): void {
  const line = new Path2D();
  for (const path of paths) line.addPath(toPath(path, closed));
  context.lineJoin = 'round';
  context.lineCap = 'butt';
  context.setLineDash([]);
  context.strokeStyle = palette.halo;
  context.lineWidth = width + 2.5;
  context.stroke(line);
  context.strokeStyle = color;
  context.lineWidth = width;
  if (status === 'planned') {
    // An outline: the same line with its inside left open.
    context.setLineDash([width + 6, 4]);
    context.stroke(line);
    context.setLineDash([]);
    if (width < 4) return;
    context.strokeStyle = palette.halo;
    context.lineWidth = width - 3;
    context.stroke(line);
    return;
  }
  context.stroke(line);
  if (status === 'removed') strikesAlong(context, paths, width, palette);
}

function toPath(points: Float32Array, closed: boolean): Path2D {
  const path = new Path2D();
  for (let i = 0; i + 1 < points.length; i += 2) path.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
  if (closed) path.closePath();
  return path;
}

function shapesAlong(
  context: CanvasRenderingContext2D,
  paths: Paths,
  asset: TileAsset,
  palette: Palette,
  step: number,
  radius: number,
  closed = false,
): void {
  for (const path of paths) {
    walk(path, step, closed, (x, y) => {
      context.save();
      context.translate(x, y);
      drawShape(context, asset.condition, radius, palette, asset.status === 'planned');
      context.restore();
    });
  }
}

function strikesAlong(context: CanvasRenderingContext2D, paths: Paths, width: number, palette: Palette): void {
  const reach = width / 2 + 4;
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.6;
  context.beginPath();
  for (const path of paths) {
    walk(path, 18, false, (x, y) => {
      context.moveTo(x - reach, y - reach);
      context.lineTo(x + reach, y + reach);
    });
  }
  context.stroke();
}
