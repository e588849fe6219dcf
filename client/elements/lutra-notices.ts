/** The lines above the map: demonstration data, no network, layers that did not load. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { formatInstant } from '../i18n/format.ts';
import { mapView, positionState, tileState } from '../state/map-view.ts';
import { lastContact, online } from '../state/network.ts';
import { settings } from '../state/settings.ts';
import { StoreController } from '../state/store.ts';
import { base, controls } from '../styles/shared.ts';
import { icon } from './icons.ts';

@customElement('lutra-notices')
@localized()
export class LutraNotices extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 6px;
        pointer-events: none;
      }
      p {
        display: flex;
        align-items: center;
        gap: 6px;
        max-width: 100%;
        padding: 5px 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-raised);
        font-size: var(--text-s);
        pointer-events: auto;
      }
      .demo {
        background: var(--warning-quiet);
        color: var(--warning-text);
      }
      svg.icon {
        width: 16px;
        height: 16px;
      }
      button {
        min-height: 28px;
        padding: 0 8px;
        color: var(--accent);
      }
    `,
  ];

  #settings = new StoreController(this, settings);
  #online = new StoreController(this, online);
  #tiles = new StoreController(this, tileState);
  #position = new StoreController(this, positionState);

  override render(): TemplateResult {
    const { failed, pending } = this.#tiles.value;
    return html`
      ${
        this.#settings.value.value?.demonstration === true
          ? html`<p class="demo">
              ${icon('info')}${msg('Data ilustrasi, bukan hasil survei', { id: 'notice.demonstration' })}
            </p>`
          : nothing
      }
      <div role="status">
        ${this.#online.value ? nothing : html`<p>${icon('offline')} ${this.#offline()}</p>`}
        ${
          this.#online.value && failed > 0 && pending === 0
            ? html`<p>
                ${icon('warning')}${msg(str`${failed} bagian peta belum termuat.`, { id: 'notice.tiles-failed' })}
                <button class="plain" @click=${() => mapView.value?.retry()}>
                  ${msg('Coba lagi', { id: 'retry' })}
                </button>
              </p>`
            : nothing
        }
        ${this.#positionLine()}
      </div>
    `;
  }

  #offline(): string {
    const since = lastContact.value === null ? '–' : formatInstant(lastContact.value);
    return msg(str`Tanpa jaringan. Yang tampil dimuat terakhir ${since}; perubahan belum dapat dikirim.`, {
      id: 'notice.offline',
    });
  }

  #positionLine(): TemplateResult | typeof nothing {
    const position = this.#position.value;
    switch (position.state) {
      case 'waiting':
        return html`<p>${icon('locate')}${msg('Mencari posisi Anda…', { id: 'notice.position-waiting' })}</p>`;
      case 'denied':
        return html`<p>
          ${icon('warning')}${msg('Posisi tidak diizinkan. Izinkan lokasi untuk situs ini di peramban Anda.', {
            id: 'notice.position-denied',
          })}
        </p>`;
      case 'unavailable':
        return html`<p>
          ${icon('warning')}${msg('Perangkat ini belum mendapat posisi. Coba di tempat terbuka.', {
            id: 'notice.position-unavailable',
          })}
        </p>`;
      case 'on':
        return html`<p class="number">
          ${icon('locate')}${msg(str`Posisi Anda, ketelitian ${Math.round(position.accuracy)} m`, { id: 'notice.position' })}
        </p>`;
      case 'off':
        return nothing;
    }
  }
}
