/**
 * Where an asset is: drawn or moved on the map, or taken from the device with its accuracy.
 *
 * @fires lutra-change - detail: the geometry; null when it is drawn anew
 */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { lengthOf, measureLine } from '../../api/domain/stationing.ts';
import { formatArea, formatLength, formatNumber, formatPosition } from '../i18n/format.ts';
import type { DrawTips, Drawing } from '../map/draw.ts';
import type { MapView } from '../map/map-view.ts';
import { areaFacts } from '../map/shape-facts.ts';
import { mapView } from '../state/map-view.ts';
import { StoreController } from '../state/store.ts';
import { base, controls } from '../styles/shared.ts';
import type { AssetGeometry, GeometryType } from '../wire.ts';
import { faultLine } from './faults.ts';
import { icon } from './icons.ts';

/** Where a place that was found is shown: single lamps stand apart. */
const PLACING_ZOOM = 18;
/** Below this zoom a finger covers tens of metres. */
const COARSE_BELOW = 16;

@customElement('lutra-place-field')
@localized()
export class LutraPlaceField extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        margin-bottom: var(--space-2);
      }
      .row {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
        margin-top: var(--space-1);
      }
      .row button {
        padding: 0 8px;
      }
      .notice {
        margin-top: var(--space-1);
      }
    `,
  ];

  @property({ attribute: false }) geometryType: GeometryType = 'Point';
  @property({ attribute: false }) geometry: AssetGeometry | null = null;
  @property({ attribute: false }) error: unknown = undefined;

  #map = new StoreController(this, mapView);
  #drawing: Drawing | undefined;
  #started = false;
  #watch: number | undefined;

  @state() private device: GeolocationPosition | null = null;
  @state() private locating = false;
  /** Whether the place was tapped on a map too small to hit a lamp. */
  @state() private coarse = false;
  @state() private failure = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drawing?.remove();
    this.#drawing = undefined;
    this.#started = false;
    this.#stopWatching();
    if (mapView.value !== null) mapView.value.picking = true;
  }

  override updated(_changed: PropertyValues): void {
    if (this.#map.value !== null && !this.#started) void this.#start();
  }

  override render(): TemplateResult {
    return html`<h2>${msg('Tempat', { id: 'place.title' })}</h2>
      <p class="hint">${this.#hint()}</p>
      <p class="number" role="status">${this.#describe()}</p>
      ${
        this.#crosses()
          ? html`<p class="notice warning" role="alert">
              ${msg('Garis batasnya memotong dirinya sendiri. Geser sudutnya sebelum menyimpan.', { id: 'place.crossing' })}
            </p>`
          : nothing
      }
      ${faultLine(this.error, '/geometry', 'geometry')}
      ${
        this.device === null
          ? nothing
          : html`<p class="notice">
              ${msg(str`Posisi perangkat, ketelitian ± ${formatNumber(this.device.coords.accuracy, 0)} m`, { id: 'place.accuracy' })}
            </p>`
      }
      ${
        this.coarse
          ? html`<p class="notice small">
              ${msg('Peta masih kecil. Perbesar, lalu geser penandanya ke tempat yang tepat.', { id: 'place.coarse' })}
            </p>`
          : nothing
      }
      ${this.failure === '' ? nothing : html`<p class="notice warning" role="alert">${this.failure}</p>`}
      <div class="row">
        ${
          this.geometryType === 'Point'
            ? html`${
                  this.device === null
                    ? html`<button type="button" @click=${this.#locate} ?disabled=${this.locating}>
                        ${icon('locate')}
                        ${
                          this.locating
                            ? msg('Mencari posisi …', { id: 'place.locating' })
                            : msg('Posisi saya', { id: 'place.device' })
                        }
                      </button>`
                    : html`<button type="button" class="primary" @click=${this.#useDevice}>
                        ${icon('check')} ${msg('Pakai posisi ini', { id: 'place.use' })}
                      </button>`
                }
                <button type="button" @click=${this.#useCentre}>
                  ${icon('pin')} ${msg('Tengah peta', { id: 'place.centre' })}
                </button>`
            : html`<button type="button" @click=${this.#restart}>
                ${icon('retry')} ${msg('Gambar ulang', { id: 'place.restart' })}
              </button>`
        }
      </div>`;
  }

  #hint(): string {
    switch (this.geometryType) {
      case 'Point':
        return msg('Ketuk peta atau geser penandanya.', { id: 'place.hint-point' });
      case 'LineString':
        return msg('Ketuk titik demi titik; ketuk titik terakhir sekali lagi untuk selesai.', {
          id: 'place.hint-line',
        });
      case 'Polygon':
        return msg('Ketuk sudut demi sudut; ketuk sudut pertama untuk menutup.', { id: 'place.hint-area' });
    }
  }

  #crosses(): boolean {
    return this.geometry?.type === 'Polygon' && areaFacts(this.geometry).crossing !== null;
  }

  #describe(): string {
    const { geometry } = this;
    if (geometry === null) return msg('Belum ada tempat.', { id: 'place.none' });
    switch (geometry.type) {
      case 'Point':
        return formatPosition(geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0);
      case 'LineString':
        return formatLength(lengthOf(measureLine(geometry.coordinates)));
      case 'Polygon':
        return formatArea(areaFacts(geometry).area);
    }
  }

  #tips(): DrawTips {
    return {
      first: msg('Ketuk titik pertama', { id: 'place.tip-first' }),
      next: msg('Ketuk titik berikutnya', { id: 'place.tip-next' }),
      finish:
        this.geometryType === 'Polygon'
          ? msg('Ketuk titik pertama lagi untuk menutup', { id: 'place.tip-close' })
          : msg('Ketuk titik terakhir lagi untuk selesai', { id: 'place.tip-finish' }),
    };
  }

  async #start(): Promise<void> {
    const view = this.#map.value;
    if (view === null) return;
    this.#started = true;
    view.picking = false;
    const drawing = await this.#draw(view);
    if (this.isConnected) this.#drawing = drawing;
    else drawing.remove();
  }

  async #draw(view: MapView): Promise<Drawing> {
    const { startDrawing } = await import('../map/draw.ts');
    return startDrawing({
      leaflet: view.leaflet,
      geometryType: this.geometryType,
      geometry: this.geometry,
      tips: this.#tips(),
      onChange: (geometry) => {
        this.geometry = geometry;
        this.coarse = geometry.type === 'Point' && view.leaflet.getZoom() < COARSE_BELOW;
        this.dispatchEvent(new CustomEvent<AssetGeometry>('lutra-change', { detail: geometry }));
      },
    });
  }

  #locate = (): void => {
    this.failure = '';
    if (!('geolocation' in navigator)) {
      this.failure = this.#deniedText();
      return;
    }
    this.locating = true;
    // The accuracy improves while the receiver runs: the person decides when it is good enough.
    this.#watch = navigator.geolocation.watchPosition(
      (position) => {
        this.locating = false;
        this.device = position;
      },
      () => {
        this.locating = false;
        this.failure = this.#deniedText();
        this.#stopWatching();
      },
      { enableHighAccuracy: true, timeout: 30_000 },
    );
  };

  #deniedText(): string {
    return msg('Posisi tidak tersedia. Izinkan lokasi di peramban, atau ketuk peta.', { id: 'place.denied' });
  }

  #useDevice = (): void => {
    const position = this.device;
    this.#stopWatching();
    this.device = null;
    if (position === null) return;
    const { longitude, latitude } = position.coords;
    this.#drawing?.place(longitude, latitude);
    this.coarse = false;
    mapView.value?.fit([longitude, latitude, longitude, latitude], { maxZoom: PLACING_ZOOM });
  };

  #useCentre = (): void => {
    const place = mapView.value?.middle;
    if (place) this.#drawing?.place(place.longitude, place.latitude);
  };

  #restart = (): void => {
    this.geometry = null;
    this.coarse = false;
    this.dispatchEvent(new CustomEvent<null>('lutra-change', { detail: null }));
    this.#drawing?.restart();
  };

  #stopWatching(): void {
    if (this.#watch !== undefined) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = undefined;
    this.locating = false;
  }
}
