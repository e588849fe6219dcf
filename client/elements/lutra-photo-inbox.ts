/** Photos from the field: what is on its way to the server, and where the next ones go. */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { hrefTo } from '../state/location.ts';
import { loadProjects, projects } from '../state/projects.ts';
import { can, session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { uploads } from '../state/uploads.ts';
import { base, controls, panel } from '../styles/shared.ts';
import './lutra-photo-picker.ts';
import './lutra-upload-list.ts';

@customElement('lutra-photo-inbox')
@localized()
export class LutraPhotoInbox extends LitElement {
  static override styles = [
    base,
    controls,
    panel,
    css`
      lutra-photo-picker {
        margin-top: var(--space-1);
      }
    `,
  ];

  #session = new StoreController(this, session);
  #projects = new StoreController(this, projects);
  #uploads = new StoreController(this, uploads);

  @state() private project = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void loadProjects();
  }

  override render(): TemplateResult {
    return html`<header class="head"><h1>${msg('Foto', { id: 'nav.photos' })}</h1></header>
      <div class="body">
        ${
          this.#session.value === null
            ? html`<p class="notice field">${msg('Masuk dahulu untuk mengirim foto.', { id: 'photos.sign-in' })}</p>
                <p>
                  <a class="button primary" href=${hrefTo({ view: 'sign-in' })}
                    >${msg('Masuk', { id: 'nav.sign-in' })}</a
                  >
                </p>`
            : this.#renderPicker()
        }
        <section>
          <h2>${msg('Antrean', { id: 'uploads.title' })}</h2>
          ${
            this.#uploads.value.length === 0
              ? html`<p class="quiet">${msg('Tidak ada foto yang menunggu.', { id: 'uploads.none' })}</p>`
              : html`<lutra-upload-list></lutra-upload-list>`
          }
        </section>
      </div>`;
  }

  #renderPicker(): TemplateResult {
    const mine = (this.#projects.value.value ?? []).filter(({ leadAgency }) =>
      can('photo.write', { agency: leadAgency }),
    );
    return html`<section>
      <p class="hint">
        ${msg('Untuk foto satu aset, pilih asetnya di peta. Untuk foto umum, pilih proyeknya di sini.', { id: 'photos.where' })}
      </p>
      <div class="field">
        <label for="project">${msg('Proyek', { id: 'nav.projects' })}</label>
        <select id="project" @change=${this.#choose}>
          <option value="">—</option>
          ${mine.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.project}>${name}</option>`)}
        </select>
      </div>
      ${this.project === '' ? nothing : html`<lutra-photo-picker .project=${this.project}></lutra-photo-picker>`}
    </section>`;
  }

  #choose = (event: Event): void => {
    this.project = (event.target as HTMLSelectElement).value;
  };
}
