/** What is in view as a list, the nearest to the middle first: the way to the assets for who does not see or point at the map. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { localText } from '../i18n/locale.ts';
import type { InView } from '../map/asset-layer.ts';
import { layerOf } from '../state/layers.ts';
import { hrefTo } from '../state/location.ts';
import { mapView, viewChange } from '../state/map-view.ts';
import { StoreController } from '../state/store.ts';
import { base } from '../styles/shared.ts';
import { symbolIcon } from './symbol-icon.ts';
import { conditionName } from './words.ts';

/** More than this nobody reads; zooming in shortens the list. */
const MOST = 50;

@customElement('lutra-in-view')
@localized()
export class LutraInView extends LitElement {
  static override styles = [
    base,
    css`
      details {
        margin-top: 4px;
        border-top: 1px solid var(--line);
      }
      summary {
        padding: 10px 8px;
        border-radius: 6px;
        font-weight: 550;
        cursor: pointer;
      }
      summary:hover {
        background: var(--surface-hover);
      }
      a {
        display: grid;
        grid-template-columns: 28px minmax(0, 1fr);
        gap: 0 8px;
        align-items: center;
        padding: 5px 8px;
        border-radius: 6px;
        color: var(--text);
        text-decoration: none;
        min-height: 40px;
      }
      a:hover {
        background: var(--surface-hover);
        color: var(--text);
      }
      a .small {
        display: block;
        line-height: 1.3;
      }
      p {
        padding: 0 8px 8px;
      }
    `,
  ];

  @state() private open = false;

  #change = new StoreController(this, viewChange);

  override render(): TemplateResult {
    const assets = this.open && this.#change.value >= 0 ? (mapView.value?.inView(MOST) ?? []) : [];
    return html`<details @toggle=${this.#toggle}>
      <summary>${msg('Dalam pandangan', { id: 'in-view.title' })}</summary>
      ${
        this.open && assets.length === 0
          ? html`<p class="quiet small">
              ${msg('Tidak ada aset tunggal di sini. Perbesar peta untuk membuka kelompok.', { id: 'in-view.empty' })}
            </p>`
          : nothing
      }
      <ul>
        ${assets.map((asset) => html`<li>${this.#asset(asset)}</li>`)}
      </ul>
      ${
        assets.length === MOST
          ? html`<p class="quiet small">
              ${msg(str`${MOST} yang terdekat dengan tengah peta; perbesar untuk yang lain.`, { id: 'in-view.most' })}
            </p>`
          : nothing
      }
    </details>`;
  }

  #asset({ type, id, code, condition, status }: InView): TemplateResult {
    const layer = layerOf(type);
    const known = condition === 'unknown' ? null : condition;
    return html`<a href=${hrefTo({ asset: { type, id } })}>
      ${symbolIcon(layer?.symbol ?? 'dot', { condition: known, status })}
      <span>
        ${code}
        <span class="quiet small"
          >${layer === undefined ? type : localText(layer.titles)} · ${conditionName(condition)}</span
        >
      </span>
    </a>`;
  }

  #toggle = (event: Event): void => {
    this.open = (event.target as HTMLDetailsElement).open;
  };
}
