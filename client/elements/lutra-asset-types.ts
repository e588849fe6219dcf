/** Asset types: list, and an editor whose JSON Schema is shown at once as the form that it makes. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { api } from '../api-client.ts';
import { formatNumber } from '../i18n/format.ts';
import { localText } from '../i18n/locale.ts';
import { ask } from '../state/confirm.ts';
import { loadLayers } from '../state/layers.ts';
import { PagedList } from '../state/paged.ts';
import { StoreController } from '../state/store.ts';
import { showToast } from '../state/toasts.ts';
import { administration } from '../styles/administration.ts';
import { base, controls } from '../styles/shared.ts';
import type { AssetType, AssetTypeInput, AttributesSchema, GeometryType } from '../wire.ts';
import { errorText } from './error-text.ts';
import { faultLine } from './faults.ts';
import { selectField, textField, type Option } from './form-fields.ts';
import { textOf } from './form-values.ts';
import { icon } from './icons.ts';
import './lutra-attribute-fields.ts';
import { pagedTable } from './paged-table.ts';
import { symbolIcon } from './symbol-icon.ts';

const symbols = ['dot', 'line', 'area', 'lamp', 'bulbs', 'obelisk', 'stele', 'river', 'bank'] as const;
const exampleSchema = `{
  "type": "object",
  "properties": {
    "material": { "type": "string", "title": "Bahan", "x-title-en": "Material" },
    "year": { "type": "integer", "title": "Tahun", "x-title-en": "Year", "minimum": 1900 }
  }
}`;

@customElement('lutra-asset-types')
@localized()
export class LutraAssetTypes extends LitElement {
  static override styles = [
    base,
    controls,
    administration,
    css`
      form.card {
        max-width: none;
      }
      .columns {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0 var(--space-3);
      }
      textarea.code {
        min-height: 320px;
        font:
          13px/1.5 ui-monospace,
          monospace;
      }
      .preview {
        padding: var(--space-2);
        border: 1px dashed var(--line-strong);
        border-radius: var(--radius);
      }
      .name {
        display: flex;
        align-items: center;
        gap: var(--space-1);
      }
      @media (max-width: 899px) {
        .columns {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];

  @query('form') private form!: HTMLFormElement;

  #list = new PagedList(() => api.assetTypes.list());
  #page = new StoreController(this, this.#list.store);

  /** The type in the form; null: a new one; undefined: no form. */
  @state() private edited: AssetType | null | undefined = undefined;
  @state() private schemaText = exampleSchema;
  @state() private busy = false;
  @state() private error: unknown = undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#list.reload();
  }

  override render(): TemplateResult {
    return html`<div class="bar">
        <h2>${msg('Jenis aset', { id: 'administration.asset-types' })}</h2>
        <button class="primary" @click=${this.#create}>
          ${icon('plus')} ${msg('Jenis aset baru', { id: 'asset-types.new' })}
        </button>
      </div>
      ${this.edited === undefined ? nothing : this.#renderForm(this.edited)}
      ${pagedTable(
        this.#list,
        this.#page.value,
        [
          msg('Nama', { id: 'account.name' }),
          'id',
          msg('Geometri', { id: 'asset-types.geometry' }),
          msg('Atribut', { id: 'asset-types.attributes' }),
          '',
        ],
        this.#renderRow,
        msg('Belum ada jenis aset.', { id: 'asset-types.none' }),
      )}`;
  }

  #renderRow = (type: AssetType): TemplateResult => {
    const edit = (): void => this.#edit(type);
    const remove = (): Promise<void> => this.#remove(type);
    return html`<tr>
      <td><span class="name">${symbolIcon(type.symbol)} ${localText(type.title)}</span></td>
      <td class="quiet">${type.id}</td>
      <td>${geometryName(type.geometryType)}</td>
      <td class="number">${formatNumber(Object.keys(type.schema.properties).length)}</td>
      <td class="actions">
        <button @click=${edit}>${msg('Ubah', { id: 'edit' })}</button>
        <button class="danger" @click=${remove}>${msg('Hapus', { id: 'delete' })}</button>
      </td>
    </tr>`;
  };

  #renderForm(type: AssetType | null): TemplateResult {
    const { error } = this;
    const parsed = parseSchema(this.schemaText);
    const geometries = (['Point', 'LineString', 'Polygon'] as const).map((key): Option => [key, geometryName(key)]);
    return html`<form class="card" @submit=${this.#save} novalidate>
      <h2>${type === null ? msg('Jenis aset baru', { id: 'asset-types.new' }) : localText(type.title)}</h2>
      ${error === undefined ? nothing : html`<p class="notice error field" role="alert">${errorText(error)}</p>`}
      <div class="columns">
        <div>
          ${textField(error, {
            name: 'id',
            label: 'id',
            value: type?.id ?? '',
            disabled: type !== null,
            hint: msg('Menjadi alamat koleksi; huruf kecil, angka, dan tanda hubung.', { id: 'asset-types.id-hint' }),
          })}
          ${textField(error, {
            name: 'title.id',
            label: msg('Nama (Indonesia)', { id: 'asset-types.title-id' }),
            value: type?.title.id ?? '',
          })}
          ${textField(error, {
            name: 'title.en',
            label: msg('Nama (Inggris)', { id: 'asset-types.title-en' }),
            value: type?.title.en ?? '',
          })}
          ${faultLine(error, '/title', 'title')}
          ${selectField(
            error,
            {
              name: 'geometryType',
              label: msg('Geometri', { id: 'asset-types.geometry' }),
              value: type?.geometryType ?? 'Point',
              disabled: type !== null,
            },
            geometries,
          )}
          ${selectField(
            error,
            { name: 'symbol', label: msg('Simbol', { id: 'asset-types.symbol' }), value: type?.symbol ?? 'dot' },
            symbols.map((key): Option => [key, key]),
          )}
          <div class="field">
            <label for="schema">${msg('JSON Schema atribut', { id: 'asset-types.schema' })}</label>
            <textarea
              id="schema"
              class="code"
              spellcheck="false"
              .value=${this.schemaText}
              aria-invalid=${parsed === null}
              @input=${this.#schemaChanged}
            ></textarea>
            ${faultLine(error, '/schema', 'schema')}
          </div>
        </div>
        <div>
          <h3 class="field">${msg('Pratinjau formulir', { id: 'asset-types.preview' })}</h3>
          ${
            parsed === null
              ? html`<p class="notice warning">
                  ${msg('JSON Schema belum dapat dibaca.', { id: 'asset-types.unreadable' })}
                </p>`
              : html`<div class="preview">
                  <lutra-attribute-fields .schema=${parsed}></lutra-attribute-fields>
                </div>`
          }
        </div>
      </div>
      <p class="row">
        <button class="primary" ?disabled=${this.busy || parsed === null}>
          ${msg('Simpan jenis aset', { id: 'asset-types.save' })}
        </button>
        <button type="button" @click=${this.#close}>${msg('Batal', { id: 'cancel' })}</button>
      </p>
    </form>`;
  }

  #create = (): void => {
    this.edited = null;
    this.schemaText = exampleSchema;
    this.error = undefined;
  };

  #edit(type: AssetType): void {
    this.edited = type;
    this.schemaText = JSON.stringify(type.schema, null, 2);
    this.error = undefined;
  }

  #close = (): void => {
    this.edited = undefined;
  };

  #schemaChanged = (event: Event): void => {
    this.schemaText = (event.target as HTMLTextAreaElement).value;
  };

  #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const schema = parseSchema(this.schemaText);
    if (schema === null) return;
    const data = new FormData(this.form);
    const text = (name: string): string => textOf(data, name);
    const type = this.edited;
    const input: AssetTypeInput = {
      id: type?.id ?? text('id'),
      title: { id: text('title.id'), en: text('title.en') },
      description: type?.description ?? { id: '', en: '' },
      geometryType: type?.geometryType ?? (text('geometryType') as GeometryType),
      symbol: text('symbol') as AssetTypeInput['symbol'],
      schema,
      position: type?.position ?? 100,
    };
    this.busy = true;
    this.error = undefined;
    try {
      if (type) await api.assetTypes.replace(input, type.version);
      else await api.assetTypes.create(input);
      this.edited = undefined;
      showToast(msg('Jenis aset tersimpan dan langsung menjadi lapisan di peta.', { id: 'asset-types.saved' }));
      this.#refresh();
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  };

  async #remove(type: AssetType): Promise<void> {
    const sure = await ask({
      heading: msg(str`Hapus jenis aset ${localText(type.title)}?`, { id: 'asset-types.remove-heading' }),
      body: msg('Hanya jenis yang belum pernah punya aset yang dapat dihapus.', { id: 'asset-types.remove-body' }),
      action: msg('Hapus jenis aset', { id: 'asset-types.remove' }),
      danger: true,
    });
    if (!sure) return;
    try {
      await api.assetTypes.remove(type.id, type.version);
      this.#refresh();
    } catch (error) {
      showToast(errorText(error), { tone: 'error' });
    }
  }

  #refresh(): void {
    void this.#list.reload();
    void loadLayers();
  }
}

/** The schema as far as a form can be made of it; null while it is no such thing. */
function parseSchema(text: string): AttributesSchema | null {
  try {
    const schema = JSON.parse(text) as AttributesSchema | null;
    const properties = schema?.properties;
    const sound =
      typeof properties === 'object' &&
      properties !== null &&
      Object.values(properties).every((value) => typeof value === 'object' && value !== null);
    return sound ? schema : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function geometryName(type: GeometryType): string {
  switch (type) {
    case 'Point':
      return msg('Titik', { id: 'geometry.point' });
    case 'LineString':
      return msg('Garis', { id: 'geometry.line' });
    case 'Polygon':
      return msg('Bidang', { id: 'geometry.polygon' });
  }
}
