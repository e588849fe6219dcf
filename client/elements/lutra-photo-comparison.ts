/**
 * Two phases of the same viewpoint, one over the other with a slider between them.
 *
 * @fires lutra-close
 */
import { localized, msg } from '@lit/localize';
import '../styles/web-awesome.ts';
import '@awesome.me/webawesome/dist/components/comparison/comparison.js';
import { LitElement, css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { formatInstantShort } from '../i18n/format.ts';
import { base, controls } from '../styles/shared.ts';
import type { Photo } from '../wire.ts';
import { icon } from './icons.ts';

@customElement('lutra-photo-comparison')
@localized()
export class LutraPhotoComparison extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      dialog {
        width: min(1200px, 100%);
        max-width: 100%;
        max-height: 100%;
        padding: var(--space-2) var(--space-3) var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--text);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 60%);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin-bottom: var(--space-1);
      }
      wa-comparison {
        display: block;
        width: 100%;
      }
      wa-comparison img {
        display: block;
        width: 100%;
        aspect-ratio: 4 / 3;
        max-height: 70vh;
        object-fit: contain;
        background: var(--surface-sunken);
      }
      .choices {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-2);
        margin-top: var(--space-1);
      }
    `,
  ];

  @query('dialog') private dialog!: HTMLDialogElement;

  /** Photos that have a phase. */
  @property({ attribute: false }) photos: readonly Photo[] = [];

  @state() private earlier = '';
  @state() private later = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('photos')) return;
    const sorted = this.#sorted();
    this.earlier = sorted[0]?.id ?? '';
    this.later = sorted.at(-1)?.id ?? '';
  }

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override render(): TemplateResult {
    const preview = (id: string): string => this.photos.find((photo) => photo.id === id)?.links.preview ?? '';
    return html`<dialog @close=${this.#closed} @keydown=${this.#key} aria-labelledby="title">
      <header>
        <h2 id="title">${msg('Sebelum dan sesudah', { id: 'photos.comparison' })}</h2>
        <button class="plain round" @click=${this.#close} aria-label=${msg('Tutup', { id: 'close' })}>
          ${icon('close')}
        </button>
      </header>
      <wa-comparison position="50">
        <!-- The component shows its "after" left of the handle: the earlier state stands left, as its name below. -->
        <img slot="after" src=${preview(this.earlier)} alt=${msg('Sebelum', { id: 'photos.before' })} />
        <img slot="before" src=${preview(this.later)} alt=${msg('Sesudah', { id: 'photos.after' })} />
      </wa-comparison>
      <div class="choices">
        ${this.#select('earlier', msg('Sebelum', { id: 'photos.before' }), this.earlier)}
        ${this.#select('later', msg('Sesudah', { id: 'photos.after' }), this.later)}
      </div>
    </dialog>`;
  }

  #select(name: 'earlier' | 'later', label: string, chosen: string): TemplateResult {
    return html`<label>
      ${label}
      <select name=${name} @change=${this.#choose}>
        ${this.#sorted().map(
          (photo) =>
            html`<option value=${photo.id} ?selected=${photo.id === chosen}>
              ${photo.phase}% · ${formatInstantShort(photo.takenAt ?? photo.receivedAt)}
            </option>`,
        )}
      </select>
    </label>`;
  }

  #sorted(): Photo[] {
    return this.photos.toSorted((a, b) => (a.phase ?? 0) - (b.phase ?? 0));
  }

  #choose = (event: Event): void => {
    const { name, value } = event.target as HTMLSelectElement;
    if (name === 'earlier') this.earlier = value;
    else this.later = value;
  };

  #key = (event: KeyboardEvent): void => {
    event.stopPropagation();
  };

  #close = (): void => this.dialog.close();

  #closed = (): void => {
    this.dispatchEvent(new CustomEvent('lutra-close'));
  };
}
