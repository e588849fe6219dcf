/** The map in the frame: makes it when connected, removes it when disconnected, and keeps it and the address in step. */
import leafletCss from 'leaflet/dist/leaflet.css?inline';
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { MapView } from '../map/map-view.ts';
import { formatPlace } from '../state/address.ts';
import { location, navigate } from '../state/location.ts';
import { mapView } from '../state/map-view.ts';
import { settings } from '../state/settings.ts';
import { base } from '../styles/shared.ts';

@localized()
@customElement('lutra-map')
export class LutraMap extends LitElement {
  static override styles = [
    base,
    unsafeCSS(leafletCss),
    css`
      :host {
        display: block;
      }
      #map {
        position: absolute;
        inset: 0;
        background: var(--map-water);
        isolation: isolate;
      }
    `,
  ];

  @query('#map') private container!: HTMLElement;

  #view: MapView | null = null;
  #ends: (() => void)[] = [];

  override render(): TemplateResult {
    return html`<div id="map" role="application" aria-label=${msg('Peta', { id: 'nav.map' })} tabindex="0"></div>`;
  }

  override firstUpdated(): void {
    this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
    this.#ends = [];
    mapView.set(null);
    this.#view?.remove();
    this.#view = null;
  }

  override focus(): void {
    this.container.focus();
  }

  #start(): void {
    const home = settings.value.value?.home.bbox;
    if (home === undefined && location.value.place === null && settings.value.state === 'loading') {
      const end = settings.subscribe(() => {
        end();
        this.#start();
      });
      return;
    }
    const view = new MapView(this.container, {
      place: location.value.place,
      home: home ?? [119.676, -2.917, 120.656, -1.948],
      onMoved: (place) => navigate({ place }, { replace: true }),
    });
    this.#view = view;
    mapView.set(view);
    this.#ends.push(
      location.subscribe(({ place }) => {
        if (place !== null && formatPlace(place) !== formatPlace(view.place)) view.showPlace(place);
      }),
    );
  }
}
