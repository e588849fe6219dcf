/**
 * One photo, large, in a dialog over everything: arrows and swipes go on to the next, Esc closes.
 *
 * @fires lutra-close
 */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { formatInstant, formatNumber, formatPosition } from '../i18n/format.ts';
import { mapView } from '../state/map-view.ts';
import { can, session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { base, controls } from '../styles/shared.ts';
import type { Photo } from '../wire.ts';
import { icon } from './icons.ts';

const SWIPE_PX = 50;
const PLACE_DEGREES = 0.0005;

@customElement('lutra-photo-viewer')
@localized()
export class LutraPhotoViewer extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      dialog {
        width: 100%;
        height: 100%;
        max-width: none;
        max-height: none;
        padding: 0;
        border: 0;
        background: var(--surface);
        color: var(--text);
      }
      .stage {
        display: grid;
        grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
        height: 100%;
      }
      .picture {
        position: relative;
        display: grid;
        place-items: center;
        min-height: 0;
        background: var(--surface-sunken);
        touch-action: pan-y;
      }
      .picture img {
        max-width: 100%;
        max-height: 100%;
        min-height: 0;
        object-fit: contain;
      }
      .picture button {
        position: absolute;
        top: calc(50% - 22px);
      }
      .picture .close {
        top: 12px;
        right: 12px;
      }
      .previous {
        left: 12px;
      }
      .next {
        right: 12px;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px var(--space-3);
        padding: 12px var(--space-3) calc(12px + env(safe-area-inset-bottom));
        border-top: 1px solid var(--line);
      }
      .warning {
        flex-basis: 100%;
      }
    `,
  ];

  @query('dialog') private dialog!: HTMLDialogElement;

  @property({ attribute: false }) photos: readonly Photo[] = [];
  @property({ attribute: false }) photo!: Photo;

  #session = new StoreController(this, session);
  #downAt = 0;

  override firstUpdated(_changed: PropertyValues): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const { photo } = this;
    const at = this.photos.findIndex(({ id }) => id === photo.id);
    return html`<dialog @close=${this.#closed} @keydown=${this.#key} aria-label=${msg('Foto', { id: 'nav.photos' })}>
      <div class="stage">
        <div class="picture" @pointerdown=${this.#down} @pointerup=${this.#up}>
          <img src=${photo.links.preview} alt=${this.#describe(photo)} draggable="false" />
          <button class="close round" @click=${this.#close} aria-label=${msg('Tutup', { id: 'close' })}>
            ${icon('close')}
          </button>
          ${
            at > 0
              ? html`<button
                  class="previous round"
                  @click=${this.#previous}
                  aria-label=${msg('Sebelumnya', { id: 'previous' })}
                >
                  ${icon('chevron-left')}
                </button>`
              : nothing
          }
          ${
            at < this.photos.length - 1
              ? html`<button class="next round" @click=${this.#next} aria-label=${msg('Berikutnya', { id: 'next' })}>
                  ${icon('chevron-right')}
                </button>`
              : nothing
          }
        </div>
        <div class="facts">${this.#renderFacts(photo)}</div>
      </div>
    </dialog>`;
  }

  #renderFacts(photo: Photo): TemplateResult {
    const { position } = photo;
    return html`<span>${this.#describe(photo)}</span> ${
        photo.illustration === undefined
          ? nothing
          : html`<span class="quiet">${msg('Ilustrasi, bukan hasil survei', { id: 'illustration' })}</span>`
      }
      ${
        position
          ? html`<span class="quiet">
                ${formatPosition(position.longitude, position.latitude)}
                ${position.accuracy === null ? nothing : html`± ${formatNumber(position.accuracy, 0)} m`}
              </span>
              <button class="plain" @click=${this.#showOnMap}>
                ${icon('map')} ${msg('Lihat di peta', { id: 'show-on-map' })}
              </button>`
          : nothing
      }
      ${
        this.#session.value && can('photo.read-original') && photo.links.original !== undefined
          ? html`<a class="button" href=${photo.links.original} download>
              ${icon('download')} ${msg('Unduh foto asli', { id: 'photo.original' })}
            </a>`
          : nothing
      }
      ${photo.warnings?.map(({ detail }) => html`<p class="notice warning small">${icon('warning')} ${detail}</p>`)}`;
  }

  #describe(photo: Photo): string {
    const phase = photo.phase === null ? '' : `${photo.phase}% · `;
    return phase + formatInstant(photo.takenAt ?? photo.receivedAt);
  }

  #step(by: number): void {
    const at = this.photos.findIndex(({ id }) => id === this.photo.id);
    this.photo = this.photos[at + by] ?? this.photo;
  }

  #previous = (): void => this.#step(-1);

  #next = (): void => this.#step(1);

  #key = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') this.#step(-1);
    else if (event.key === 'ArrowRight') this.#step(1);
    // The map's own shortcuts sleep while the dialog is open.
    event.stopPropagation();
  };

  #down = (event: PointerEvent): void => {
    this.#downAt = event.clientX;
  };

  #up = (event: PointerEvent): void => {
    const moved = event.clientX - this.#downAt;
    if (Math.abs(moved) > SWIPE_PX) this.#step(moved > 0 ? -1 : 1);
  };

  #showOnMap = (): void => {
    const { position } = this.photo;
    if (!position) return;
    const { longitude, latitude } = position;
    this.dialog.close();
    mapView.value?.fit([
      longitude - PLACE_DEGREES,
      latitude - PLACE_DEGREES,
      longitude + PLACE_DEGREES,
      latitude + PLACE_DEGREES,
    ]);
  };

  #close = (): void => this.dialog.close();

  #closed = (): void => {
    this.dispatchEvent(new CustomEvent('lutra-close'));
  };
}
