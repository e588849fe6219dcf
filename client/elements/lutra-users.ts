/** Accounts of people: list, create, change role, agency, password, deactivate. */
import { localized, msg } from '@lit/localize';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { api } from '../api-client.ts';
import { PagedList } from '../state/paged.ts';
import { agencies, agencyName, loadAgencies } from '../state/projects.ts';
import { StoreController } from '../state/store.ts';
import { showToast } from '../state/toasts.ts';
import { administration } from '../styles/administration.ts';
import { base, controls } from '../styles/shared.ts';
import type { Account, Role } from '../wire.ts';
import { errorText } from './error-text.ts';
import { selectField, textField, type Option } from './form-fields.ts';
import { rawOf, textOf } from './form-values.ts';
import { icon } from './icons.ts';
import { pagedTable } from './paged-table.ts';
import { roleName } from './words.ts';

const roles: Role[] = ['admin', 'planner', 'surveyor', 'liaison', 'viewer'];
export const roleOptions = (): Option[] => roles.map((role) => [role, roleName(role)]);

@customElement('lutra-users')
@localized()
export class LutraUsers extends LitElement {
  static override styles = [base, controls, administration];

  @query('form') private form!: HTMLFormElement;

  #list = new PagedList(() => api.users.list());
  #page = new StoreController(this, this.#list.store);
  #agencies = new StoreController(this, agencies);

  /** The account in the form; null: a new one; undefined: no form. */
  @state() private edited: Account | null | undefined = undefined;
  @state() private busy = false;
  @state() private error: unknown = undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#list.reload();
    void loadAgencies();
  }

  override render(): TemplateResult {
    return html`<div class="bar">
        <h2>${msg('Pengguna', { id: 'administration.users' })}</h2>
        <button class="primary" @click=${this.#create}>
          ${icon('plus')} ${msg('Pengguna baru', { id: 'users.new' })}
        </button>
      </div>
      ${this.edited === undefined ? nothing : this.#renderForm(this.edited)}
      ${pagedTable(
        this.#list,
        this.#page.value,
        [
          msg('Nama', { id: 'account.name' }),
          msg('Surel', { id: 'sign-in.email' }),
          msg('Peran', { id: 'account.role' }),
          msg('Instansi', { id: 'account.agency' }),
          '',
        ],
        this.#renderRow,
        msg('Belum ada pengguna.', { id: 'users.none' }),
      )}`;
  }

  #renderRow = (account: Account): TemplateResult => {
    const edit = (): void => {
      this.edited = account;
      this.error = undefined;
    };
    return html`<tr>
      <td>
        ${account.name}
        ${account.active ? nothing : html`<span class="quiet small">${msg('nonaktif', { id: 'users.inactive' })}</span>`}
      </td>
      <td>${account.email}</td>
      <td>${roleName(account.role)}</td>
      <td>${agencyName(this.#agencies.value, account.agency)}</td>
      <td class="actions"><button @click=${edit}>${msg('Ubah', { id: 'edit' })}</button></td>
    </tr>`;
  };

  #renderForm(account: Account | null): TemplateResult {
    const { error } = this;
    const agencyOptions = [...this.#agencies.value.values()].map(({ id, name }): Option => [id, name]);
    return html`<form class="card" @submit=${this.#save} novalidate>
      <h2>${account?.name ?? msg('Pengguna baru', { id: 'users.new' })}</h2>
      ${error === undefined ? nothing : html`<p class="notice error field" role="alert">${errorText(error)}</p>`}
      ${
        account === null
          ? textField(error, { name: 'email', label: msg('Surel', { id: 'sign-in.email' }), type: 'email' })
          : nothing
      }
      ${textField(error, { name: 'name', label: msg('Nama', { id: 'account.name' }), value: account?.name ?? '' })}
      ${selectField(
        error,
        { name: 'role', label: msg('Peran', { id: 'account.role' }), value: account?.role ?? 'surveyor' },
        roleOptions(),
      )}
      ${selectField(
        error,
        { name: 'agency', label: msg('Instansi', { id: 'account.agency' }), value: account?.agency ?? '' },
        agencyOptions,
      )}
      ${textField(error, {
        name: 'password',
        label:
          account === null
            ? msg('Kata sandi', { id: 'sign-in.password' })
            : msg('Kata sandi baru (kosongkan bila tetap)', { id: 'users.new-password' }),
        type: 'password',
        hint: msg('Paling sedikit 12 huruf.', { id: 'account.password-hint' }),
        autocomplete: 'new-password',
      })}
      ${
        account === null
          ? nothing
          : html`<label class="choice">
              <input type="checkbox" name="active" .checked=${account.active} />
              ${msg('Boleh masuk', { id: 'users.active' })}
            </label>`
      }
      <p class="row">
        <button class="primary" ?disabled=${this.busy}>${msg('Simpan pengguna', { id: 'users.save' })}</button>
        <button type="button" @click=${this.#close}>${msg('Batal', { id: 'cancel' })}</button>
      </p>
    </form>`;
  }

  #create = (): void => {
    this.edited = null;
    this.error = undefined;
  };

  #close = (): void => {
    this.edited = undefined;
  };

  #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    const text = (name: string): string => textOf(data, name);
    const shared = { name: text('name'), role: text('role') as Role, agency: text('agency') };
    const password = rawOf(data, 'password');
    this.busy = true;
    this.error = undefined;
    try {
      if (this.edited) {
        const change = { ...shared, active: data.has('active'), ...(password === '' ? {} : { password }) };
        await api.users.patch(this.edited.id, change, this.edited.version);
      } else {
        await api.users.create({ ...shared, email: text('email'), password });
      }
      this.edited = undefined;
      showToast(msg('Pengguna tersimpan.', { id: 'users.saved' }));
      void this.#list.reload();
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  };
}
