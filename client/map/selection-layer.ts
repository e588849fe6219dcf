/** The selected asset: a halo below its symbol, and the symbol itself, also where its layer is hidden or clustered. */
import * as L from 'leaflet';
import type { Geometry } from 'geojson';
import { drawSymbol, symbolRadius } from './symbols.ts';
import type { ConditionKey } from './glyphs.ts';
import type { Palette } from './palette.ts';
import type { AssetStatus } from '../wire.ts';

export interface Selected {
  geometry: Geometry;
  symbol: string;
  condition: ConditionKey;
  status: AssetStatus;
}

export class SelectionLayer {
  readonly #group: L.FeatureGroup;
  readonly #palette: () => Palette;
  #selected: Selected | null = null;

  constructor(map: L.Map, palette: () => Palette) {
    this.#group = L.featureGroup().addTo(map);
    this.#palette = palette;
  }

  set(selected: Selected | null): void {
    this.#selected = selected;
    this.repaint();
  }

  /** null: nothing is selected. */
  get bounds(): L.LatLngBounds | null {
    const bounds = this.#group.getBounds();
    return bounds.isValid() ? bounds : null;
  }

  repaint(): void {
    this.#group.clearLayers();
    if (this.#selected === null) return;
    const { geometry } = this.#selected;
    const { selected, halo } = this.#palette();
    if (geometry.type === 'Point') {
      const [longitude = 0, latitude = 0] = geometry.coordinates;
      this.#point(L.latLng(latitude, longitude)).addTo(this.#group);
      return;
    }
    for (const [weight, color] of [
      [16, selected],
      [11, halo],
    ] as const) {
      const style: L.PathOptions = { color, weight, opacity: 1, fill: false, lineCap: 'round', lineJoin: 'round' };
      L.geoJSON(geometry, { pane: 'halo', interactive: false, style }).addTo(this.#group);
    }
  }

  #point(latlng: L.LatLng): L.Layer {
    const size = 2 * (symbolRadius(true) + 10);
    const canvas = document.createElement('canvas');
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    canvas.width = canvas.height = size * ratio;
    Object.assign(canvas.style, { width: `${size}px`, height: `${size}px` });
    const context = canvas.getContext('2d');
    if (context !== null && this.#selected !== null) {
      const { selected, halo } = this.#palette();
      context.scale(ratio, ratio);
      for (const [radius, color] of [
        [size / 2 - 1, selected],
        [size / 2 - 4, halo],
      ] as const) {
        context.beginPath();
        context.arc(size / 2, size / 2, radius, 0, 2 * Math.PI);
        context.fillStyle = color;
        context.fill();
      }
      drawSymbol(context, size / 2, size / 2, { ...this.#selected, full: true }, this.#palette());
    }
    const icon = L.divIcon({ html: canvas, className: 'selected-asset', iconSize: [size, size] });
    return L.marker(latlng, { icon, interactive: false, keyboard: false, pane: 'selected' });
  }
}
