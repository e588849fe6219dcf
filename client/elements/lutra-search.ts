/** Search by code or name: a field with a list of hits that keyboard and screen reader know as a combobox. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { api } from '../api-client.ts';
import { localText } from '../i18n/locale.ts';
import { layerOf } from '../state/layers.ts';
import { navigate } from '../state/location.ts';
import { mapView } from '../state/map-view.ts';
import type { Loadable } from '../state/loadable.ts';
import { wide } from '../state/screen.ts';
import { base, controls } from '../styles/shared.ts';
import type { SearchHit } from '../wire.ts';
import { icon } from './icons.ts';
import './lutra-failure.ts';
import { symbolIcon } from './symbol-icon.ts';

const PAUSE = 180;

@customElement('lutra-search')
@localized()
export class LutraSearch extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        position: relative;
        display: block;
        flex: none;
        z-index: 2;
      }
      .field {
        position: relative;
        margin: 0;
      }
      .field > .icon {
        position: absolute;
        left: 12px;
        top: calc(50% - 10px);
        color: var(--text-quiet);
        pointer-events: none;
      }
      input[type='search'] {
        min-height: 44px;
        padding: 8px 12px 8px 40px !important;
        border-color: var(--line);
        background: var(--surface-raised);
        text-overflow: ellipsis;
      }
      input::placeholder {
        color: var(--text-quiet);
        opacity: 1;
      }
      kbd {
        position: absolute;
        right: 10px;
        top: calc(50% - 11px);
        padding: 0 7px;
        border: 1px solid var(--line);
        border-radius: 4px;
        color: var(--text-quiet);
        font: var(--text-s) / 20px var(--font-mono);
        pointer-events: none;
      }
      input:focus ~ kbd,
      input:not(:placeholder-shown) ~ kbd {
        display: none;
      }
      .hits {
        position: absolute;
        inset: calc(100% + 6px) 0 auto;
        padding: 6px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-raised);
        box-shadow: var(--float);
      }
      /* The list itself scrolls: it belongs to the field, which moves through it by key. */
      #hits {
        max-height: min(60dvh, 480px);
        overflow: auto;
      }
      .hits p {
        padding: 8px;
      }
      [role='option'] {
        display: grid;
        grid-template-columns: 28px minmax(0, 1fr);
        gap: 0 8px;
        align-items: center;
        min-height: var(--target);
        padding: 4px 8px;
        border-radius: 6px;
        cursor: pointer;
        overflow-wrap: anywhere;
      }
      [role='option']:hover,
      [aria-selected='true'] {
        background: var(--accent-quiet);
      }
      @media (hover: none) {
        kbd {
          display: none;
        }
      }
    `,
  ];

  @query('input') private input!: HTMLInputElement;

  @state() private text = '';
  @state() private open = false;
  @state() private active = -1;
  @state() private hits: Loadable<readonly SearchHit[]> | null = null;

  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#running?.abort();
  }

  override focus(): void {
    this.input.focus();
    this.input.select();
  }

  override render(): TemplateResult {
    const label = msg('Cari kode atau nama', { id: 'search.label' });
    const shown = this.open && this.hits !== null;
    return html`<search class="field" @focusout=${this.#blur}>
      ${icon('search')}
      <input
        type="search"
        role="combobox"
        placeholder=${label}
        aria-label=${label}
        aria-autocomplete="list"
        aria-expanded=${shown ? 'true' : 'false'}
        aria-controls="hits"
        aria-activedescendant=${shown && this.active >= 0 ? `hit-${this.active}` : nothing}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        maxlength="200"
        @input=${this.#type}
        @focus=${this.#show}
        @keydown=${this.#key}
      />
      <kbd aria-hidden="true">/</kbd>
      <div class="hits" ?hidden=${!shown}>${this.#list()}</div>
    </search>`;
  }

  #list(): TemplateResult {
    const { state: status = 'loading', value = [], error } = this.hits ?? {};
    const words = msg('Hasil pencarian', { id: 'search.hits' });
    return html`
      <div role="listbox" id="hits" aria-label=${words}>${value.map((hit, i) => this.#hit(hit, i))}</div>
      <div role="status">
        ${status === 'loading' ? html`<p class="quiet">${msg('Mencari…', { id: 'search.running' })}</p>` : nothing}
        ${
          status === 'ready' && value.length === 0
            ? html`<p>
                ${msg(
                  str`Tidak ada aset atau proyek yang cocok dengan “${this.text}”. Coba sebagian kodenya, misalnya PJU.`,
                  {
                    id: 'search.none',
                  },
                )}
              </p>`
            : nothing
        }
        ${status === 'error' ? html`<lutra-failure .error=${error} @lutra-retry=${this.#search}></lutra-failure>` : nothing}
      </div>
    `;
  }

  #hit(hit: SearchHit, i: number): TemplateResult {
    const layer = hit.type === null ? undefined : layerOf(hit.type);
    const kind = layer === undefined ? msg('Proyek', { id: 'nav.projects' }) : localText(layer.titles);
    const title = hit.code ?? hit.name;
    const rest = hit.code === null || hit.name === '' ? kind : `${hit.name} · ${kind}`;
    return html`<div
      role="option"
      id="hit-${i}"
      aria-selected=${i === this.active ? 'true' : 'false'}
      @click=${() => this.#choose(hit)}
    >
      ${hit.kind === 'project' ? icon('projects') : symbolIcon(layer?.symbol ?? 'dot')}
      <span>${title} <span class="quiet small">${rest}</span></span>
    </div>`;
  }

  #show = (): void => {
    this.open = true;
  };

  #type = (): void => {
    this.text = this.input.value.trim();
    this.active = -1;
    this.open = true;
    clearTimeout(this.#timer);
    this.#running?.abort();
    if (this.text === '') {
      this.hits = null;
      return;
    }
    this.hits = { state: 'loading', value: this.hits?.value };
    this.#timer = setTimeout(() => void this.#search(), PAUSE);
  };

  #search = async (): Promise<void> => {
    const running = new AbortController();
    this.#running = running;
    try {
      const { items } = await api.search(this.text, running.signal);
      this.hits = { state: 'ready', value: items };
      this.active = items.length > 0 ? 0 : -1;
    } catch (error) {
      if (!running.signal.aborted) this.hits = { state: 'error', error };
    }
  };

  #key = (event: KeyboardEvent): void => {
    const hits = this.hits?.value ?? [];
    const chosen = hits[this.active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.open = true;
      if (hits.length > 0) this.active = (this.active + step + hits.length) % hits.length;
    } else if (event.key === 'Enter' && this.open && chosen !== undefined) {
      this.#choose(chosen);
    } else if (event.key === 'Escape' && (this.open || this.text !== '')) {
      // Here Esc closes the list, then empties the field; only then it is the frame's.
      if (this.open && this.hits !== null) this.open = false;
      else this.input.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
    this.renderRoot.querySelector(`#hit-${this.active}`)?.scrollIntoView({ block: 'nearest' });
  };

  #choose(hit: SearchHit): void {
    this.open = false;
    this.input.value = hit.code ?? hit.name;
    // The keyboard of a phone would stay over what was found.
    if (!wide.value) this.input.blur();
    if (hit.bbox !== null) mapView.value?.fit(hit.bbox);
    if (hit.kind === 'project') navigate({ view: 'project', viewId: hit.id, asset: null, creating: null });
    else if (hit.type !== null) navigate({ asset: { type: hit.type, id: hit.id }, creating: null });
  }

  #blur = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node && this.renderRoot.contains(relatedTarget))) {
      // A click on a hit comes after the blur.
      setTimeout(() => (this.open = false), 150);
    }
  };
}
