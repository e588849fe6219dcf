/** The frame: rail or bar, map, cards, panel or sheet, page; decides by the address what stands where. */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { question } from '../state/confirm.ts';
import { loadLayers } from '../state/layers.ts';
import { location, navigate } from '../state/location.ts';
import { cover, mapView } from '../state/map-view.ts';
import { wide } from '../state/screen.ts';
import { startSelection } from '../state/selection.ts';
import { can, session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { base } from '../styles/shared.ts';
import { contentOf, type Content } from './contents.ts';
import type { LutraLayers } from './lutra-layers.ts';
import './lutra-layers.ts';
import type { LutraMap } from './lutra-map.ts';
import './lutra-map.ts';
import './lutra-notices.ts';
import './lutra-panel.ts';
import './lutra-rail.ts';
import type { LutraSearch } from './lutra-search.ts';
import './lutra-search.ts';
import './lutra-toasts.ts';
import { commandOf } from './shortcuts.ts';

@customElement('lutra-app')
@localized()
export class LutraApp extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template: minmax(0, 1fr) / var(--rail) minmax(0, 1fr);
        position: relative;
        height: 100dvh;
        background: var(--surface);
      }
      .stage {
        position: relative;
        min-width: 0;
        overflow: hidden;
      }
      lutra-map,
      .page {
        position: absolute;
        inset: 0;
      }
      .cards {
        position: absolute;
        inset: 12px auto 44px 12px;
        display: flex;
        flex-direction: column;
        gap: var(--space-1);
        width: 320px;
        pointer-events: none;
        z-index: 1;
      }
      .cards > * {
        pointer-events: auto;
      }
      .page {
        overflow: auto;
        background: var(--surface);
        z-index: 4;
      }
      lutra-panel {
        z-index: 3;
      }
      lutra-notices {
        position: absolute;
        inset: 12px var(--cover-right, 0px) auto 344px;
        z-index: 1;
      }
      nav {
        position: absolute;
      }
      .skip {
        position: absolute;
        left: 8px;
        top: -80px;
        z-index: 10;
        padding: 10px 14px;
        border-radius: var(--radius);
        white-space: nowrap;
        background: var(--accent);
        color: var(--on-accent);
      }
      .skip:focus {
        top: 8px;
      }
      @media (max-width: 899px) {
        :host {
          grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
        }
        lutra-rail {
          order: 2;
        }
        .cards {
          inset: 8px 8px auto 8px;
          width: auto;
          z-index: 2;
        }
        lutra-notices {
          inset: 58px 60px auto 8px;
          align-items: flex-start;
        }
      }
    `,
  ];

  @query('lutra-map') private map!: LutraMap;
  @query('lutra-search') private search!: LutraSearch;
  @query('lutra-layers') private layers!: LutraLayers;
  @query('main') private stage!: HTMLElement;

  @state() private help = false;

  #location = new StoreController(this, location);
  #question = new StoreController(this, question);
  #resize = new ResizeObserver(() => this.#tellCover());
  #ends: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    startSelection();
    window.addEventListener('keydown', this.#key);
    this.#ends = [
      // What a person may see changes with the session, so do the layers and their counts.
      session.subscribe(() => void loadLayers()),
      cover.subscribe(({ right }) => this.style.setProperty('--cover-right', `${right}px`)),
    ];
    if (session.value !== undefined) void loadLayers();
  }

  override firstUpdated(): void {
    this.#resize.observe(this.layers);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#key);
    this.#resize.disconnect();
    for (const end of this.#ends) end();
  }

  override render(): TemplateResult {
    const content = contentOf(this.#location.value);
    document.title = content === null ? 'Lutra' : `${content.label} · Lutra`;
    const isPage = content?.frame === 'page';
    return html`
      <nav aria-label=${msg('Langsung ke', { id: 'app.skip' })}>
        <a class="skip" href="#map" @click=${this.#toMap}>${msg('Langsung ke peta', { id: 'app.skip-to-map' })}</a>
        <a class="skip" href="#search" @click=${this.#toSearch}>
          ${msg('Langsung ke pencarian', { id: 'app.skip-to-search' })}
        </a>
      </nav>
      <lutra-rail></lutra-rail>
      <main class="stage">
        ${content === null ? html`<h1 class="visually-hidden">${msg('Peta aset', { id: 'app.title' })}</h1>` : nothing}
        <lutra-map ?inert=${isPage}></lutra-map>
        <div class="cards" ?inert=${isPage}>
          <lutra-search></lutra-search>
          <lutra-layers></lutra-layers>
        </div>
        <lutra-notices ?inert=${isPage}></lutra-notices>
        ${content === null ? nothing : this.#content(content)}
      </main>
      <lutra-toasts></lutra-toasts>
      ${this.#question.value === null ? nothing : this.#confirm()} ${this.help ? this.#shortcuts() : nothing}
    `;
  }

  #content({ frame, label, template }: Content): TemplateResult {
    return frame === 'page'
      ? html`<div class="page">${template}</div>`
      : html`<lutra-panel .label=${label} @lutra-close=${this.#close}>${template}</lutra-panel>`;
  }

  #confirm(): TemplateResult {
    void import('./lutra-confirm.ts');
    return html`<lutra-confirm></lutra-confirm>`;
  }

  #shortcuts(): TemplateResult {
    void import('./lutra-shortcuts.ts');
    return html`<lutra-shortcuts @lutra-close=${this.#hideHelp}></lutra-shortcuts>`;
  }

  #hideHelp = (): void => {
    this.help = false;
  };

  #toMap = (event: Event): void => {
    event.preventDefault();
    this.map.focus();
  };

  #toSearch = (event: Event): void => {
    event.preventDefault();
    this.search.focus();
  };

  /** What the cards hide of the map; the panel tells its own side. */
  #tellCover(): void {
    const stage = this.stage.getBoundingClientRect();
    const card = this.layers.getBoundingClientRect();
    // A closed card leaves the edge free; on a phone an open one is in front of everything for a moment.
    const open = wide.value && card.height > 120;
    const left = open ? card.right - stage.left : 0;
    const top = open ? 0 : 64;
    const now = cover.value;
    if (now.left !== left || now.top !== top) cover.set({ ...now, left, top });
  }

  #key = (event: KeyboardEvent): void => {
    const command = commandOf(event);
    if (command === undefined) return;
    // Arrows belong to what has the focus, unless that is the map or nothing; Leaflet answers them itself.
    const arrow = command === 'left' || command === 'right' || command === 'up' || command === 'down';
    if (arrow && event.composedPath()[0] !== document.body) return;
    if (this.#location.value.view === 'administration' && command !== 'help' && command !== 'close') return;
    event.preventDefault();
    switch (command) {
      case 'search':
        return this.search.focus();
      case 'close':
        return this.#close();
      case 'layers':
        return void this.layers.toggle(true);
      case 'new':
        return can('asset.write') ? navigate({ creating: '' }) : undefined;
      case 'help':
        this.help = true;
        return;
      case 'zoom-in':
        return mapView.value?.zoomBy(1);
      case 'zoom-out':
        return mapView.value?.zoomBy(-1);
      case 'left':
        return mapView.value?.pan(-1, 0);
      case 'right':
        return mapView.value?.pan(1, 0);
      case 'up':
        return mapView.value?.pan(0, -1);
      case 'down':
        return mapView.value?.pan(0, 1);
    }
  };

  /** Closes the topmost: the form, then the asset, then the view. */
  #close = (): void => {
    const { edit, creating, asset } = location.value;
    if (creating !== null) navigate({ creating: null });
    else if (edit) navigate({ edit: false });
    else if (asset !== null) navigate({ asset: null });
    else navigate({ view: 'map' });
  };
}
