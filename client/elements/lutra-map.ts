/** The map in the frame: made when connected, removed when disconnected, kept in step with the address, the layers and the theme. */
import leafletCss from 'leaflet/dist/leaflet.css?inline';
import { localized, msg, str } from '@lit/localize';
import { LitElement, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { api } from '../api-client.ts';
import { formatNumber } from '../i18n/format.ts';
import { language, localText } from '../i18n/locale.ts';
import type { Hit } from '../map/asset-layer.ts';
import { keyOf } from '../map/glyphs.ts';
import { MapView, type Bounds } from '../map/map-view.ts';
import { formatPlace, type Place } from '../state/address.ts';
import { isShown, layerOf, layers } from '../state/layers.ts';
import { location, navigate } from '../state/location.ts';
import { baseState, cover, mapView, positionState, tileState, viewChange } from '../state/map-view.ts';
import { online } from '../state/network.ts';
import { wantsLessMotion } from '../state/screen.ts';
import { selection } from '../state/selection.ts';
import { settings } from '../state/settings.ts';
import { StoreController } from '../state/store.ts';
import { dark } from '../state/theme.ts';
import { base, controls } from '../styles/shared.ts';
import { icon, type IconName } from './icons.ts';
import { mapStyles } from './lutra-map.styles.ts';
import { conditionName } from './words.ts';

/** Where the settings cannot be reached: the regency of the demonstration. */
const FALLBACK_HOME: Bounds = [119.676, -2.917, 120.656, -1.948];

@customElement('lutra-map')
@localized()
export class LutraMap extends LitElement {
  static override styles = [base, controls, unsafeCSS(leafletCss), mapStyles];

  @query('#map') private container!: HTMLElement;

  #settings = new StoreController(this, settings);
  #tiles = new StoreController(this, tileState);
  #base = new StoreController(this, baseState);
  #position = new StoreController(this, positionState);
  #cover = new StoreController(this, cover);

  #view: MapView | null = null;
  #ends: (() => void)[] = [];
  #moved: ReturnType<typeof setTimeout> | undefined;

  override firstUpdated(): void {
    // The home is known with the settings; a place in the address need not wait for them.
    if (location.value.place !== null || settings.value.state !== 'loading') return this.#start();
    const end = settings.subscribe(() => {
      end();
      if (this.isConnected) this.#start();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#moved);
    for (const end of this.#ends) end();
    this.#ends = [];
    mapView.set(null);
    this.#view?.remove();
    this.#view = null;
  }

  override focus(): void {
    this.container.focus();
  }

  override render(): TemplateResult {
    const { right, bottom } = this.#cover.value;
    this.style.setProperty('--cover-right', `${right}px`);
    this.style.setProperty('--cover-bottom', `${bottom}px`);
    const on = this.#position.value.state === 'on' || this.#position.value.state === 'waiting';
    return html`
      <div
        id="map"
        role="application"
        aria-label=${msg('Peta', { id: 'nav.map' })}
        aria-describedby="help"
        aria-busy=${this.#tiles.value.pending > 0 ? 'true' : 'false'}
      ></div>
      <p id="help" class="visually-hidden">
        ${msg('Tombol panah menggeser peta, + dan − mengubah skala. Aset di sekitar ada di daftar Dalam pandangan.', {
          id: 'map.help',
        })}
      </p>
      <div class="busy" ?hidden=${this.#tiles.value.pending === 0}></div>
      <div class="tools">
        ${this.#tool('locate', msg('Posisi saya', { id: 'map.locate' }), () => this.#view?.togglePosition(), on)}
        ${this.#tool('home', msg('Seluruh kabupaten', { id: 'map.home' }), () => this.#view?.home())}
        <div class="zoom">
          ${this.#tool('plus', msg('Perbesar', { id: 'map.zoom-in' }), () => this.#view?.zoomBy(1))}
          ${this.#tool('minus', msg('Perkecil', { id: 'map.zoom-out' }), () => this.#view?.zoomBy(-1))}
        </div>
      </div>
      <p class="credit">${this.#credit()}</p>
    `;
  }

  #tool(name: IconName, label: string, run: () => void, pressed?: boolean): TemplateResult {
    return html`<button
      class="round"
      @click=${run}
      aria-label=${label}
      title=${label}
      aria-pressed=${pressed ?? nothing}
    >
      ${icon(name)}
    </button>`;
  }

  /** The base map's source, or the one line that says that there is none. */
  #credit(): string {
    switch (this.#base.value) {
      case 'none':
        return msg('Tanpa peta dasar: hanya daratan dan kisi', { id: 'map.no-base' });
      case 'failing':
        return msg('Peta dasar tidak terjangkau: hanya daratan dan kisi', {
          id: 'map.base-failing',
        });
      case 'loading':
      case 'shown':
        return plainText(this.#settings.value.value?.basemap?.attribution ?? '');
    }
  }

  #start(): void {
    const view = new MapView(this.container, {
      place: location.value.place,
      home: settings.value.value?.home.bbox ?? FALLBACK_HOME,
      loadTile: (address, options) => api.tile(address, options),
      loadFeature: (type, id) => api.assets.read(type, id),
      loadLand: async () => (await import('../map/land.ts')).readLand(),
      describe,
      lessMotion: wantsLessMotion,
      onMoved: (place) => this.#follow(place),
      onPicked: (hit) => pick(hit),
      onTiles: (state) => {
        tileState.set(state);
        if (state.pending === 0) viewChange.update((count) => count + 1);
      },
      onBase: (state) => baseState.set(state),
      onPosition: (state) => positionState.set(state),
    });
    this.#view = view;
    // A link that names an asset and no place means the place of the asset.
    this.#fitFirst = location.value.place === null;
    this.#placeInAddress = location.value.place === null ? '' : formatPlace(location.value.place);
    view.setPadding(cover.value);
    this.#showBase();
    this.#showLayers();
    this.#showSelection();
    const resize = new ResizeObserver(() => view.resize());
    resize.observe(this.container);
    this.#ends = [
      () => resize.disconnect(),
      settings.subscribe(() => this.#showBase()),
      layers.subscribe(() => this.#showLayers()),
      selection.subscribe(() => this.#showSelection()),
      dark.subscribe(() => view.repaint()),
      language.subscribe(() => view.repaint()),
      online.subscribe((isOnline) => isOnline && view.retry()),
      cover.subscribe((padding) => {
        view.setPadding(padding);
        view.reveal();
      }),
      location.subscribe(({ place }) => {
        this.#showLayers();
        // Only a place that the address has newly got moves the map: the address follows the map with a delay.
        const wanted = place === null ? '' : formatPlace(place);
        const isNew = wanted !== this.#placeInAddress;
        this.#placeInAddress = wanted;
        if (isNew && place !== null && wanted !== formatPlace(view.place)) view.showPlace(place);
      }),
    ];
    mapView.set(view);
  }

  /** Writes the place into the address once the map has come to rest: browsers limit how often that may be done. */
  #follow(place: Place): void {
    viewChange.update((count) => count + 1);
    clearTimeout(this.#moved);
    this.#moved = setTimeout(() => navigate({ place }, { replace: true }), 250);
  }

  #placeInAddress = '';
  #fitFirst = false;
  #basemap: string | null | undefined;
  #showBase(): void {
    const { state, value } = settings.value;
    if (state === 'loading') return;
    const basemap = value?.basemap ?? null;
    // Settings that are read again must not make the map flicker.
    if (this.#basemap === (basemap?.url ?? null)) return;
    this.#basemap = basemap?.url ?? null;
    this.#view?.setBase(basemap);
  }

  #shown = '';
  #showLayers(): void {
    const styles = (layers.value.value ?? []).filter(({ id }) => isShown(id)).map(({ id, symbol }) => ({ id, symbol }));
    const key = styles.map(({ id, symbol }) => `${id} ${symbol}`).join();
    if (key === this.#shown) return;
    this.#shown = key;
    this.#view?.setLayers(styles);
  }

  #showSelection(): void {
    const feature = selection.value?.value;
    if (feature === undefined) return this.#view?.select(null);
    const { type } = selection.value?.asset ?? { type: '' };
    const { condition, status } = feature.properties;
    const symbol = layerOf(type)?.symbol ?? 'dot';
    this.#view?.select(
      { geometry: feature.geometry, symbol, condition: keyOf(condition), status },
      this.#fitFirst ? 'fit' : 'reveal',
    );
    this.#fitFirst = false;
  }
}

function pick(hit: Hit | null): void {
  if (hit?.asset) navigate({ asset: { type: hit.type, id: hit.asset.id } });
  else if (location.value.asset !== null) navigate({ asset: null });
}

function describe({ type, asset, count }: Hit): string {
  const layer = layerOf(type);
  const title = layer === undefined ? type : localText(layer.titles);
  if (asset === null) return msg(str`${formatNumber(count)} ${title}`, { id: 'map.cluster' });
  return `${asset.code} · ${title} · ${conditionName(asset.condition)}`;
}

/** An attribution is often written as HTML; only its words are shown. */
function plainText(markup: string): string {
  return new DOMParser().parseFromString(markup, 'text/html').body.textContent;
}
