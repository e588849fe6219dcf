/** Tokens of programs: list, create (the secret is shown once), revoke. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { api } from '../api-client.ts';
import { formatInstantShort } from '../i18n/format.ts';
import { ask } from '../state/confirm.ts';
import { PagedList } from '../state/paged.ts';
import { agencies, agencyName, loadAgencies } from '../state/projects.ts';
import { StoreController } from '../state/store.ts';
import { showToast } from '../state/toasts.ts';
import { administration } from '../styles/administration.ts';
import { base, controls } from '../styles/shared.ts';
import type { NewToken, Role, Token } from '../wire.ts';
import { errorText } from './error-text.ts';
import { selectField, textField, type Option } from './form-fields.ts';
import { textOf } from './form-values.ts';
import { icon } from './icons.ts';
import { roleOptions } from './lutra-users.ts';
import { pagedTable } from './paged-table.ts';
import { roleName } from './words.ts';

const DAY_MS = 86_400_000;
const PROPOSED_DAYS = 90;

@customElement('lutra-tokens')
@localized()
export class LutraTokens extends LitElement {
  static override styles = [base, controls, administration];

  @query('form') private form!: HTMLFormElement;

  #list = new PagedList(() => api.tokens.list());
  #page = new StoreController(this, this.#list.store);
  #agencies = new StoreController(this, agencies);

  @state() private creating = false;
  @state() private created: NewToken | null = null;
  @state() private busy = false;
  @state() private error: unknown = undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#list.reload();
    void loadAgencies();
  }

  override render(): TemplateResult {
    return html`<div class="bar">
        <h2>${msg('Token', { id: 'administration.tokens' })}</h2>
        <button class="primary" @click=${this.#create}>
          ${icon('plus')} ${msg('Token baru', { id: 'tokens.new' })}
        </button>
      </div>
      <p class="quiet field">
        ${msg('Program seperti QGIS masuk dengan token: Authorization: Bearer …', { id: 'tokens.about' })}
      </p>
      ${this.created === null ? nothing : this.#renderSecret(this.created)}
      ${this.creating ? this.#renderForm() : nothing}
      ${pagedTable(
        this.#list,
        this.#page.value,
        [
          msg('Nama', { id: 'account.name' }),
          msg('Peran', { id: 'account.role' }),
          msg('Instansi', { id: 'account.agency' }),
          msg('Berlaku sampai', { id: 'tokens.expires' }),
          msg('Terakhir dipakai', { id: 'tokens.last-used' }),
          '',
        ],
        this.#renderRow,
        msg('Belum ada token.', { id: 'tokens.none' }),
      )}`;
  }

  #renderSecret(token: NewToken): TemplateResult {
    return html`<div class="field" role="status">
      <p>
        ${msg(str`Salin rahasia token "${token.name}" sekarang; ia tidak ditampilkan lagi.`, { id: 'tokens.secret' })}
      </p>
      <code class="secret">${token.secret}</code>
    </div>`;
  }

  #renderRow = (token: Token): TemplateResult => {
    const revoke = (): Promise<void> => this.#revoke(token);
    return html`<tr>
      <td>${token.name}</td>
      <td>${roleName(token.role)}</td>
      <td>${agencyName(this.#agencies.value, token.agency)}</td>
      <td>${formatInstantShort(token.expiresAt)}</td>
      <td>${token.lastUsedAt === null ? '—' : formatInstantShort(token.lastUsedAt)}</td>
      <td class="actions">
        ${
          token.revokedAt === null
            ? html`<button class="danger" @click=${revoke}>${msg('Cabut', { id: 'tokens.revoke' })}</button>`
            : html`<span class="quiet">${msg('dicabut', { id: 'tokens.revoked' })}</span>`
        }
      </td>
    </tr>`;
  };

  #renderForm(): TemplateResult {
    const { error } = this;
    const agencyOptions = [...this.#agencies.value.values()].map(({ id, name }): Option => [id, name]);
    const proposed = new Date(Date.now() + PROPOSED_DAYS * DAY_MS).toISOString().slice(0, 10);
    return html`<form class="card" @submit=${this.#save} novalidate>
      <h2>${msg('Token baru', { id: 'tokens.new' })}</h2>
      ${error === undefined ? nothing : html`<p class="notice error field" role="alert">${errorText(error)}</p>`}
      ${textField(error, {
        name: 'name',
        label: msg('Nama', { id: 'account.name' }),
        hint: msg('Untuk apa token ini, misalnya "QGIS perencana".', { id: 'tokens.name-hint' }),
      })}
      ${selectField(error, { name: 'role', label: msg('Peran', { id: 'account.role' }), value: 'liaison' }, roleOptions())}
      ${selectField(error, { name: 'agency', label: msg('Instansi', { id: 'account.agency' }) }, agencyOptions)}
      ${textField(error, {
        name: 'expiresAt',
        label: msg('Berlaku sampai', { id: 'tokens.expires' }),
        type: 'date',
        value: proposed,
      })}
      <p class="row">
        <button class="primary" ?disabled=${this.busy}>${msg('Buat token', { id: 'tokens.save' })}</button>
        <button type="button" @click=${this.#close}>${msg('Batal', { id: 'cancel' })}</button>
      </p>
    </form>`;
  }

  #create = (): void => {
    this.creating = true;
    this.created = null;
    this.error = undefined;
  };

  #close = (): void => {
    this.creating = false;
  };

  #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const text = (name: string): string => textOf(data, name);
    this.busy = true;
    this.error = undefined;
    try {
      this.created = await api.tokens.create({
        name: text('name'),
        role: text('role') as Role,
        agency: text('agency'),
        // The end of that day at the office.
        expiresAt: `${text('expiresAt')}T23:59:59+08:00`,
      });
      this.creating = false;
      void this.#list.reload();
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  };

  async #revoke(token: Token): Promise<void> {
    const sure = await ask({
      heading: msg(str`Cabut token "${token.name}"?`, { id: 'tokens.revoke-heading' }),
      body: msg('Program yang memakainya langsung tidak dapat masuk lagi.', { id: 'tokens.revoke-body' }),
      action: msg('Cabut token', { id: 'tokens.revoke-action' }),
      danger: true,
    });
    if (!sure) return;
    try {
      await api.tokens.revoke(token.id);
      void this.#list.reload();
    } catch (error) {
      showToast(errorText(error), { tone: 'error' });
    }
  }
}
