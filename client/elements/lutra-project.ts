/** One project: its progress, facts, assets, photos and reports; opening it shows its place on the map. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api } from '../api-client.ts';
import { formatDay, formatNumber, formatPercent, formatRupiah } from '../i18n/format.ts';
import { layerOf, layers } from '../state/layers.ts';
import { loading, type Loadable } from '../state/loadable.ts';
import { hrefTo } from '../state/location.ts';
import { mapView } from '../state/map-view.ts';
import { agencies, agencyName, loadAgencies, NEW_PROJECT } from '../state/projects.ts';
import { can, session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { base, controls, panel } from '../styles/shared.ts';
import type { Feature, Project, Report } from '../wire.ts';
import { localText } from '../i18n/locale.ts';
import './lutra-condition.ts';
import './lutra-failure.ts';
import './lutra-progress.ts';
import { icon } from './icons.ts';
import { symbolIcon } from './symbol-icon.ts';
import { dimensionName, projectStatusName, statusName } from './words.ts';

const ASSETS_SHOWN = 12;

@customElement('lutra-project')
@localized()
export class LutraProject extends LitElement {
  static override styles = [
    base,
    controls,
    panel,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(90px, auto) 1fr;
        gap: 6px var(--space-2);
      }
      dt {
        color: var(--text-quiet);
      }
      lutra-progress {
        margin: var(--space-1) 0;
      }
      dl {
        margin-top: var(--space-2);
      }
      .foot {
        flex-wrap: nowrap;
      }
      .foot > .primary {
        flex: 1;
      }
      .assets a {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        min-height: 44px;
        color: inherit;
        text-decoration: none;
      }
      .assets a:hover {
        background: var(--surface-hover);
      }
      .assets .code {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .reports > li + li {
        margin-top: var(--space-2);
      }
      .reports h3 {
        display: flex;
        justify-content: space-between;
        gap: var(--space-1);
      }
      .note {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .skeleton {
        height: 120px;
        margin-bottom: var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) projectId = '';

  #session = new StoreController(this, session);
  #layers = new StoreController(this, layers);
  #agencies = new StoreController(this, agencies);
  #running: AbortController | undefined;

  @state() private project: Loadable<Project> = loading;
  @state() private assets: Loadable<Feature[]> = loading;
  @state() private reports: Loadable<readonly Report[]> = loading;
  @state() private task: 'edit' | 'report' | null = null;
  @state() private allAssets = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void loadAgencies();
    void import('./lutra-photo-grid.ts');
    void import('./lutra-project-form.ts');
    void import('./lutra-report-form.ts');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#running?.abort();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('projectId')) return;
    this.task = null;
    this.allAssets = false;
    if (this.projectId !== NEW_PROJECT) void this.#load();
  }

  override render(): TemplateResult {
    if (this.projectId === NEW_PROJECT) return html`<lutra-project-form .project=${null}></lutra-project-form>`;
    const { state: stage, value, error } = this.project;
    if (value === undefined) {
      return html`<header class="head"><h1>${msg('Proyek', { id: 'nav.projects' })}</h1></header>
        <div class="body" aria-busy=${stage === 'loading'}>
          ${
            stage === 'error'
              ? html`<lutra-failure .error=${error} @lutra-retry=${this.#reload}></lutra-failure>`
              : html`<div class="skeleton"></div>
                  <div class="skeleton"></div>`
          }
        </div>`;
    }
    if (this.task === 'edit') {
      return html`<lutra-project-form
        .project=${value}
        @lutra-done=${this.#reload}
        @lutra-cancel=${this.#endTask}
      ></lutra-project-form>`;
    }
    if (this.task === 'report') {
      return html`<lutra-report-form
        .project=${value}
        @lutra-done=${this.#reload}
        @lutra-cancel=${this.#endTask}
      ></lutra-report-form>`;
    }
    return this.#renderProject(value);
  }

  #renderProject(project: Project): TemplateResult {
    return html`<header class="head">
        <p class="kind">${dimensionName(project.dimension)} · ${project.programme}</p>
        <h1>${project.name}</h1>
      </header>
      <div class="body">
        <section>
          ${project.illustration === undefined ? nothing : html`<p class="notice warning small">${this.#illustration()}</p>`}
          <lutra-progress .percent=${project.percent}></lutra-progress>
          <p class="quiet small">
            ${
              project.reportedOn === null
                ? msg('Belum ada laporan kemajuan.', { id: 'project.no-report' })
                : msg(str`Menurut laporan ${formatDay(project.reportedOn)}`, { id: 'project.as-of' })
            }
          </p>
          <p class="note">${project.description}</p>
          ${this.#renderFacts(project)}
        </section>
        ${this.#renderAssets(project)}
        <section>
          <h2>
            ${msg('Foto', { id: 'nav.photos' })} <span class="quiet number">${formatNumber(project.photoCount)}</span>
          </h2>
          <lutra-photo-grid .query=${{ project: project.id }}></lutra-photo-grid>
        </section>
        ${this.#renderReports()}
      </div>
      ${this.#renderActions(project)}`;
  }

  #illustration(): string {
    return msg('Ilustrasi, bukan hasil survei', { id: 'illustration' });
  }

  #renderFacts(project: Project): TemplateResult {
    const span = (start: string | null, end: string | null) =>
      start === null && end === null
        ? null
        : `${start === null ? '…' : formatDay(start)} – ${end === null ? '…' : formatDay(end)}`;
    const known = this.#agencies.value;
    const facts: [string, string | null][] = [
      [msg('Status', { id: 'project.status' }), projectStatusName(project.status)],
      [msg('Instansi utama', { id: 'project.lead' }), agencyName(known, project.leadAgency)],
      [
        msg('Mitra', { id: 'project.partners' }),
        project.partners.map((id) => agencyName(known, id)).join(', ') || null,
      ],
      [msg('Anggaran', { id: 'project.budget' }), project.budget === null ? null : formatRupiah(project.budget)],
      [msg('Sumber dana', { id: 'project.budget-source' }), project.budgetSource || null],
      [msg('Rencana', { id: 'project.planned' }), span(project.plannedStart, project.plannedEnd)],
      [msg('Pelaksanaan', { id: 'project.actual' }), span(project.actualStart, project.actualEnd)],
      [msg('Terbit', { id: 'published' }), project.published ? null : msg('belum terbit', { id: 'published.no' })],
    ];
    return html`<dl>
      ${facts.map(([name, value]) =>
        value === null
          ? nothing
          : html`<dt>${name}</dt>
              <dd>${value}</dd>`,
      )}
    </dl>`;
  }

  #renderAssets(project: Project): TemplateResult {
    const { state: stage, value, error } = this.assets;
    const shown = this.allAssets ? value : value?.slice(0, ASSETS_SHOWN);
    return html`<section>
      <h2>
        ${msg('Aset', { id: 'project.assets' })} <span class="quiet number">${formatNumber(project.assetCount)}</span>
      </h2>
      ${stage === 'error' ? html`<lutra-failure .error=${error} @lutra-retry=${this.#reload}></lutra-failure>` : nothing}
      ${
        value?.length === 0
          ? html`<p class="quiet">${msg('Belum ada aset pada proyek ini.', { id: 'project.no-assets' })}</p>`
          : nothing
      }
      <ul class="assets">
        ${shown?.map((asset) => html`<li>${this.#renderAsset(asset)}</li>`)}
      </ul>
      ${
        value !== undefined && value.length > ASSETS_SHOWN && !this.allAssets
          ? html`<button @click=${this.#showAllAssets}>
              ${msg(str`Tampilkan ${formatNumber(value.length)} aset`, { id: 'project.all-assets' })}
            </button>`
          : nothing
      }
    </section>`;
  }

  #renderAsset({ id, properties }: Feature): TemplateResult {
    const type = String(properties['type']);
    const layer = this.#layers.value.value ? layerOf(type) : undefined;
    return html`<a href=${hrefTo({ asset: { type, id } })}>
      ${layer === undefined ? nothing : symbolIcon(layer.symbol, { status: properties.status })}
      <span class="code">
        ${properties.code} <span class="quiet small">${properties.name || (layer && localText(layer.titles))}</span>
      </span>
      ${
        properties.status === 'built'
          ? html`<lutra-condition class="small" .value=${properties.condition}></lutra-condition>`
          : html`<span class="small quiet">${statusName(properties.status)}</span>`
      }
    </a>`;
  }

  #renderReports(): TemplateResult {
    const { state: stage, value, error } = this.reports;
    return html`<section>
      <h2>${msg('Laporan kemajuan', { id: 'project.reports' })}</h2>
      ${stage === 'error' ? html`<lutra-failure .error=${error} @lutra-retry=${this.#reload}></lutra-failure>` : nothing}
      ${
        value?.length === 0
          ? html`<p class="quiet">${msg('Belum ada laporan kemajuan.', { id: 'project.no-report' })}</p>`
          : nothing
      }
      <ol class="reports">
        ${value?.map(
          (report) =>
            html`<li>
              <h3>
                <span>${formatDay(report.reportedOn)}</span><span class="number">${formatPercent(report.percent)}</span>
              </h3>
              <p class="note">${report.note}</p>
              <p class="quiet small">${report.createdBy?.name}</p>
              ${
                report.photos.length === 0
                  ? nothing
                  : html`<lutra-photo-grid .query=${{ report: report.id }}></lutra-photo-grid>`
              }
            </li>`,
        )}
      </ol>
    </section>`;
  }

  #renderActions(project: Project): TemplateResult | typeof nothing {
    if (!this.#session.value) return nothing;
    const [mayReport, mayWrite] = [can('report.write'), can('project.write')];
    if (!mayReport && !mayWrite) return nothing;
    const show = msg('Lihat di peta', { id: 'show-on-map' });
    return html`<footer class="foot">
      ${
        mayReport
          ? html`<button class="primary" @click=${this.#report}>
              ${msg('Laporkan kemajuan', { id: 'project.report' })}
            </button>`
          : nothing
      }
      ${
        mayWrite
          ? html`<button @click=${this.#edit} aria-label=${msg('Ubah proyek', { id: 'project.edit' })}>
              ${icon('edit')} ${msg('Ubah', { id: 'edit' })}
            </button>`
          : nothing
      }
      ${
        project.bbox === null
          ? nothing
          : html`<button class="round" @click=${this.#showOnMap} aria-label=${show} title=${show}>
              ${icon('map')}
            </button>`
      }
    </footer>`;
  }

  async #load(): Promise<void> {
    this.#running?.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    const id = this.projectId;
    [this.project, this.assets, this.reports] = [loading, loading, loading];
    await Promise.all([
      follow(api.projects.read(id, signal), signal, (project) => {
        this.project = project;
        if (project.state === 'ready') this.#showOnMap();
      }),
      follow(
        api.projects.assets(id, signal).then(({ features }) => features),
        signal,
        (assets) => (this.assets = assets),
      ),
      follow(
        api.projects.reports(id, signal).then(({ items }) => items),
        signal,
        (reports) => (this.reports = reports),
      ),
    ]);
  }

  #reload = (): void => {
    this.task = null;
    void this.#load();
  };

  #endTask = (): void => {
    this.task = null;
  };

  #edit = (): void => {
    this.task = 'edit';
  };

  #report = (): void => {
    this.task = 'report';
  };

  #showAllAssets = (): void => {
    this.allAssets = true;
  };

  #showOnMap = (): void => {
    const bbox = this.project.value?.bbox;
    if (bbox) mapView.value?.fit(bbox);
  };
}

/** Tells what came of a request, unless nobody wants it any more. */
async function follow<T>(request: Promise<T>, signal: AbortSignal, tell: (result: Loadable<T>) => void): Promise<void> {
  try {
    const value = await request;
    if (!signal.aborted) tell({ state: 'ready', value });
  } catch (error) {
    if (!signal.aborted) tell({ state: 'error', error });
  }
}
