/** What lies below the assets: the operator's base map, or land and grid where there is none or its tiles fail. */
import * as L from 'leaflet';
import type { FeatureCollection } from 'geojson';
import { createGraticule } from './graticule.ts';
import type { Palette } from './palette.ts';
import type { ScreenLayer } from './screen-layer.ts';

/** none: not configured. failing: configured, but no tile comes. */
export type BaseState = 'none' | 'loading' | 'shown' | 'failing';

export interface BaseOptions {
  map: L.Map;
  palette: () => Palette;
  /** Fetched when it is first needed. */
  loadLand: () => Promise<FeatureCollection>;
  onState: (state: BaseState) => void;
}

/** So many failures without one tile: the base map is not there. */
const PATIENCE = 3;

export class BaseMap {
  readonly #options: BaseOptions;
  readonly #grid: ScreenLayer;
  #tiles: L.TileLayer | undefined;
  #land: L.GeoJSON | undefined;
  #landWanted = false;
  #state: BaseState = 'none';
  #failures = 0;

  constructor(options: BaseOptions) {
    this.#options = options;
    this.#grid = createGraticule(options.palette);
  }

  /** Shows the base map of this URL template, or land and grid for null. */
  set(basemap: { url: string } | null): void {
    this.#tiles?.remove();
    this.#tiles = undefined;
    if (basemap === null) return this.#become('none');
    this.#failures = 0;
    this.#become('loading');
    this.#tiles = L.tileLayer(basemap.url, { className: 'base-tiles', pane: 'base', maxNativeZoom: 18, maxZoom: 22 });
    this.#tiles.on('tileload', () => {
      this.#failures = 0;
      this.#become('shown');
    });
    this.#tiles.on('tileerror', () => {
      this.#failures++;
      if (this.#failures >= PATIENCE) this.#become('failing');
    });
    this.#tiles.addTo(this.#options.map);
  }

  /** Asks for the tiles again, after the network came back. */
  retry(): void {
    if (this.#state === 'failing') this.#tiles?.redraw();
  }

  repaint(): void {
    this.#grid.redraw();
    this.#land?.setStyle(this.#landStyle());
  }

  #become(state: BaseState): void {
    const withoutTiles = state === 'none' || state === 'failing';
    if (withoutTiles) void this.#showLand();
    else this.#hideLand();
    if (state === this.#state && state !== 'none') return;
    this.#state = state;
    this.#options.onState(state);
  }

  async #showLand(): Promise<void> {
    this.#landWanted = true;
    this.#grid.addTo(this.#options.map);
    this.#land ??= L.geoJSON(await this.#options.loadLand(), {
      pane: 'land',
      interactive: false,
      style: () => this.#landStyle(),
      // A canvas of its own below the grid.
      ...({ renderer: L.canvas({ pane: 'land', padding: 0.3 }) } as L.PathOptions),
    });
    if (this.#landWanted) this.#land.addTo(this.#options.map);
  }

  #hideLand(): void {
    this.#landWanted = false;
    this.#grid.remove();
    this.#land?.remove();
  }

  #landStyle(): L.PathOptions {
    const { land, coast } = this.#options.palette();
    return { fillColor: land, fillOpacity: 1, color: coast, weight: 1 };
  }
}
