/** The arithmetic of OGC's WebMercatorQuad tile matrix set: where a tile lies, and which tiles there are. */
import { Problem } from '../http/problems.ts';

/** http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad: a square around the world in EPSG:3857, in metres. */
const WORLD = 40075016.685578488;
export const DEEPEST_ZOOM = 22;

export interface TileAddress {
  zoom: number;
  row: number;
  column: number;
}

/** Refuses a tile outside the matrix (OGC 20-057 §7.1.3: 404 or 400; a tile that cannot exist is not found). */
export function requireTile({ zoom, row, column }: TileAddress): TileAddress {
  const last = 2 ** zoom - 1;
  if (zoom < 0 || zoom > DEEPEST_ZOOM)
    throw new Problem('not-found', {
      id: `tileMatrix ${zoom} tidak ada; pakai 0 sampai ${DEEPEST_ZOOM}.`,
      en: `There is no tileMatrix ${zoom}; use 0 to ${DEEPEST_ZOOM}.`,
    });
  for (const [name, index] of [
    ['tileRow', row],
    ['tileCol', column],
  ] as const)
    if (index < 0 || index > last)
      throw new Problem('not-found', {
        id: `${name} ${index} tidak ada di tileMatrix ${zoom}; pakai 0 sampai ${last}.`,
        en: `There is no ${name} ${index} in tileMatrix ${zoom}; use 0 to ${last}.`,
      });
  return { zoom, row, column };
}

/** West and north edge and side in metres of EPSG:3857. */
export function frameOf({ zoom, row, column }: TileAddress): { west: number; north: number; side: number } {
  const side = WORLD / 2 ** zoom;
  return { west: column * side - WORLD / 2, north: WORLD / 2 - row * side, side };
}

/** Which tile holds a position in degrees; the edges of the world belong to the outermost tiles. */
export function tileAt(zoom: number, longitude: number, latitude: number): TileAddress {
  const count = 2 ** zoom;
  const sine = Math.sin((latitude * Math.PI) / 180);
  const index = (share: number) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  return {
    zoom,
    row: index(0.5 - Math.atanh(sine) / (2 * Math.PI)),
    column: index(longitude / 360 + 0.5),
  };
}

export interface TileLimits {
  tileMatrix: string;
  minTileRow: number;
  maxTileRow: number;
  minTileCol: number;
  maxTileCol: number;
}

/** The tiles that can hold something of an extent in degrees (west, south, east, north), zoom by zoom. */
export function limitsOf([west, south, east, north]: readonly [number, number, number, number]): TileLimits[] {
  return Array.from({ length: DEEPEST_ZOOM + 1 }, (_, zoom) => {
    const [first, last] = [tileAt(zoom, west, north), tileAt(zoom, east, south)];
    return {
      tileMatrix: String(zoom),
      minTileRow: first.row,
      maxTileRow: last.row,
      minTileCol: first.column,
      maxTileCol: last.column,
    };
  });
}
