/** Agencies: list, create, rename, remove one that nothing refers to. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { api } from '../api-client.ts';
import { ask } from '../state/confirm.ts';
import { PagedList } from '../state/paged.ts';
import { loadAgencies } from '../state/projects.ts';
import { StoreController } from '../state/store.ts';
import { showToast } from '../state/toasts.ts';
import { administration } from '../styles/administration.ts';
import { base, controls } from '../styles/shared.ts';
import type { Agency } from '../wire.ts';
import { errorText } from './error-text.ts';
import { textField } from './form-fields.ts';
import { textOf } from './form-values.ts';
import { icon } from './icons.ts';
import { pagedTable } from './paged-table.ts';

@customElement('lutra-agencies')
@localized()
export class LutraAgencies extends LitElement {
  static override styles = [base, controls, administration];

  @query('form') private form!: HTMLFormElement;

  #list = new PagedList(() => api.agencies.list());
  #page = new StoreController(this, this.#list.store);

  /** The agency in the form; null: a new one; undefined: no form. */
  @state() private edited: Agency | null | undefined = undefined;
  @state() private busy = false;
  @state() private error: unknown = undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#list.reload();
  }

  override render(): TemplateResult {
    return html`<div class="bar">
        <h2>${msg('Instansi', { id: 'account.agency' })}</h2>
        <button class="primary" @click=${this.#create}>
          ${icon('plus')} ${msg('Instansi baru', { id: 'agencies.new' })}
        </button>
      </div>
      ${this.edited === undefined ? nothing : this.#renderForm(this.edited)}
      ${pagedTable(
        this.#list,
        this.#page.value,
        [msg('Singkatan', { id: 'agencies.short-name' }), msg('Nama', { id: 'account.name' }), 'id', ''],
        this.#renderRow,
        msg('Belum ada instansi.', { id: 'agencies.none' }),
      )}`;
  }

  #renderRow = (agency: Agency): TemplateResult => {
    const edit = (): void => {
      this.edited = agency;
      this.error = undefined;
    };
    const remove = (): Promise<void> => this.#remove(agency);
    return html`<tr>
      <td>${agency.shortName}</td>
      <td>${agency.name}</td>
      <td class="quiet">${agency.id}</td>
      <td class="actions">
        <button @click=${edit}>${msg('Ubah', { id: 'edit' })}</button>
        <button class="danger" @click=${remove}>${msg('Hapus', { id: 'delete' })}</button>
      </td>
    </tr>`;
  };

  #renderForm(agency: Agency | null): TemplateResult {
    const { error } = this;
    return html`<form class="card" @submit=${this.#save} novalidate>
      <h2>${agency?.shortName ?? msg('Instansi baru', { id: 'agencies.new' })}</h2>
      ${error === undefined ? nothing : html`<p class="notice error field" role="alert">${errorText(error)}</p>`}
      ${
        agency === null
          ? textField(error, {
              name: 'id',
              label: 'id',
              hint: msg('Huruf kecil, angka, dan tanda hubung; tidak dapat diubah kemudian.', {
                id: 'agencies.id-hint',
              }),
            })
          : nothing
      }
      ${textField(error, { name: 'name', label: msg('Nama', { id: 'account.name' }), value: agency?.name ?? '' })}
      ${textField(error, {
        name: 'shortName',
        label: msg('Singkatan', { id: 'agencies.short-name' }),
        value: agency?.shortName ?? '',
      })}
      <p class="row">
        <button class="primary" ?disabled=${this.busy}>${msg('Simpan instansi', { id: 'agencies.save' })}</button>
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
    const names = { name: text('name'), shortName: text('shortName') };
    this.busy = true;
    this.error = undefined;
    try {
      if (this.edited) await api.agencies.patch(this.edited.id, names, this.edited.version);
      else await api.agencies.create({ id: text('id'), ...names });
      this.edited = undefined;
      showToast(msg('Instansi tersimpan.', { id: 'agencies.saved' }));
      this.#refresh();
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  };

  async #remove(agency: Agency): Promise<void> {
    const sure = await ask({
      heading: msg(str`Hapus instansi ${agency.shortName}?`, { id: 'agencies.remove-heading' }),
      body: msg('Hanya instansi yang belum dipakai yang dapat dihapus.', { id: 'agencies.remove-body' }),
      action: msg('Hapus instansi', { id: 'agencies.remove' }),
      danger: true,
    });
    if (!sure) return;
    try {
      await api.agencies.remove(agency.id, agency.version);
      this.#refresh();
    } catch (error) {
      showToast(errorText(error), { tone: 'error' });
    }
  }

  #refresh(): void {
    void this.#list.reload();
    void loadAgencies();
  }
}
