/** Where the device is: a dot, and the circle of its accuracy, followed until it is switched off. */
import * as L from 'leaflet';
import type { Palette } from './palette.ts';

export type PositionState =
  | { state: 'off' }
  | { state: 'waiting' }
  | { state: 'on'; longitude: number; latitude: number; accuracy: number }
  | { state: 'denied' | 'unavailable' };

export class PositionLayer {
  readonly #palette: () => Palette;
  readonly #onState: (state: PositionState) => void;
  readonly #onFound: (longitude: number, latitude: number) => void;
  readonly #group: L.FeatureGroup;
  #watch: number | undefined;
  #first = true;

  /** `onFound` is told the first position of each start. */
  constructor(
    map: L.Map,
    palette: () => Palette,
    onState: (state: PositionState) => void,
    onFound: (longitude: number, latitude: number) => void,
  ) {
    this.#onFound = onFound;
    this.#palette = palette;
    this.#onState = onState;
    this.#group = L.featureGroup().addTo(map);
  }

  get on(): boolean {
    return this.#watch !== undefined;
  }

  start(): void {
    if (this.#watch !== undefined) return;
    if (!('geolocation' in navigator)) return this.#onState({ state: 'unavailable' });
    this.#first = true;
    this.#onState({ state: 'waiting' });
    this.#watch = navigator.geolocation.watchPosition(
      ({ coords }) => this.#show(coords),
      (error) => {
        // A lost signal may come back; a refusal stays.
        if (error.code === error.PERMISSION_DENIED) this.stop();
        this.#onState({ state: error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable' });
      },
      { enableHighAccuracy: true, maximumAge: 5000, timeout: 20_000 },
    );
  }

  stop(): void {
    if (this.#watch !== undefined) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = undefined;
    this.#group.clearLayers();
    this.#onState({ state: 'off' });
  }

  #show({ longitude, latitude, accuracy }: GeolocationCoordinates): void {
    const { selected, halo } = this.#palette();
    const place = L.latLng(latitude, longitude);
    this.#group.clearLayers();
    L.circle(place, { radius: accuracy, color: selected, weight: 1, fillOpacity: 0.12, interactive: false }).addTo(
      this.#group,
    );
    L.circleMarker(place, {
      radius: 7,
      color: halo,
      weight: 3,
      fillColor: selected,
      fillOpacity: 1,
      interactive: false,
    }).addTo(this.#group);
    if (this.#first) this.#onFound(longitude, latitude);
    this.#first = false;
    this.#onState({ state: 'on', longitude, latitude, accuracy });
  }
}
