/** All asset layers as one Leaflet grid of canvases, so that panning only moves pictures: see tile-draw.ts for what is on them. */
import * as L from 'leaflet';
import { hitTile, type TileHit } from './hit-test.ts';
import type { Palette } from './palette.ts';
import { SymbolSheet } from './symbols.ts';
import { drawTile, hasContent, toCanvas, type LayerStyle, type TileLayerPart, type TileWindow } from './tile-draw.ts';
import { TILE_SIZE, type TileAsset } from './tile-parse.ts';
import { TileStore, type LoadTile, type TileLease } from './tile-store.ts';

/** Tile matrices beyond this are not asked for; their canvases magnify a part of the last one. */
const DATA_MAX_ZOOM = 17;
/** Symbols of a tile reach over its edge by at most this many pixels. */
const MARGIN = 32;

export interface Hit {
  type: string;
  latlng: L.LatLng;
  /** null for a cluster */
  asset: TileAsset | null;
  count: number;
}

export interface InView extends TileAsset {
  type: string;
  latlng: L.LatLng;
}

export interface TileState {
  pending: number;
  failed: number;
}

interface Tile {
  element: HTMLElement;
  canvas: HTMLCanvasElement | undefined;
  zoom: number;
  /** Pixels of the tile's corner at its zoom. */
  origin: L.Point;
  data: { z: number; x: number; y: number };
  window: TileWindow;
  leases: Map<string, TileLease>;
  pending: Set<string>;
  failed: Set<string>;
  done: (() => void) | undefined;
}

export class AssetLayer extends L.GridLayer {
  /** Called when what is on the way or failed has changed, and after each drawing. */
  onState: (state: TileState) => void = () => {};

  readonly #store: TileStore;
  readonly #tiles = new Map<HTMLElement, Tile>();
  readonly #dirty = new Set<Tile>();
  #styles: readonly LayerStyle[] = [];
  #palette: Palette;
  #sheet: SymbolSheet;
  #scheduled = false;
  #map!: L.Map;

  constructor(load: LoadTile, palette: Palette) {
    super({ tileSize: TILE_SIZE, pane: 'assets', updateWhenZooming: false, updateWhenIdle: false, keepBuffer: 1 });
    this.#store = new TileStore(load);
    this.#palette = palette;
    this.#sheet = new SymbolSheet(palette, ratio());
    this.on('tileunload', ({ tile }: L.TileEvent) => this.#drop(tile));
  }

  /** Which layers are drawn, the first lowest. */
  setLayers(styles: readonly LayerStyle[]): void {
    this.#styles = styles;
    for (const tile of this.#tiles.values()) this.#lend(tile);
  }

  /** Another theme: everything is drawn anew. */
  setPalette(palette: Palette): void {
    this.#palette = palette;
    this.#sheet = new SymbolSheet(palette, ratio());
    for (const tile of this.#tiles.values()) this.#draw(tile);
  }

  /** Fetches the tiles of a type anew; the old drawing stays until they are there. */
  reload(type: string): void {
    this.#store.forget(type);
    for (const tile of this.#tiles.values()) {
      const old = tile.leases.get(type);
      tile.leases.delete(type);
      this.#lend(tile, old);
    }
  }

  /** Tries again what failed. */
  retry(): void {
    for (const tile of this.#tiles.values()) {
      for (const type of tile.failed) tile.leases.delete(type);
      tile.failed.clear();
      this.#lend(tile);
    }
  }

  hit(latlng: L.LatLng, tolerance: number): Hit | undefined {
    const zoom = this.#map.getZoom();
    const at = this.#map.project(latlng.wrap(), zoom);
    let best: (TileHit & { tile: Tile }) | undefined;
    for (const tile of this.#tiles.values()) {
      const { x, y } = at.subtract(tile.origin);
      const near = x > -MARGIN && y > -MARGIN && x < TILE_SIZE + MARGIN && y < TILE_SIZE + MARGIN;
      if (tile.zoom !== zoom || !near) continue;
      const hit = hitTile(this.#partsOf(tile), tile.window, zoom, x, y, tolerance);
      if (hit === undefined) continue;
      if (best === undefined || hit.rank < best.rank || (hit.rank === best.rank && hit.distance < best.distance)) {
        best = { ...hit, tile };
      }
    }
    if (best === undefined) return undefined;
    const place = this.#map.unproject(best.tile.origin.add([best.x, best.y]), zoom);
    return 'asset' in best
      ? { type: best.type, latlng: place, asset: best.asset, count: 1 }
      : { type: best.type, latlng: place, asset: null, count: best.cluster.count };
  }

  /** The assets whose place lies in the bounds, each once; without those in clusters. */
  inView(bounds: L.LatLngBounds): InView[] {
    const zoom = this.#map.getZoom();
    const found = new Map<string, InView>();
    for (const tile of this.#tiles.values()) {
      if (tile.zoom !== zoom) continue;
      const { left, top, scale } = tile.window;
      const offer = (type: string, asset: TileAsset, x: number, y: number): boolean => {
        const offset = L.point(toCanvas(x, left, scale), toCanvas(y, top, scale));
        const latlng = this.#map.unproject(tile.origin.add(offset), zoom);
        const inside = bounds.contains(latlng);
        if (inside && !found.has(asset.id)) found.set(asset.id, { ...asset, type, latlng });
        return inside;
      };
      for (const { style, tile: parsed } of this.#partsOf(tile)) {
        for (const point of parsed.points) offer(style.id, point, point.x, point.y);
        for (const shape of parsed.shapes) {
          // The first vertex in view stands for a line or an area.
          shape.parts.some((part) => {
            for (let i = 0; i + 1 < part.length; i += 2) {
              if (offer(style.id, shape, part[i] ?? 0, part[i + 1] ?? 0)) return true;
            }
            return false;
          });
        }
      }
    }
    return [...found.values()];
  }

  override onAdd(map: L.Map): this {
    this.#map = map;
    return super.onAdd(map);
  }

  override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const element = document.createElement('div');
    const zoom = coords.z;
    const matrix = zoom - 1;
    const over = Math.max(0, matrix - DATA_MAX_ZOOM);
    const [x, y] = [coords.x >> over, coords.y >> over];
    const tile: Tile = {
      element,
      canvas: undefined,
      zoom,
      origin: L.point(coords.x, coords.y).multiplyBy(TILE_SIZE),
      data: { z: matrix - over, x, y },
      window: {
        scale: 2 ** over,
        left: (coords.x - x * 2 ** over) * TILE_SIZE,
        top: (coords.y - y * 2 ** over) * TILE_SIZE,
      },
      leases: new Map(),
      pending: new Set(),
      failed: new Set(),
      done: () => done(undefined, element),
    };
    this.#tiles.set(element, tile);
    // Leaflet wants the element before it is told that it is ready.
    queueMicrotask(() => this.#lend(tile));
    return element;
  }

  /** Brings a tile's leases in line with the layers that are shown; `old` is drawn until its successor is there. */
  #lend(tile: Tile, old?: TileLease): void {
    if (!this.#tiles.has(tile.element)) return;
    const shown = new Set(this.#styles.map(({ id }) => id));
    for (const [type, lease] of tile.leases) {
      if (shown.has(type)) continue;
      lease.release();
      tile.leases.delete(type);
      tile.pending.delete(type);
    }
    for (const type of shown) {
      if (tile.leases.has(type)) continue;
      const lease = this.#store.lease({ type, ...tile.data });
      tile.leases.set(type, old === undefined ? lease : { ...lease, now: () => lease.now() ?? old.now() });
      if (lease.now() !== undefined) continue;
      tile.pending.add(type);
      void this.#await(tile, type, lease, old);
    }
    this.#settle(tile);
  }

  async #await(tile: Tile, type: string, lease: TileLease, old: TileLease | undefined): Promise<void> {
    let failed = false;
    try {
      await lease.ready;
    } catch {
      failed = true; // told by the state: the map offers to try again
    }
    old?.release();
    // Another lease may have taken this one's place, or the tile may be gone.
    if (!this.#tiles.has(tile.element) || !tile.pending.delete(type)) return;
    if (failed) tile.failed.add(type);
    this.#settle(tile);
  }

  #settle(tile: Tile): void {
    this.#dirty.add(tile);
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      for (const dirty of this.#dirty) this.#draw(dirty);
      this.#dirty.clear();
      this.onState(this.#state());
    });
  }

  #state(): TileState {
    let [pending, failed] = [0, 0];
    for (const tile of this.#tiles.values()) {
      pending += tile.pending.size;
      failed += tile.failed.size;
    }
    return { pending, failed };
  }

  #partsOf(tile: Tile): TileLayerPart[] {
    return this.#styles.flatMap((style) => {
      const parsed = tile.leases.get(style.id)?.now();
      return parsed === undefined ? [] : [{ style, tile: parsed }];
    });
  }

  #draw(tile: Tile): void {
    const parts = this.#partsOf(tile);
    if (hasContent(parts)) {
      const canvas = (tile.canvas ??= this.#addCanvas(tile));
      const context = canvas.getContext('2d');
      if (context !== null) {
        const scale = canvas.width / (TILE_SIZE + 2 * MARGIN);
        context.setTransform(scale, 0, 0, scale, MARGIN * scale, MARGIN * scale);
        context.clearRect(-MARGIN, -MARGIN, TILE_SIZE + 2 * MARGIN, TILE_SIZE + 2 * MARGIN);
        drawTile(context, { parts, window: tile.window, zoom: tile.zoom, palette: this.#palette, sheet: this.#sheet });
      }
    } else {
      // An empty tile costs no memory.
      tile.canvas?.remove();
      tile.canvas = undefined;
    }
    if (tile.pending.size === 0) {
      tile.done?.();
      tile.done = undefined;
    }
  }

  #addCanvas({ element }: Tile): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    const size = TILE_SIZE + 2 * MARGIN;
    canvas.width = canvas.height = Math.round(size * ratio());
    Object.assign(canvas.style, {
      position: 'absolute',
      left: `${-MARGIN}px`,
      top: `${-MARGIN}px`,
      width: `${size}px`,
      height: `${size}px`,
    });
    element.append(canvas);
    return canvas;
  }

  #drop(element: HTMLElement): void {
    const tile = this.#tiles.get(element);
    if (tile === undefined) return;
    this.#tiles.delete(element);
    this.#dirty.delete(tile);
    for (const lease of tile.leases.values()) lease.release();
  }
}

/** Beyond two a phone pays much memory for what nobody sees. */
const ratio = (): number => Math.min(2, window.devicePixelRatio || 1);
