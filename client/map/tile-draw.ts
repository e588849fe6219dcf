/** Draws parsed tiles on a canvas: areas, then lines, then points, then clusters, whatever the order of the layers. */
import { drawBank, drawBulbs, drawLine, drawRiver } from './line-draw.ts';
import type { Palette } from './palette.ts';
import type { SymbolSheet } from './symbols.ts';
import { drawCluster } from './cluster-draw.ts';
import { TILE_SIZE, type ParsedTile, type TileShape } from './tile-parse.ts';

/** What the map needs to know of a layer. */
export interface LayerStyle {
  id: string;
  symbol: string;
}

/** Which part of a parsed tile a canvas shows; beyond the data's last zoom a canvas magnifies a part of one. */
export interface TileWindow {
  scale: number;
  left: number;
  top: number;
}

export interface TileLayerPart {
  style: LayerStyle;
  tile: ParsedTile;
}

export interface DrawScene {
  parts: readonly TileLayerPart[];
  window: TileWindow;
  zoom: number;
  palette: Palette;
  sheet: SymbolSheet;
}

/** The zoom from which a point symbol is drawn in full; below it is the condition's shape alone. */
export function fullFrom(symbol: string): number {
  return symbol === 'lamp' || symbol === 'dot' ? 17 : 8;
}

/** Places a coordinate of a parsed tile on the canvas. */
export const toCanvas = (value: number, start: number, scale: number): number => value * scale - start;

export function hasContent(parts: readonly TileLayerPart[]): boolean {
  return parts.some(({ tile }) => tile.points.length + tile.clusters.length + tile.shapes.length > 0);
}

export function drawTile(context: CanvasRenderingContext2D, scene: DrawScene): void {
  const { parts, window, palette, sheet, zoom } = scene;
  context.save();
  // Neighbours draw their own side of what crosses the edge; without this, half-transparent fills would overlap.
  context.beginPath();
  context.rect(0, 0, TILE_SIZE, TILE_SIZE);
  context.clip();
  for (const { tile } of parts) {
    for (const shape of tile.shapes) if (shape.closed) drawBank(context, pathsOf(shape, window), shape, palette);
  }
  for (const { style, tile } of parts) {
    for (const shape of tile.shapes) {
      if (shape.closed) continue;
      const paths = pathsOf(shape, window);
      if (style.symbol === 'river') drawRiver(context, paths, shape, palette, zoom);
      else if (style.symbol === 'bulbs') drawBulbs(context, paths, shape, palette, zoom);
      else drawLine(context, paths, shape, palette);
    }
  }
  context.restore();
  for (const { style, tile } of parts) {
    const full = zoom >= fullFrom(style.symbol);
    for (const point of tile.points) {
      const x = toCanvas(point.x, window.left, window.scale);
      const y = toCanvas(point.y, window.top, window.scale);
      // A point in the margin of this tile is drawn by the neighbour that it lies in.
      if (x < 0 || y < 0 || x >= TILE_SIZE || y >= TILE_SIZE) continue;
      sheet.stamp(context, x, y, { symbol: style.symbol, condition: point.condition, status: point.status, full });
    }
  }
  for (const { style, tile } of parts) {
    for (const cluster of tile.clusters) {
      const x = toCanvas(cluster.x, window.left, window.scale);
      const y = toCanvas(cluster.y, window.top, window.scale);
      if (x < 0 || y < 0 || x >= TILE_SIZE || y >= TILE_SIZE) continue;
      drawCluster(context, x, y, cluster, style.symbol, palette);
    }
  }
}

function pathsOf(shape: TileShape, { left, top, scale }: TileWindow): readonly Float32Array[] {
  if (scale === 1 && left === 0 && top === 0) return shape.parts;
  return shape.parts.map((part) => part.map((value, i) => toCanvas(value, i % 2 === 0 ? left : top, scale)));
}
