/** The map as the rest of the client sees it: Leaflet and our layers behind a few verbs. Knows no Lit and no API. */
import * as L from 'leaflet';
import type { FeatureCollection } from 'geojson';
import type { Place } from '../state/address.ts';
import { createAnnotations } from './annotations.ts';
import { AssetLayer, type Hit, type InView, type TileState } from './asset-layer.ts';
import { BaseMap, type BaseState } from './base-map.ts';
import { readPalette, type Palette } from './palette.ts';
import { Picking } from './picking.ts';
import { PositionLayer, type PositionState } from './position-layer.ts';
import { Rivers, type LoadFeature } from './rivers.ts';
import type { ScreenLayer } from './screen-layer.ts';
import { SelectionLayer, type Selected } from './selection-layer.ts';
import type { LayerStyle } from './tile-draw.ts';
import type { LoadTile } from './tile-store.ts';

export interface Padding {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** west, south, east, north in degrees */
export type Bounds = readonly [number, number, number, number];

export interface MapViewOptions {
  place: Place | null;
  home: Bounds;
  loadTile: LoadTile;
  loadFeature: LoadFeature;
  loadLand: () => Promise<FeatureCollection>;
  describe: (hit: Hit) => string;
  lessMotion: () => boolean;
  /** The map came to rest at another place. */
  onMoved: (place: Place) => void;
  onPicked: (hit: Hit | null) => void;
  onTiles: (state: TileState) => void;
  onBase: (state: BaseState) => void;
  onPosition: (state: PositionState) => void;
}

/** Lowest first. Leaflet's own panes for drawing (overlay 400, markers 600) stay above all of these but `selected`. */
const PANES = { land: 150, base: 200, grid: 250, halo: 330, assets: 350, labels: 360, selected: 380 };
const MARGIN = 24;
const PAN = 120;
/** Stations are drawn from this zoom on. */
const STATIONS_FROM = 14;

export class MapView {
  /** For handlers that need Leaflet itself, such as drawing. */
  readonly leaflet: L.Map;
  /** False while a handler draws: clicks select nothing then. */
  picking = true;

  readonly #options: MapViewOptions;
  readonly #assets: AssetLayer;
  readonly #annotations: ScreenLayer;
  readonly #base: BaseMap;
  readonly #picking: Picking;
  readonly #position: PositionLayer;
  readonly #rivers: Rivers;
  readonly #selection: SelectionLayer;
  #styles: readonly LayerStyle[] = [];
  #padding: Padding = { left: 0, top: 0, right: 0, bottom: 0 };
  #palette: Palette;

  constructor(container: HTMLElement, options: MapViewOptions) {
    this.#options = options;
    this.leaflet = L.map(container, {
      zoomControl: false,
      attributionControl: false,
      fadeAnimation: false,
      zoomAnimation: !options.lessMotion(),
      markerZoomAnimation: !options.lessMotion(),
      inertia: !options.lessMotion(),
      minZoom: 4,
      maxZoom: 20,
      wheelPxPerZoomLevel: 90,
      worldCopyJump: true,
      bounceAtZoomLimits: false,
    });
    for (const [name, level] of Object.entries(PANES)) {
      const pane = this.leaflet.createPane(name);
      pane.style.zIndex = String(level);
      pane.style.pointerEvents = 'none';
    }
    this.#palette = readPalette(container);
    const palette = (): Palette => this.#palette;
    if (options.place === null) this.fit(options.home, { animate: false });
    else this.showPlace(options.place, { animate: false });

    this.#base = new BaseMap({ map: this.leaflet, palette, loadLand: options.loadLand, onState: options.onBase });
    this.#selection = new SelectionLayer(this.leaflet, palette);
    this.#assets = new AssetLayer(options.loadTile, this.#palette).addTo(this.leaflet);
    this.#rivers = new Rivers(options.loadFeature, () => this.#annotations.redraw());
    this.#annotations = createAnnotations(palette, () => this.#annotated()).addTo(this.leaflet);
    this.#position = new PositionLayer(this.leaflet, palette, options.onPosition, (longitude, latitude) => {
      // Beside what covers the map, never under it.
      const maxZoom = Math.max(this.leaflet.getZoom(), 16);
      this.fit([longitude, latitude, longitude, latitude], { maxZoom });
    });
    this.#picking = new Picking({
      map: this.leaflet,
      assets: this.#assets,
      enabled: () => this.picking,
      onPicked: options.onPicked,
      describe: options.describe,
    });
    this.#assets.onState = (state) => {
      if (state.pending === 0) this.#annotations.redraw();
      options.onTiles(state);
    };
    L.control.scale({ imperial: false, position: 'bottomleft', maxWidth: 120 }).addTo(this.leaflet);
    this.leaflet.on('moveend', () => options.onMoved(this.place));
  }

  get place(): Place {
    const { lat, lng } = this.leaflet.getCenter();
    return { zoom: this.leaflet.getZoom(), latitude: lat, longitude: lng };
  }

  /** The middle of what is seen of the map beside what covers it. */
  get middle(): Place {
    const { left, top, right, bottom } = this.#padding;
    const { x, y } = this.leaflet.getSize();
    const { lat, lng } = this.leaflet.containerPointToLatLng([(left + x - right) / 2, (top + y - bottom) / 2]).wrap();
    return { zoom: this.leaflet.getZoom(), latitude: lat, longitude: lng };
  }

  /** What covers the map's edges, in pixels: whatever is shown from now on avoids it. */
  setPadding(padding: Padding): void {
    this.#padding = padding;
  }

  /** The layers that are drawn, the first lowest. */
  setLayers(styles: readonly LayerStyle[]): void {
    this.#styles = styles;
    this.#assets.setLayers(styles);
  }

  setBase(basemap: { url: string } | null): void {
    this.#base.set(basemap);
  }

  /** Fetches the tiles of a type anew, after it was written. */
  reload(type: string): void {
    this.#rivers.forget(type);
    this.#assets.reload(type);
  }

  /** Tries again what failed: tiles of assets and of the base map. */
  retry(): void {
    this.#assets.retry();
    this.#base.retry();
  }

  /** Marks an asset; `reveal` moves the map when it is out of sight or covered, `fit` goes there in any case. */
  select(selected: Selected | null, then: 'stay' | 'reveal' | 'fit' = 'stay'): void {
    this.#selection.set(selected);
    if (then === 'reveal') this.reveal();
    const bounds = then === 'fit' ? this.#selection.bounds : null;
    if (bounds !== null) this.fit(toBounds(bounds), { animate: false });
  }

  /** Moves no more than is needed to see all of the selected asset beside what covers the map. */
  reveal(): void {
    const bounds = this.#selection.bounds;
    if (bounds === null) return;
    const { left, top, right, bottom } = this.#padding;
    const size = this.leaflet.getSize();
    const seen = L.bounds([left + MARGIN, top + MARGIN], [size.x - right - MARGIN, size.y - bottom - MARGIN]);
    const shown = L.bounds(
      this.leaflet.latLngToContainerPoint(bounds.getNorthWest()),
      this.leaflet.latLngToContainerPoint(bounds.getSouthEast()),
    );
    if (seen.contains(shown)) return;
    const fits = shown.getSize().x <= seen.getSize().x && shown.getSize().y <= seen.getSize().y;
    if (!fits) return this.fit(toBounds(bounds));
    this.leaflet.panBy(shown.getCenter().subtract(seen.getCenter()), this.#motion({}));
  }

  showPlace({ latitude, longitude, zoom }: Place, options: { animate?: boolean } = {}): void {
    this.leaflet.setView([latitude, longitude], zoom, this.#motion(options));
  }

  /** Shows all of the bounds, beside what covers the map. */
  fit([west, south, east, north]: Bounds, options: { animate?: boolean; maxZoom?: number } = {}): void {
    const { left, top, right, bottom } = this.#padding;
    this.leaflet.fitBounds(L.latLngBounds([south, west], [north, east]), {
      paddingTopLeft: [left + MARGIN, top + MARGIN],
      // The scale and the credit stand on the lower edge.
      paddingBottomRight: [right + MARGIN, bottom + 2 * MARGIN],
      maxZoom: options.maxZoom ?? 17,
      ...this.#motion(options),
    });
  }

  home(): void {
    this.fit(this.#options.home);
  }

  zoomBy(steps: number): void {
    this.leaflet.setZoom(this.leaflet.getZoom() + steps, this.#motion({}));
  }

  /** Moves the view by some steps to the right and down. */
  pan(right: number, down: number): void {
    this.leaflet.panBy([right * PAN, down * PAN], this.#motion({}));
  }

  /** The assets in view beside what covers the map, the nearest to its middle first; those in clusters are not among them. */
  inView(most: number): InView[] {
    const { left, top, right, bottom } = this.#padding;
    const size = this.leaflet.getSize();
    const bounds = L.latLngBounds(
      this.leaflet.containerPointToLatLng([left, size.y - bottom]),
      this.leaflet.containerPointToLatLng([size.x - right, top]),
    );
    const middle = bounds.getCenter();
    const distance = ({ latlng }: InView): number => middle.distanceTo(latlng);
    return this.#assets
      .inView(bounds)
      .toSorted((a, b) => distance(a) - distance(b))
      .slice(0, most);
  }

  /** Follows the device's position, or stops. */
  togglePosition(): void {
    if (this.#position.on) this.#position.stop();
    else this.#position.start();
  }

  /** After the theme or the language changed. */
  repaint(): void {
    this.#palette = readPalette(this.leaflet.getContainer());
    this.#assets.setPalette(this.#palette);
    this.#selection.repaint();
    this.#annotations.redraw();
    this.#base.repaint();
  }

  resize(): void {
    this.leaflet.invalidateSize({ animate: false, pan: false });
  }

  remove(): void {
    this.#picking.remove();
    this.#position.stop();
    this.leaflet.remove();
  }

  #annotated(): { assets: InView[]; rivers: ReturnType<Rivers['of']> } {
    const zoom = this.leaflet.getZoom();
    if (zoom < STATIONS_FROM) return { assets: [], rivers: [] };
    const symbols = new Map(this.#styles.map(({ id, symbol }) => [id, symbol]));
    const inView = this.#assets.inView(this.leaflet.getBounds().pad(0.25));
    return {
      assets: inView.filter(
        ({ type }) => !['river', 'bulbs', 'bank', 'line', 'area'].includes(symbols.get(type) ?? ''),
      ),
      rivers: this.#rivers.of(inView.filter(({ type }) => symbols.get(type) === 'river')),
    };
  }

  #motion(options: { animate?: boolean | undefined }): { animate?: boolean } {
    if (this.#options.lessMotion()) return { animate: false };
    return options.animate === undefined ? {} : { animate: options.animate };
  }
}

const toBounds = (bounds: L.LatLngBounds): Bounds => [
  bounds.getWest(),
  bounds.getSouth(),
  bounds.getEast(),
  bounds.getNorth(),
];
