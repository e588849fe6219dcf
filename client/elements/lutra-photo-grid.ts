/** Photos of an asset, a project or a report as a grid; one opens large, phases compare before and after. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api } from '../api-client.ts';
import { formatInstantShort } from '../i18n/format.ts';
import { PagedList } from '../state/paged.ts';
import { StoreController } from '../state/store.ts';
import { onReceived } from '../state/uploads.ts';
import { base, controls } from '../styles/shared.ts';
import type { Photo } from '../wire.ts';
import './lutra-failure.ts';
import { icon } from './icons.ts';

export interface PhotoQuery {
  asset?: string;
  project?: string;
  report?: string;
}

@customElement('lutra-photo-grid')
@localized()
export class LutraPhotoGrid extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
        gap: 6px;
      }
      li button {
        position: relative;
        display: block;
        width: 100%;
        height: auto;
        padding: 0;
        aspect-ratio: 1;
        overflow: hidden;
        border-radius: 6px;
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .mark {
        position: absolute;
        left: 4px;
        bottom: 4px;
        padding: 1px 6px;
        border-radius: 4px;
        background: var(--surface);
        color: var(--text);
        font-size: 12px;
        line-height: 1.4;
      }
      .skeleton {
        aspect-ratio: 1;
      }
      .compare {
        margin-top: var(--space-1);
      }
    `,
  ];

  @property({ attribute: false }) query: PhotoQuery = {};

  #list = new PagedList(() => api.photos.list({ ...this.query }));
  #page = new StoreController(this, this.#list.store);
  #endReceived: (() => void) | undefined;

  @state() private shown: Photo | null = null;
  @state() private comparing = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endReceived = onReceived((photo) => {
      const { asset, project, report } = this.query;
      if (
        (asset ?? photo.asset) === photo.asset &&
        (report ?? photo.report) === photo.report &&
        (project === undefined || photo.project === project)
      ) {
        void this.#list.reload();
      }
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endReceived?.();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('query');
    if (changed.has('query') && JSON.stringify(before) !== JSON.stringify(this.query)) {
      this.shown = null;
      this.comparing = false;
      void this.#list.restart();
    }
  }

  override render(): TemplateResult {
    const { state: stage, value, error } = this.#page.value;
    const photos = value?.items ?? [];
    const phases = photos.filter(({ phase }) => phase !== null);
    const comparable = new Set(phases.map(({ phase }) => phase)).size > 1;
    return html`${
        stage === 'error'
          ? html`<lutra-failure .error=${error} @lutra-retry=${this.#list.reload}></lutra-failure>`
          : nothing
      }
      ${
        value === undefined && stage === 'loading'
          ? html`<ul aria-busy="true">
              ${[1, 2, 3].map(() => html`<li class="skeleton"></li>`)}
            </ul>`
          : nothing
      }
      ${
        value !== undefined && photos.length === 0
          ? html`<p class="quiet">${msg('Belum ada foto.', { id: 'photos.none' })}</p>`
          : nothing
      }
      <ul>
        ${photos.map(this.#renderPhoto)}
      </ul>
      ${
        value?.next === undefined
          ? nothing
          : html`<p><button @click=${this.#list.more}>${msg('Tampilkan lagi', { id: 'more' })}</button></p>`
      }
      ${
        comparable
          ? html`<p class="compare">
              <button @click=${this.#compare}>
                ${icon('photo')} ${msg('Bandingkan sebelum dan sesudah', { id: 'photos.compare' })}
              </button>
            </p>`
          : nothing
      }
      ${
        this.shown === null
          ? nothing
          : html`<lutra-photo-viewer
              .photos=${photos}
              .photo=${this.shown}
              @lutra-close=${this.#close}
            ></lutra-photo-viewer>`
      }
      ${
        this.comparing
          ? html`<lutra-photo-comparison .photos=${phases} @lutra-close=${this.#close}></lutra-photo-comparison>`
          : nothing
      }`;
  }

  #renderPhoto = (photo: Photo): TemplateResult => {
    const open = (): void => {
      void import('./lutra-photo-viewer.ts');
      this.shown = photo;
    };
    const when = formatInstantShort(photo.takenAt ?? photo.receivedAt);
    return html`<li>
      <button @click=${open} aria-label=${msg(str`Foto ${when}`, { id: 'photos.open' })}>
        <img src=${photo.links.thumbnail} alt="" loading="lazy" decoding="async" />
        ${photo.phase === null ? nothing : html`<span class="mark">${photo.phase}%</span>`}
      </button>
    </li>`;
  };

  #compare = (): void => {
    void import('./lutra-photo-comparison.ts');
    this.comparing = true;
  };

  #close = (event: Event): void => {
    event.stopPropagation();
    this.shown = null;
    this.comparing = false;
  };
}
