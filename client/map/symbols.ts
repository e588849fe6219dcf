/** Draws the symbol family on canvases: type by glyph, condition by shape and colour, status by outline, fill and strike. */
import type { AssetStatus } from '../wire.ts';
import { conditionShapes, glyphOf, type ConditionKey } from './glyphs.ts';
import type { Palette } from './palette.ts';

export interface SymbolLook {
  symbol: string;
  condition: ConditionKey;
  status: AssetStatus;
  /** A plate with the glyph; false: the condition's shape alone, for many points on little space. */
  full: boolean;
}

/** Half the width of a symbol in CSS pixels: what is drawn and what is hit. */
export const symbolRadius = (full: boolean): number => (full ? 15 : 6);

/** Draws one symbol with its centre at (x, y), in CSS pixels. */
export function drawSymbol(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  look: SymbolLook,
  palette: Palette,
): void {
  context.save();
  context.translate(x, y);
  if (look.full) drawPlate(context, look, palette);
  else drawMark(context, look, palette);
  context.restore();
}

function drawPlate(context: CanvasRenderingContext2D, look: SymbolLook, palette: Palette): void {
  const { solid, stroke, cut } = glyphOf(look.symbol);
  const planned = look.status === 'planned';
  context.beginPath();
  context.arc(0, 0, 13, 0, 2 * Math.PI);
  context.fillStyle = palette.ground;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = palette.ink;
  context.setLineDash(planned ? [3, 3] : []);
  context.stroke();
  context.setLineDash([]);

  context.save();
  context.scale(0.75, 0.75);
  context.translate(-12, -12);
  context.lineWidth = 1.9;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.fillStyle = palette.ink;
  if (stroke !== undefined) context.stroke(new Path2D(stroke));
  if (solid !== undefined) {
    if (!planned) context.fill(new Path2D(solid));
    context.stroke(new Path2D(solid));
  }
  if (cut !== undefined) {
    context.strokeStyle = planned ? palette.ink : palette.ground;
    context.stroke(new Path2D(cut));
  }
  context.restore();
  if (look.status === 'removed') strike(context, 10, palette);
  context.translate(9.5, 9.5);
  drawShape(context, look.condition, 5.2, palette, false);
}

function drawMark(context: CanvasRenderingContext2D, look: SymbolLook, palette: Palette): void {
  if (look.symbol === 'lamp') drawPost(context, palette);
  drawShape(context, look.condition, 4.6, palette, look.status === 'planned');
  if (look.status === 'removed') strike(context, 6, palette);
}

/** What makes the mark of a lamp a lamp where there is no room for more. */
function drawPost(context: CanvasRenderingContext2D, palette: Palette): void {
  for (const [width, color] of [
    [4, palette.halo],
    [1.6, palette.ink],
  ] as const) {
    context.beginPath();
    context.moveTo(0, 3);
    context.lineTo(0, 11);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
}

/** The shape of a condition with its centre at the origin. */
export function drawShape(
  context: CanvasRenderingContext2D,
  condition: ConditionKey,
  radius: number,
  palette: Palette,
  outlined: boolean,
): void {
  const { outline, mark, hollow } = conditionShapes[condition];
  const color = palette.condition[condition];
  const empty = hollow === true || outlined;
  context.save();
  context.scale(radius, radius);
  const path = new Path2D(outline);
  context.lineJoin = 'round';
  context.strokeStyle = palette.halo;
  context.lineWidth = empty ? 1.1 : 0.5;
  context.stroke(path);
  context.fillStyle = empty ? palette.ground : color;
  context.fill(path);
  if (empty) {
    context.strokeStyle = color;
    context.lineWidth = 0.5;
    context.stroke(path);
  }
  if (mark !== undefined) {
    context.strokeStyle = empty ? color : palette.ground;
    context.lineWidth = 0.38;
    context.lineCap = 'round';
    context.stroke(new Path2D(mark));
  }
  context.restore();
}

function strike(context: CanvasRenderingContext2D, reach: number, palette: Palette): void {
  context.lineCap = 'round';
  for (const [width, color] of [
    [4, palette.ground],
    [2, palette.ink],
  ] as const) {
    context.beginPath();
    context.moveTo(-reach, -reach);
    context.lineTo(reach, reach);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
}

/** Symbols drawn once and stamped many times: a tile of 1,500 lights is 1,500 copies of a small picture. */
export class SymbolSheet {
  readonly #stamps = new Map<string, HTMLCanvasElement>();
  readonly #palette: Palette;
  readonly #ratio: number;

  constructor(palette: Palette, ratio: number) {
    this.#palette = palette;
    this.#ratio = ratio;
  }

  stamp(context: CanvasRenderingContext2D, x: number, y: number, look: SymbolLook): void {
    const half = symbolRadius(look.full) + (look.full ? 2 : 7);
    context.drawImage(this.#stampOf(look, half), x - half, y - half, half * 2, half * 2);
  }

  #stampOf(look: SymbolLook, half: number): HTMLCanvasElement {
    const key = `${look.symbol} ${look.full} ${look.condition} ${look.status}`;
    const known = this.#stamps.get(key);
    if (known !== undefined) return known;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = Math.ceil(half * 2 * this.#ratio);
    const context = canvas.getContext('2d');
    if (context !== null) {
      context.scale(canvas.width / (half * 2), canvas.width / (half * 2));
      drawSymbol(context, half, half, look, this.#palette);
    }
    this.#stamps.set(key, canvas);
    return canvas;
  }
}
