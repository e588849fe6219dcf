/** The photos on their way: counts that add up, and for each its progress, what the server said, cancel and retry. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatBytes, formatNumber } from '../i18n/format.ts';
import { StoreController } from '../state/store.ts';
import { session } from '../state/session.ts';
import { clearReceived, isSignedOut, removeUpload, retryUpload, uploads, type Upload } from '../state/uploads.ts';
import { base, controls } from '../styles/shared.ts';
import { errorText } from './error-text.ts';
import { icon } from './icons.ts';

@customElement('lutra-upload-list')
@localized()
export class LutraUploadList extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        margin-top: var(--space-1);
      }
      li {
        display: grid;
        grid-template-columns: 56px 1fr auto;
        align-items: center;
        gap: var(--space-1);
        padding: 6px 0;
        border-top: 1px solid var(--line);
      }
      li > div {
        min-width: 0;
      }
      .picture {
        display: grid;
        place-items: center;
        overflow: hidden;
        width: 56px;
        height: 56px;
        border-radius: 4px;
        background: var(--surface-sunken);
        color: var(--text-quiet);
      }
      .picture > * {
        grid-area: 1 / 1;
      }
      img {
        width: 56px;
        height: 56px;
        object-fit: cover;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      progress {
        width: 100%;
        height: 6px;
        accent-color: var(--accent);
      }
      .refused {
        color: var(--danger);
      }
      .warning {
        color: var(--warning-text);
      }
    `,
  ];

  /** Only those of this thing; all when nothing is said. */
  @property() asset = '';
  @property() project = '';
  @property() report = '';

  #session = new StoreController(this, session);
  #uploads = new StoreController(this, uploads);
  /** Object URLs of the pictures, by upload. */
  #pictures = new Map<string, string>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const url of this.#pictures.values()) URL.revokeObjectURL(url);
    this.#pictures.clear();
  }

  override render(): TemplateResult | typeof nothing {
    const shown = this.#uploads.value.filter(({ fields }) => this.#isMine(fields));
    if (shown.length === 0) return nothing;
    return html`<p class="row" role="status">
        <span>${summary(shown)}</span>
        ${
          shown.some(({ state }) => state === 'received')
            ? html`<button class="plain" @click=${clearReceived}>${msg('Rapikan', { id: 'uploads.clear' })}</button>`
            : nothing
        }
      </p>
      <ul>
        ${repeat(shown, ({ id }) => id, this.#renderUpload)}
      </ul>`;
  }

  #isMine(fields: Upload['fields']): boolean {
    if (this.report !== '') return fields['report'] === this.report;
    if (this.asset !== '') return fields['asset'] === this.asset;
    if (this.project !== '') return fields['project'] === this.project;
    return true;
  }

  #renderUpload = (upload: Upload): TemplateResult => {
    const { id, name, state, file } = upload;
    const others = upload.owner !== this.#session.value?.id;
    const remove = (): void => removeUpload(id);
    const retry = (): void => retryUpload(id);
    return html`<li>
      <span class="picture">
        ${icon('photo')}
        <img src=${this.#pictureOf(upload)} alt="" @error=${hide} />
      </span>
      <div>
        <p class="name">${name} <span class="quiet small">${formatBytes(file.size)}</span></p>
        ${
          state === 'sending'
            ? html`<progress max="1" .value=${upload.share} aria-label=${name}></progress>`
            : html`<p class="small ${state}">${this.#stateText(upload)}</p>`
        }
        ${upload.receipt?.warnings?.map(({ detail }) => html`<p class="small warning">${detail}</p>`)}
      </div>
      <div class="row">
        ${
          others
            ? nothing
            : state === 'refused' || (state === 'waiting' && upload.error !== undefined)
              ? html`<button class="plain round" @click=${retry} aria-label=${msg('Coba lagi', { id: 'retry' })}>
                  ${icon('retry')}
                </button>`
              : nothing
        }
        ${
          others
            ? nothing
            : state === 'received'
              ? icon('check')
              : html`<button
                  class="plain round"
                  @click=${remove}
                  aria-label=${msg(str`Batalkan ${name}`, { id: 'uploads.cancel' })}
                >
                  ${icon('close')}
                </button>`
        }
      </div>
    </li>`;
  };

  #stateText(upload: Upload): string {
    switch (upload.state) {
      case 'received':
        return msg('Diterima server', { id: 'uploads.received' });
      case 'refused':
        return errorText(upload.error);
      case 'waiting':
      case 'sending':
        if (this.#session.value && upload.owner !== this.#session.value.id)
          return msg('Menunggu akun lain yang mengambilnya masuk di perangkat ini.', { id: 'uploads.others' });
        if (!this.#session.value || isSignedOut(upload.error))
          return msg('Belum terkirim: masuk lagi untuk mengirimnya.', { id: 'uploads.sign-in' });
        if (upload.error === undefined) return msg('Menunggu giliran', { id: 'uploads.waiting' });
        return upload.kept
          ? msg('Belum terkirim karena jaringan. Foto tersimpan di perangkat ini dan dicoba lagi.', {
              id: 'uploads.kept',
            })
          : msg('Belum terkirim karena jaringan. Jangan tutup halaman ini.', { id: 'uploads.not-kept' });
    }
  }

  #pictureOf({ id, file }: Upload): string {
    const known = this.#pictures.get(id);
    if (known !== undefined) return known;
    const url = URL.createObjectURL(file);
    this.#pictures.set(id, url);
    return url;
  }
}

/** What the browser cannot show (HEIC, or no picture at all) leaves the symbol below it. */
function hide(event: Event): void {
  (event.target as HTMLImageElement).hidden = true;
}

/** "12 dari 14 foto diterima server; 2 menunggu jaringan" */
function summary(list: readonly Upload[]): string {
  const count = (state: Upload['state']): number => list.filter((upload) => upload.state === state).length;
  const [received, refused] = [count('received'), count('refused')];
  const pending = list.length - received - refused;
  const parts = [
    msg(str`${formatNumber(received)} dari ${formatNumber(list.length)} foto diterima server`, { id: 'uploads.count' }),
  ];
  if (pending > 0)
    parts.push(msg(str`${formatNumber(pending)} sedang atau menunggu dikirim`, { id: 'uploads.pending' }));
  if (refused > 0) parts.push(msg(str`${formatNumber(refused)} perlu Anda periksa`, { id: 'uploads.refused' }));
  return parts.join('; ');
}
