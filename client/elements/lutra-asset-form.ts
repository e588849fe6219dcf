/** The form of an asset, new or changed: its place, the properties that all assets have, and its type's attributes. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { v7 as uuidv7 } from 'uuid';
import { ApiProblem, api } from '../api-client.ts';
import { localText } from '../i18n/locale.ts';
import type { AssetAddress } from '../state/address.ts';
import { ask } from '../state/confirm.ts';
import { forgetKept, keep, readKept } from '../state/kept.ts';
import { layers } from '../state/layers.ts';
import { guardLeaving, hrefTo, navigate } from '../state/location.ts';
import { agencies, loadAgencies, loadProjects, projects } from '../state/projects.ts';
import { assetWritten } from '../state/selection.ts';
import { can, session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { showToast } from '../state/toasts.ts';
import { base, controls, panel } from '../styles/shared.ts';
import type { AssetGeometry, AssetStatus, AssetType, Condition, Feature } from '../wire.ts';
import { errorText } from './error-text.ts';
import { faultLine, faultsAt, withoutFaults } from './faults.ts';
import { icon } from './icons.ts';
import './lutra-attribute-fields.ts';
import type { AttributeValues, LutraAttributeFields } from './lutra-attribute-fields.ts';
import './lutra-failure.ts';
import './lutra-place-field.ts';
import { conditionIcon, symbolIcon } from './symbol-icon.ts';
import { conditionName, statusName } from './words.ts';

const conditions: (Condition | null)[] = ['B', 'RR', 'RB', null];
const statuses: AssetStatus[] = ['planned', 'built', 'removed'];

/** What the form holds, as it is sent and as it is kept on the device until then. */
interface Draft {
  id: string;
  /** The version that the change builds on; undefined for a new asset. */
  version?: number | undefined;
  geometry: AssetGeometry | null;
  base: {
    code: string;
    name: string;
    condition: Condition | null;
    status: AssetStatus;
    project: string | null;
    agency?: string;
  };
  attributes: AttributeValues;
}

@customElement('lutra-asset-form')
@localized()
export class LutraAssetForm extends LitElement {
  static override styles = [
    base,
    controls,
    panel,
    css`
      form {
        display: contents;
      }
      .resumed {
        align-items: center;
        justify-content: space-between;
      }
      .types {
        display: grid;
        gap: 6px;
      }
      .types a {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        min-height: 48px;
        padding: 0 12px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        color: inherit;
        text-decoration: none;
      }
      .types a:hover {
        background: var(--surface-hover);
      }
      fieldset {
        margin: 0 0 var(--space-2);
        padding: 0;
        border: 0;
      }
      .choices {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 6px;
      }
      .choices label {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 44px;
        margin: 0;
        padding: 0 10px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        font-weight: 400;
        cursor: pointer;
      }
      .choices label:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-quiet);
      }
    `,
  ];

  @query('form') private form!: HTMLFormElement;
  @query('lutra-attribute-fields') private fields!: LutraAttributeFields | null;

  /** The type of a new asset; '' while it is being chosen. */
  @property({ attribute: false }) typeId = '';
  /** The asset to change; null: a new one. */
  @property({ attribute: false }) asset: AssetAddress | null = null;

  #layers = new StoreController(this, layers);
  #projects = new StoreController(this, projects);
  #agencies = new StoreController(this, agencies);
  #session = new StoreController(this, session);
  #endGuard: (() => void) | undefined;

  @state() private type: AssetType | null = null;
  @state() private draft: Draft | null = null;
  /** The draft as it was loaded. */
  @state() private began: Draft | null = null;
  @state() private loadError: unknown = undefined;
  @state() private busy = false;
  @state() private error: unknown = undefined;
  /** Whether the form goes on with what was filled in before, on this device. */
  @state() private resumed = false;
  /** The state on the server that a save met. */
  @state() private conflict: Feature | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (projects.value.value === undefined) void loadProjects();
    void loadAgencies();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endGuard?.();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('typeId') || changed.has('asset')) void this.#load();
  }

  override render(): TemplateResult {
    if (
      this.#session.value === null ||
      (this.#session.value && !can('asset.write', { agency: this.#session.value.agency }))
    ) {
      return html`<header class="head"><h1>${msg('Aset baru', { id: 'panel.new-asset' })}</h1></header>
        <div class="body">
          <p class="notice">
            ${msg('Surveyor, perencana, dan administrator menambah aset setelah masuk.', { id: 'asset-form.forbidden' })}
          </p>
          <p class="field">
            <a class="button primary" href=${hrefTo({ view: 'sign-in', creating: null })}
              >${msg('Masuk', { id: 'nav.sign-in' })}</a
            >
          </p>
        </div>`;
    }
    if (this.typeId === '') return this.#renderTypes();
    if (this.loadError !== undefined) {
      return html`<header class="head"></header>
        <div class="body"><lutra-failure .error=${this.loadError} @lutra-retry=${this.#load}></lutra-failure></div>`;
    }
    const { type, draft } = this;
    if (type === null || draft === null)
      return html`<header class="head"></header>
        <div class="body" aria-busy="true"><div class="skeleton"></div></div>`;
    if (this.conflict !== null) {
      return html`<lutra-conflict
        .mine=${stateOf(draft)}
        .began=${this.began === null ? null : stateOf(this.began)}
        .theirs=${this.conflict}
        .schema=${type.schema}
        @lutra-resolved=${this.#resolved}
        @lutra-cancel=${this.#dropConflict}
      ></lutra-conflict>`;
    }
    return this.#renderForm(type, draft);
  }

  #renderTypes(): TemplateResult {
    const { value } = this.#layers.value;
    return html`<header class="head"><h1>${msg('Tambah aset', { id: 'asset-form.choose' })}</h1></header>
      <div class="body">
        <ul class="types">
          ${value?.map(
            ({ id, symbol, titles }) =>
              html`<li>
                <a href=${hrefTo({ creating: id, asset: null })}>${symbolIcon(symbol)} ${localText(titles)}</a>
              </li>`,
          )}
        </ul>
      </div>`;
  }

  #renderForm(type: AssetType, draft: Draft): TemplateResult {
    return html`<header class="head">
        <p class="kind">${symbolIcon(type.symbol)} ${localText(type.title)}</p>
        <h1>${this.asset === null ? msg('Aset baru', { id: 'panel.new-asset' }) : draft.base.code}</h1>
      </header>
      <form @submit=${this.#save} novalidate>
        <div class="body">
          ${
            this.error === undefined
              ? nothing
              : html`<p class="notice error field" role="alert">${icon('warning')} ${errorText(this.error)}</p>`
          }
          ${this.resumed ? this.#renderResumed() : nothing}
          <lutra-place-field
            .geometryType=${type.geometryType}
            .geometry=${draft.geometry}
            .error=${this.error}
            @lutra-change=${this.#placed}
          ></lutra-place-field>
          ${this.#renderBase(draft)}
          <lutra-attribute-fields
            .schema=${type.schema}
            .values=${draft.attributes}
            .error=${this.error}
            @lutra-change=${this.#attributesChanged}
          ></lutra-attribute-fields>
        </div>
        <footer class="foot">
          <button class="primary" ?disabled=${this.busy}>
            ${this.busy ? msg('Menyimpan …', { id: 'saving' }) : msg('Simpan aset', { id: 'asset-form.save' })}
          </button>
          <button type="button" @click=${this.#cancel}>${msg('Batal', { id: 'cancel' })}</button>
        </footer>
      </form>`;
  }

  #renderResumed(): TemplateResult {
    return html`<div class="notice field resumed">
      <p>${msg('Ini isian Anda yang belum disimpan.', { id: 'asset-form.resumed' })}</p>
      <button type="button" @click=${this.#startAnew}>${msg('Mulai kosong', { id: 'asset-form.anew' })}</button>
    </div>`;
  }

  #renderBase({ base: values }: Draft): TemplateResult {
    return html`${this.#text('code', msg('Kode', { id: 'asset.code' }), values.code)}
      ${this.#text('name', msg('Nama', { id: 'account.name' }), values.name)}
      <fieldset>
        <legend class="label">${msg('Kondisi', { id: 'asset.condition' })}</legend>
        <div class="choices">
          ${conditions.map(
            (condition) =>
              html`<label>
                <input
                  type="radio"
                  name="condition"
                  .value=${condition ?? ''}
                  .checked=${values.condition === condition}
                  @change=${this.#baseChanged}
                />
                ${conditionIcon(condition ?? 'unknown')} ${conditionName(condition ?? 'unknown')}
              </label>`,
          )}
        </div>
      </fieldset>
      ${this.#select(
        'status',
        msg('Status', { id: 'project.status' }),
        values.status,
        statuses.map((key) => [key, statusName(key)]),
      )}
      ${this.#select('project', msg('Proyek', { id: 'nav.projects' }), values.project ?? '', [
        ['', '—'],
        ...(this.#projects.value.value ?? []).map(({ id, name }): [string, string] => [id, name]),
      ])}
      ${
        can('asset.publish') && values.agency !== undefined
          ? this.#select(
              'agency',
              msg('Instansi', { id: 'account.agency' }),
              values.agency,
              [...this.#agencies.value.values()].map(({ id, name }) => [id, name]),
            )
          : nothing
      }`;
  }

  #text(name: 'code' | 'name', label: string, value: string): TemplateResult {
    const invalid = faultsAt(this.error, `/properties/${name}`).length > 0;
    return html`<div class="field">
      <label for=${name}>
        ${label}
        ${name === 'code' ? nothing : html`<span class="optional">${msg('(boleh kosong)', { id: 'optional' })}</span>`}
      </label>
      <input
        id=${name}
        name=${name}
        maxlength=${name === 'code' ? 60 : 200}
        .value=${value}
        autocomplete="off"
        aria-invalid=${invalid}
        aria-describedby=${invalid ? `${name}-error` : nothing}
        @input=${this.#baseChanged}
      />
      ${faultLine(this.error, `/properties/${name}`, name)}
    </div>`;
  }

  #select(
    name: 'status' | 'project' | 'agency',
    label: string,
    chosen: string,
    options: [string, string][],
  ): TemplateResult {
    const invalid = faultsAt(this.error, `/properties/${name}`).length > 0;
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <select
        id=${name}
        name=${name}
        aria-invalid=${invalid}
        aria-describedby=${invalid ? `${name}-error` : nothing}
        @change=${this.#baseChanged}
      >
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select>
      ${faultLine(this.error, `/properties/${name}`, name)}
    </div>`;
  }

  #load = async (): Promise<void> => {
    const { typeId, asset } = this;
    [this.type, this.draft, this.loadError, this.error, this.conflict] = [null, null, undefined, undefined, null];
    this.#endGuard?.();
    this.#endGuard = undefined;
    this.resumed = asset === null && readKept(draftKey(typeId)) !== null;
    if (typeId === '') return;
    try {
      const type = await api.assetTypes.read(typeId);
      const draft = asset === null ? newDraft(typeId) : draftOf(await api.assets.read(asset.type, asset.id), type);
      if (typeId !== this.typeId || asset !== this.asset) return;
      this.type = type;
      this.draft = draft;
      this.began = draft;
    } catch (error) {
      this.loadError = error;
    }
  };

  /** Takes a change into the draft; a fault at its pointer is told no longer. */
  #change(changes: Partial<Draft>, pointer: string): void {
    if (this.draft === null) return;
    this.error = withoutFaults(this.error, pointer);
    this.draft = { ...this.draft, ...changes };
    if (this.asset === null) keep(draftKey(this.typeId), JSON.stringify(this.draft));
    this.#endGuard ??= guardLeaving(() => this.asset === null || this.#askToLeave());
  }

  #askToLeave(): Promise<boolean> {
    return ask({
      heading: msg('Tinggalkan perubahan?', { id: 'leave.heading' }),
      body: msg('Yang belum disimpan akan hilang.', { id: 'leave.body' }),
      action: msg('Tinggalkan', { id: 'leave.action' }),
      danger: true,
    });
  }

  #placed = (event: CustomEvent<AssetGeometry | null>): void => this.#change({ geometry: event.detail }, '/geometry');

  #attributesChanged = (event: CustomEvent<{ values: AttributeValues; changed: string }>): void => {
    const { values, changed } = event.detail;
    this.#change({ attributes: values }, `/properties/${changed}`);
  };

  #baseChanged = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    if (this.draft === null) return;
    const empty = name === 'condition' || name === 'project' ? null : '';
    this.#change({ base: { ...this.draft.base, [name]: value === '' ? empty : value } }, `/properties/${name}`);
  };

  #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { draft, typeId } = this;
    if (draft === null) return;
    if (this.busy) return;
    const missing = missingIn(draft);
    if (missing.length > 0 || draft.geometry === null) {
      this.error = new ApiProblem(422, {
        detail: msg('Aset belum disimpan: lengkapi yang ditandai di bawah.', { id: 'asset-form.incomplete' }),
        errors: missing,
      });
      return this.#showFault();
    }
    this.busy = true;
    this.error = undefined;
    try {
      const properties = { ...draft.base, code: draft.base.code.trim(), ...draft.attributes };
      const feature = { type: 'Feature' as const, id: draft.id, geometry: draft.geometry, properties };
      const saved = await api.assets.put(typeId, feature, draft.version);
      this.#endGuard?.();
      if (this.asset === null) forgetKept(draftKey(typeId));
      showToast(msg(str`${saved.properties.code} tersimpan di server.`, { id: 'asset-form.saved' }));
      navigate({ asset: { type: typeId, id: saved.id }, edit: false, creating: null }, { replace: true });
      await assetWritten(typeId);
    } catch (error) {
      const stale = error instanceof ApiProblem && error.status === 412 ? error.body['current'] : undefined;
      if (stale === undefined || stale === null) this.error = error;
      else {
        await import('./lutra-conflict.ts');
        this.conflict = stale as Feature;
      }
      await this.#showFault();
    } finally {
      this.busy = false;
    }
  };

  /** Goes to the first field with a fault, else to the sentence above them. */
  async #showFault(): Promise<void> {
    await this.updateComplete;
    await this.fields?.updateComplete;
    const invalid = '[aria-invalid="true"]';
    const field =
      this.renderRoot.querySelector<HTMLElement>(invalid) ??
      (faultsAt(this.error, '/geometry').length > 0
        ? null
        : this.fields?.renderRoot.querySelector<HTMLElement>(invalid));
    if (field) field.focus();
    else this.renderRoot.querySelector('.body')?.scrollTo({ top: 0 });
  }

  #resolved = (event: CustomEvent<{ geometry: AssetGeometry; properties: Record<string, unknown> }>): void => {
    const { type, conflict, draft } = this;
    if (type === null || conflict === null || draft === null) return;
    const { geometry, properties } = event.detail;
    const merged = { ...conflict, geometry, properties: { ...conflict.properties, ...properties } };
    this.draft = draftOf(merged, type);
    this.began = draftOf(conflict, type);
    this.conflict = null;
    void this.updateComplete.then(() => this.form.requestSubmit());
  };

  #dropConflict = (): void => {
    this.conflict = null;
  };

  #startAnew = (): void => {
    forgetKept(draftKey(this.typeId));
    void this.#load();
  };

  #cancel = async (): Promise<void> => {
    // Closing keeps a new asset's form on this device; "Batal" is what drops it.
    if (this.#endGuard !== undefined && !(await this.#askToLeave())) return;
    this.#endGuard?.();
    if (this.asset === null) forgetKept(draftKey(this.typeId));
    navigate({ edit: false, creating: null });
  };
}

const draftKey = (typeId: string): string => `draft:${typeId}`;

const stateOf = ({ geometry, base: common, attributes }: Draft) => ({
  geometry,
  properties: { ...common, ...attributes },
});

/** What no asset can do without; the type's own demands are the server's to tell. */
function missingIn({ geometry, base: { code } }: Draft): { pointer: string; detail: string }[] {
  return [
    ...(geometry === null
      ? [{ pointer: '/geometry', detail: msg('Tentukan tempatnya di peta dahulu.', { id: 'asset-form.no-place' }) }]
      : []),
    ...(code.trim() === ''
      ? [{ pointer: '/properties/code', detail: msg('Isi kodenya.', { id: 'asset-form.no-code' }) }]
      : []),
  ];
}

/** What was begun on this device before, or an empty form under a new id. */
function newDraft(typeId: string): Draft {
  const kept = readKept(draftKey(typeId));
  if (kept !== null) return JSON.parse(kept) as Draft;
  return {
    id: uuidv7(),
    geometry: null,
    base: { code: '', name: '', condition: null, status: 'built', project: null },
    attributes: {},
  };
}

function draftOf({ id, geometry, properties }: Feature, type: AssetType): Draft {
  const { code, name, condition, status, project, agency, version } = properties;
  const attributes = Object.fromEntries(
    Object.keys(type.schema.properties)
      .filter((key) => properties[key] !== undefined && properties[key] !== null)
      .map((key) => [key, properties[key]]),
  );
  return { id, version, geometry, base: { code, name, condition, status, project, agency }, attributes };
}
