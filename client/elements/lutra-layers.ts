/** The layer card: each layer with its symbol, its counts by condition and a switch; below it what is in view. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { formatNumber } from '../i18n/format.ts';
import { localText } from '../i18n/locale.ts';
import { conditionKeys } from '../map/glyphs.ts';
import { keep, readKept } from '../state/kept.ts';
import { isShown, layers, loadLayers, showLayer } from '../state/layers.ts';
import { location } from '../state/location.ts';
import { wide } from '../state/screen.ts';
import { StoreController } from '../state/store.ts';
import { base, controls } from '../styles/shared.ts';
import type { Collection } from '../wire.ts';
import { icon } from './icons.ts';
import './lutra-failure.ts';
import './lutra-in-view.ts';
import { conditionIcon, symbolIcon } from './symbol-icon.ts';
import { conditionName } from './words.ts';

@customElement('lutra-layers')
@localized()
export class LutraLayers extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      section {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-raised);
      }
      .toggle {
        justify-content: flex-start;
        width: 100%;
        border: 0;
        border-radius: var(--radius);
        background: none;
        font-weight: 650;
      }
      .toggle .icon:last-child {
        margin-left: auto;
        transition: rotate var(--quick);
      }
      .toggle[aria-expanded='true'] .icon:last-child {
        rotate: 180deg;
      }
      .content {
        overflow: auto;
        overscroll-behavior: contain;
        padding: 0 6px 6px;
      }
      li label {
        display: grid;
        grid-template: auto auto / 28px minmax(0, 1fr) auto;
        gap: 0 8px;
        align-items: center;
        margin: 0;
        padding: 7px 8px;
        border-radius: 6px;
        font-weight: 550;
        cursor: pointer;
      }
      li label:hover {
        background: var(--surface-hover);
      }
      .name {
        display: flex;
        gap: 8px;
        align-items: baseline;
        justify-content: space-between;
        line-height: 1.3;
      }
      .name .number {
        color: var(--text-quiet);
        font-weight: 400;
      }
      .counts {
        grid-column: 2;
        display: flex;
        flex-wrap: wrap;
        gap: 0 10px;
        color: var(--text-quiet);
        font-size: var(--text-s);
        font-weight: 400;
      }
      .counts span {
        display: inline-flex;
        gap: 3px;
        align-items: center;
      }
      .counts svg {
        width: 12px;
        height: 12px;
      }
      .symbol {
        grid-row: span 2;
        align-self: start;
        color: var(--map-ink);
      }
      .off .symbol,
      .off .name {
        opacity: 0.6;
      }
      input[role='switch'] {
        grid-row: span 2;
        appearance: none;
        position: relative;
        width: 36px;
        height: 20px;
        border: 1px solid var(--line-strong);
        border-radius: 10px;
        background: var(--surface-sunken);
        transition: background var(--quick);
      }
      input[role='switch']::after {
        content: '';
        position: absolute;
        inset: 3px auto 3px 3px;
        width: 12px;
        border-radius: 50%;
        background: var(--line-strong);
        transition: translate var(--quick);
      }
      input[role='switch']:checked {
        border-color: var(--accent);
        background: var(--accent);
      }
      input[role='switch']:checked::after {
        translate: 16px 0;
        background: var(--on-accent);
      }
      .skeleton {
        height: 44px;
        margin: 4px 8px;
      }
      p {
        padding: 8px;
      }
      @media (max-width: 899px) {
        :host {
          align-items: flex-end;
        }
        section.open {
          width: 100%;
          max-height: 62dvh;
        }
        li label {
          min-height: var(--target);
        }
      }
    `,
  ];

  @state() private open = wide.value && readKept('layers') !== 'closed';

  #layers = new StoreController(this, layers);
  #location = new StoreController(this, location);
  #wide = new StoreController(this, wide);

  #endWide: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // A window that becomes narrow, or a tablet that is turned: the card would cover the map.
    this.#endWide = wide.subscribe((isWide) => (this.open = isWide && readKept('layers') !== 'closed'));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endWide?.();
  }

  /** Opens or closes the card; opened by key, its first switch takes the focus. */
  async toggle(focus = false): Promise<void> {
    this.open = !this.open;
    if (wide.value) keep('layers', this.open ? 'open' : 'closed');
    await this.updateComplete;
    if (focus) this.renderRoot.querySelector<HTMLElement>(this.open ? 'input' : '.toggle')?.focus();
  }

  override render(): TemplateResult {
    const label = msg('Lapisan', { id: 'layers.title' });
    const hidden = this.#location.value.layers === null ? 0 : this.#hidden();
    return html`<section class=${this.open ? 'open' : ''} aria-label=${label}>
      <button
        class="toggle"
        aria-expanded=${this.open ? 'true' : 'false'}
        aria-controls="content"
        @click=${this.#toggle}
      >
        ${icon('layers')} ${this.#wide.value || this.open ? label : html`<span class="visually-hidden">${label}</span>`}
        ${
          hidden > 0
            ? html`<span class="quiet small">${msg(str`${hidden} disembunyikan`, { id: 'layers.hidden' })}</span>`
            : nothing
        }
        ${this.#wide.value || this.open ? icon('chevron-down') : nothing}
      </button>
      <div class="content" id="content" ?hidden=${!this.open}>
        ${this.#list()}
        <lutra-in-view ?hidden=${!this.open}></lutra-in-view>
      </div>
    </section>`;
  }

  #toggle = (): void => void this.toggle();

  #hidden(): number {
    return (this.#layers.value.value ?? []).filter(({ id }) => !isShown(id)).length;
  }

  #list(): TemplateResult {
    const { state: status, value, error } = this.#layers.value;
    if (value === undefined) {
      return status === 'error'
        ? html`<lutra-failure .error=${error} @lutra-retry=${loadLayers}></lutra-failure>`
        : html`<div role="status" aria-label=${msg('Memuat…', { id: 'loading' })}>
            ${[1, 2, 3, 4].map(() => html`<div class="skeleton"></div>`)}
          </div>`;
    }
    if (value.length === 0) return html`<p class="quiet">${msg('Belum ada jenis aset.', { id: 'layers.empty' })}</p>`;
    return html`${
        status === 'error' ? html`<lutra-failure .error=${error} @lutra-retry=${loadLayers}></lutra-failure>` : nothing
      }
      <ul>
        ${value.map((layer) => this.#layer(layer))}
      </ul>`;
  }

  #layer({ id, titles, symbol, counts }: Collection): TemplateResult {
    const shown = isShown(id);
    const change = ({ target }: Event): void => showLayer(id, (target as HTMLInputElement).checked);
    const present = conditionKeys.filter((key) => counts[key] > 0);
    return html`<li>
      <label class=${shown ? '' : 'off'}>
        ${symbolIcon(symbol)}
        <span class="name">${localText(titles)}<span class="number">${formatNumber(counts.total)}</span></span>
        <input type="checkbox" role="switch" .checked=${shown} @change=${change} />
        <span class="counts">
          ${present.map(
            (key) =>
              html`<span class="number" title=${conditionName(key)}
                >${conditionIcon(key)}<span class="visually-hidden">${conditionName(key)}</span>
                ${formatNumber(counts[key])}</span
              >`,
          )}
        </span>
      </label>
    </li>`;
  }
}
