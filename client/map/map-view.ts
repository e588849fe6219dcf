/** The map as the rest of the client sees it: Leaflet and our layers behind a few verbs. Knows no Lit and no API. */
import * as L from 'leaflet';
import type { Place } from '../state/address.ts';

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
  /** The map came to rest at another place. */
  onMoved(place: Place): void;
}

export class MapView {
  /** For handlers that need Leaflet itself, such as drawing. */
  readonly leaflet: L.Map;
  #padding: Padding = { left: 0, top: 0, right: 0, bottom: 0 };

  constructor(container: HTMLElement, options: MapViewOptions) {
    this.leaflet = L.map(container, {
      zoomControl: false,
      attributionControl: false,
      minZoom: 4,
      maxZoom: 20,
      worldCopyJump: true,
      bounceAtZoomLimits: false,
    });
    if (options.place === null) this.fit(options.home, { animate: false });
    else this.showPlace(options.place, { animate: false });
    this.leaflet.on('moveend', () => options.onMoved(this.place));
  }

  get place(): Place {
    const { lat, lng } = this.leaflet.getCenter();
    return { zoom: this.leaflet.getZoom(), latitude: lat, longitude: lng };
  }

  /** What covers the map's edges: whatever is shown from now on avoids it. */
  setPadding(padding: Padding): void {
    this.#padding = padding;
  }

  showPlace({ latitude, longitude, zoom }: Place, options: { animate?: boolean } = {}): void {
    this.leaflet.setView([latitude, longitude], zoom, options);
  }

  /** Shows all of the bounds, beside what covers the map. */
  fit([west, south, east, north]: Bounds, options: { animate?: boolean; maxZoom?: number } = {}): void {
    const { left, top, right, bottom } = this.#padding;
    this.leaflet.fitBounds(
      [
        [south, west],
        [north, east],
      ],
      {
        paddingTopLeft: [left + 24, top + 24],
        paddingBottomRight: [right + 24, bottom + 24],
        maxZoom: options.maxZoom ?? 17,
        ...(options.animate === undefined ? {} : { animate: options.animate }),
      },
    );
  }

  /** False while a handler draws: clicks select nothing then. */
  picking = true;

  /** Fetches the tiles of a type anew, after it was written. */
  reload(_type: string): void {}

  remove(): void {
    this.leaflet.remove();
  }
}
