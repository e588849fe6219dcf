/** The selected asset: what it is, its state, photos, history, and what the person may do with it. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { lengthOf, measureLine } from '../../api/domain/stationing.ts';
import { api } from '../api-client.ts';
import { formatDay, formatInstant, formatLength, formatNumber, formatPosition } from '../i18n/format.ts';
import { localText } from '../i18n/locale.ts';
import { ask } from '../state/confirm.ts';
import { layerOf, layers } from '../state/layers.ts';
import type { Loadable } from '../state/loadable.ts';
import { hrefTo, navigate } from '../state/location.ts';
import { mapView } from '../state/map-view.ts';
import { agencies, agencyName, loadAgencies, loadProjects, projects } from '../state/projects.ts';
import { assetWritten, reloadSelection, selection } from '../state/selection.ts';
import { can, session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { showToast } from '../state/toasts.ts';
import { base, controls, panel } from '../styles/shared.ts';
import type { AssetType, Feature } from '../wire.ts';
import { errorText } from './error-text.ts';
import { icon } from './icons.ts';
import { attributeTitle, choiceTitle } from './lutra-attribute-fields.ts';
import './lutra-condition.ts';
import './lutra-failure.ts';
import { symbolIcon } from './symbol-icon.ts';
import { statusName } from './words.ts';

@customElement('lutra-asset')
@localized()
export class LutraAsset extends LitElement {
  static override styles = [
    base,
    controls,
    panel,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(110px, 40%) 1fr;
        gap: 6px var(--space-2);
      }
      dt {
        color: var(--text-quiet);
      }
      dd {
        overflow-wrap: anywhere;
      }
      .foot {
        flex-wrap: nowrap;
      }
      .foot > :not(.round) {
        flex: 1 1 auto;
        padding: 0 8px;
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        gap: 4px var(--space-2);
        margin-bottom: var(--space-2);
      }
      .notice {
        margin-bottom: var(--space-2);
      }
      summary {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        min-height: 44px;
        cursor: pointer;
        font-weight: 600;
      }
      .attributes {
        grid-column: 1 / -1;
      }
      .skeleton {
        height: 96px;
        margin-bottom: var(--space-2);
      }
    `,
  ];

  #selection = new StoreController(this, selection);
  #layers = new StoreController(this, layers);
  #projects = new StoreController(this, projects);
  #agencies = new StoreController(this, agencies);
  #session = new StoreController(this, session);

  @state() private type: Loadable<AssetType> = { state: 'loading' };
  @state() private historyOpen = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void import('./lutra-photo-grid.ts');
    void import('./lutra-photo-picker.ts');
    if (projects.value.value === undefined) void loadProjects();
    void loadAgencies();
  }

  override willUpdate(_changed: PropertyValues): void {
    const wanted = this.#selection.value?.asset.type;
    if (wanted !== undefined && this.#typeId !== wanted) void this.#loadType(wanted);
    const id = this.#selection.value?.asset.id;
    if (id !== this.#shownId) {
      this.#shownId = id;
      this.historyOpen = false;
    }
  }

  #typeId: string | undefined;
  #shownId: string | undefined;

  override render(): TemplateResult {
    const current = this.#selection.value;
    if (current === null) return html`<header class="head"></header>`;
    const { state: stage, value, error } = current;
    if (value === undefined) {
      return html`<header class="head"><h1>${msg('Aset', { id: 'project.assets' })}</h1></header>
        <div class="body" aria-busy=${stage === 'loading'}>
          ${
            stage === 'error'
              ? html`<lutra-failure .error=${error} @lutra-retry=${reloadSelection}></lutra-failure>`
              : html`<div class="skeleton"></div>
                  <div class="skeleton"></div>`
          }
        </div>`;
    }
    return this.#renderAsset(current.asset.type, value);
  }

  #renderAsset(type: string, asset: Feature): TemplateResult {
    const { properties } = asset;
    const layer = this.#layers.value.value ? layerOf(type) : undefined;
    return html`<header class="head">
        <p class="kind">
          ${layer === undefined ? nothing : symbolIcon(layer.symbol, properties)} ${layer && localText(layer.titles)}
        </p>
        <h1>${properties.code}</h1>
        ${properties.name === '' ? nothing : html`<p>${properties.name}</p>`}
      </header>
      <div class="body">
        <section>
          ${
            properties.illustration === undefined
              ? nothing
              : html`<p class="notice warning small">
                  ${msg('Ilustrasi, bukan hasil survei', { id: 'illustration' })}
                </p>`
          }
          <p class="state">
            <lutra-condition .value=${properties.condition}></lutra-condition>
            <span>${statusName(properties.status)}</span>
            ${properties.published ? nothing : html`<span class="quiet">${msg('belum terbit', { id: 'published.no' })}</span>`}
          </p>
        </section>
        ${type === 'river-segments' ? this.#renderRiver(asset) : nothing}
        <section>${this.#renderFacts(asset)}</section>
        ${
          this.type.state === 'error'
            ? html`<section>
                <lutra-failure .error=${this.type.error} @lutra-retry=${this.#reloadType}></lutra-failure>
              </section>`
            : nothing
        }
        <section>
          <h2>${msg('Foto', { id: 'nav.photos' })}</h2>
          <lutra-photo-grid .query=${{ asset: asset.id }}></lutra-photo-grid>
          ${
            can('photo.write', { agency: properties.agency })
              ? html`<lutra-photo-picker .asset=${asset.id}></lutra-photo-picker>`
              : html`<lutra-upload-list .asset=${asset.id}></lutra-upload-list>`
          }
        </section>
        ${this.#session.value ? this.#renderHistory(type, asset) : nothing}
      </div>
      ${this.#renderActions(type, asset)}`;
  }

  #renderFacts({ geometry, properties }: Feature): TemplateResult {
    const project = this.#projects.value.value?.find(({ id }) => id === properties.project);
    const attributes = Object.entries(this.type.value?.schema.properties ?? {}).filter(
      ([name]) => properties[name] !== undefined && properties[name] !== null,
    );
    return html`<dl>
      ${this.type.state === 'loading' ? html`<div class="skeleton attributes"></div>` : nothing}
      ${attributes.map(
        ([name, attribute]) =>
          html`<dt>${attributeTitle({ ...attribute, 'x-unit': undefined })}</dt>
            <dd>${valueText(attribute, properties[name])}</dd>`,
      )}
      ${
        properties.project === null
          ? nothing
          : html`<dt>${msg('Proyek', { id: 'nav.projects' })}</dt>
              <dd>
                <a href=${hrefTo({ view: 'project', viewId: properties.project, asset: null })}>
                  ${project?.name ?? msg('Buka proyek', { id: 'asset.open-project' })}
                </a>
              </dd>`
      }
      <dt>${msg('Instansi', { id: 'account.agency' })}</dt>
      <dd>${agencyName(this.#agencies.value, properties.agency)}</dd>
      ${
        geometry.type === 'Point'
          ? html`<dt>${msg('Posisi', { id: 'asset.position' })}</dt>
              <dd class="number">${formatPosition(geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0)}</dd>`
          : nothing
      }
      ${
        geometry.type === 'LineString'
          ? html`<dt>${msg('Panjang', { id: 'asset.length' })}</dt>
              <dd class="number">${formatLength(lengthOf(measureLine(geometry.coordinates)))}</dd>`
          : nothing
      }
      <dt>${msg('Diperbarui', { id: 'asset.updated' })}</dt>
      <dd>${formatInstant(properties.updatedAt)}</dd>
    </dl>`;
  }

  #renderRiver({ id, geometry, properties }: Feature): TemplateResult | typeof nothing {
    if (geometry.type !== 'LineString') return nothing;
    void import('./lutra-river-export.ts');
    const start = typeof properties['startStation'] === 'number' ? properties['startStation'] : 0;
    const { end } = measureLine(geometry.coordinates, { startStation: start });
    return html`<section>
      <h2>${msg('Serah data ke BBWS', { id: 'asset.river-export' })}</h2>
      <lutra-river-export .assetId=${id} .start=${start} .end=${end}></lutra-river-export>
    </section>`;
  }

  #renderHistory(type: string, asset: Feature): TemplateResult {
    return html`<section>
      <details .open=${this.historyOpen} @toggle=${this.#toggleHistory}>
        <summary>${icon('history')} ${msg('Riwayat', { id: 'asset.history' })}</summary>
        ${
          this.historyOpen
            ? html`<lutra-asset-history
                .type=${type}
                .assetId=${asset.id}
                .version=${asset.properties.version}
                .schema=${this.type.value?.schema ?? null}
                .mayRestore=${can('asset.write', { agency: asset.properties.agency })}
              ></lutra-asset-history>`
            : nothing
        }
      </details>
    </section>`;
  }

  #renderActions(type: string, asset: Feature): TemplateResult | typeof nothing {
    const { agency, published } = asset.properties;
    if (!can('asset.write', { agency })) return nothing;
    const publish = (): Promise<void> => this.#publish(type, asset);
    const remove = (): Promise<void> => this.#remove(type, asset);
    const edit = (): void => navigate({ edit: true });
    const mayPublish = !published && can('asset.publish');
    const [change, show, erase] = [
      msg('Ubah', { id: 'edit' }),
      msg('Lihat di peta', { id: 'show-on-map' }),
      msg('Hapus aset', { id: 'asset.remove' }),
    ];
    return html`<footer class="foot">
      ${
        mayPublish
          ? html`<button class="primary" @click=${publish}>
              ${icon('check')} ${msg('Verifikasi & terbitkan', { id: 'asset.publish' })}
            </button>`
          : nothing
      }
      ${
        mayPublish
          ? html`<button class="round" @click=${edit} aria-label=${change} title=${change}>${icon('edit')}</button>`
          : html`<button @click=${edit}>${icon('edit')} ${change}</button>`
      }
      <button class="round" @click=${this.#show} aria-label=${show} title=${show}>${icon('map')}</button>
      <button class="danger round" @click=${remove} aria-label=${erase} title=${erase}>${icon('delete')}</button>
    </footer>`;
  }

  async #loadType(id: string): Promise<void> {
    this.#typeId = id;
    this.type = { state: 'loading' };
    try {
      const value = await api.assetTypes.read(id);
      if (this.#typeId === id) this.type = { state: 'ready', value };
    } catch (error) {
      if (this.#typeId === id) this.type = { state: 'error', error };
    }
  }

  #reloadType = (): void => {
    if (this.#typeId !== undefined) void this.#loadType(this.#typeId);
  };

  #toggleHistory = (event: Event): void => {
    this.historyOpen = (event.target as HTMLDetailsElement).open;
    void import('./lutra-asset-history.ts');
  };

  #show = (): void => {
    const asset = selection.value?.value;
    if (asset !== undefined) mapView.value?.fit(boundsOf(asset), { maxZoom: 18 });
  };

  async #publish(type: string, { id, properties }: Feature): Promise<void> {
    try {
      await api.assets.patch(type, id, { properties: { published: true } }, properties.version);
      showToast(msg(str`${properties.code} terverifikasi dan terbit untuk umum.`, { id: 'asset.published' }));
    } catch (error) {
      showToast(errorText(error), { tone: 'error' });
    }
    await assetWritten(type);
  }

  async #remove(type: string, { id, properties }: Feature): Promise<void> {
    const layer = layerOf(type);
    const name = `${layer === undefined ? '' : `${localText(layer.titles)} `}${properties.code}`;
    const sure = await ask({
      heading: msg(str`Hapus ${name}?`, { id: 'asset.remove-heading' }),
      body: msg('Riwayatnya tetap tersimpan dan dapat dipulihkan.', { id: 'asset.remove-body' }),
      action: msg('Hapus aset', { id: 'asset.remove' }),
      danger: true,
    });
    if (!sure) return;
    try {
      await api.assets.remove(type, id, properties.version);
    } catch (error) {
      showToast(errorText(error), { tone: 'error' });
      await reloadSelection();
      return;
    }
    const restore = async (): Promise<void> => {
      try {
        await api.assets.restore(type, id, properties.version, properties.version + 1);
        await assetWritten(type);
        navigate({ asset: { type, id } });
      } catch (error) {
        showToast(errorText(error), { tone: 'error' });
      }
    };
    navigate({ asset: null });
    await assetWritten(type);
    showToast(msg(str`${properties.code} dihapus.`, { id: 'asset.removed' }), {
      action: { label: msg('Pulihkan', { id: 'asset.restore' }), run: () => void restore() },
    });
  }
}

/** An attribute's value as people read it. */
export function valueText(attribute: NonNullable<AssetType['schema']['properties'][string]>, value: unknown): string {
  const unit = attribute['x-unit'] === undefined ? '' : ` ${attribute['x-unit']}`;
  if (typeof value === 'boolean') return value ? msg('Ya', { id: 'yes' }) : msg('Tidak', { id: 'no' });
  if (attribute.enum !== undefined) return choiceTitle(attribute, value);
  if (attribute.format === 'date' && typeof value === 'string') return formatDay(value);
  // A year is a name, not a quantity: no thousands separator.
  if (typeof value === 'number' && unit !== '') return formatNumber(value, 2) + unit;
  return `${value as string | number}`;
}

function boundsOf({ geometry }: Feature): [number, number, number, number] {
  const positions = (geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates).flat(
    geometry.type === 'Polygon' ? 1 : 0,
  ) as number[][];
  const [xs, ys] = [positions.map(([x = 0]) => x), positions.map(([, y = 0]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
