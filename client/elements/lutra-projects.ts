/** The projects as cards by dimension, filtered by what the address says. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { formatDay, formatNumber } from '../i18n/format.ts';
import { hrefTo, location, navigate } from '../state/location.ts';
import { agencies, agencyName, loadAgencies, loadProjects, NEW_PROJECT, projects } from '../state/projects.ts';
import { can, session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { base, controls, panel } from '../styles/shared.ts';
import type { Dimension, Project, ProjectStatus } from '../wire.ts';
import './lutra-failure.ts';
import './lutra-progress.ts';
import { icon } from './icons.ts';
import { dimensionName, projectStatusName } from './words.ts';

const dimensions: Dimension[] = ['governance', 'branding', 'society', 'economy', 'living', 'environment'];
const statuses: ProjectStatus[] = ['planned', 'ongoing', 'completed', 'suspended', 'cancelled'];

@customElement('lutra-projects')
@localized()
export class LutraProjects extends LitElement {
  static override styles = [
    base,
    controls,
    panel,
    css`
      .filters {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-1);
        margin-bottom: var(--space-2);
      }
      .filters .wide {
        grid-column: 1 / -1;
      }
      .cards {
        display: grid;
        gap: var(--space-1);
      }
      .card {
        display: grid;
        gap: 6px;
        padding: 12px 14px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        color: inherit;
        text-decoration: none;
        transition: background var(--quick);
      }
      .card:hover {
        background: var(--surface-hover);
        color: inherit;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 2px var(--space-2);
        color: var(--text-quiet);
        font-size: var(--text-s);
      }
      .skeleton {
        height: 96px;
      }
    `,
  ];

  #projects = new StoreController(this, projects);
  #agencies = new StoreController(this, agencies);
  #location = new StoreController(this, location);
  #session = new StoreController(this, session);

  override connectedCallback(): void {
    super.connectedCallback();
    void loadProjects();
    void loadAgencies();
  }

  override render(): TemplateResult {
    const { state, value, error } = this.#projects.value;
    return html`<header class="head"><h1>${msg('Proyek', { id: 'nav.projects' })}</h1></header>
      <div class="body" aria-busy=${state === 'loading'}>
        ${this.#renderFilters()}
        ${state === 'error' ? html`<lutra-failure .error=${error} @lutra-retry=${loadProjects}></lutra-failure>` : nothing}
        ${value === undefined ? (state === 'loading' ? this.#renderSkeleton() : nothing) : this.#renderList(value)}
      </div>
      ${
        this.#session.value && can('project.write')
          ? html`<footer class="foot">
              <a class="button primary" href=${hrefTo({ view: 'project', viewId: NEW_PROJECT, asset: null })}>
                ${icon('plus')} ${msg('Proyek baru', { id: 'projects.new' })}
              </a>
            </footer>`
          : nothing
      }`;
  }

  #renderFilters(): TemplateResult {
    const { dimension = '', status = '', agency = '' } = this.#location.value.params;
    return html`<div class="filters">
      ${this.#select('dimension', msg('Semua dimensi', { id: 'projects.all-dimensions' }), dimension, [
        ...dimensions.map((key): [string, string] => [key, dimensionName(key)]),
      ])}
      ${this.#select('status', msg('Semua status', { id: 'projects.all-statuses' }), status, [
        ...statuses.map((key): [string, string] => [key, projectStatusName(key)]),
      ])}
      ${this.#select(
        'agency',
        msg('Semua instansi', { id: 'projects.all-agencies' }),
        agency,
        [...this.#agencies.value.values()].map(({ id, shortName }): [string, string] => [id, shortName]),
        'wide',
      )}
    </div>`;
  }

  #select(name: string, all: string, chosen: string, options: [string, string][], classes = ''): TemplateResult {
    return html`<select class=${classes} name=${name} aria-label=${all} @change=${this.#filter}>
      <option value="">${all}</option>
      ${options.map(([value, label]) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`)}
    </select>`;
  }

  #renderSkeleton(): TemplateResult {
    return html`<div class="cards">${[1, 2, 3].map(() => html`<div class="skeleton"></div>`)}</div>`;
  }

  #renderList(all: readonly Project[]): TemplateResult {
    const { dimension, status, agency } = this.#location.value.params;
    const shown = all.filter(
      (project) =>
        (!dimension || project.dimension === dimension) &&
        (!status || project.status === status) &&
        (!agency || project.leadAgency === agency || project.partners.includes(agency)),
    );
    if (shown.length === 0) {
      return all.length === 0
        ? html`<p class="notice">${msg('Belum ada proyek yang dapat Anda lihat.', { id: 'projects.none' })}</p>`
        : html`<p class="notice">${msg('Tidak ada proyek dengan saringan ini.', { id: 'projects.none-filtered' })}</p>
            <p><button @click=${this.#clear}>${msg('Hapus saringan', { id: 'projects.clear' })}</button></p>`;
    }
    return html`${dimensions
      .map((key) => ({ key, group: shown.filter((project) => project.dimension === key) }))
      .filter(({ group }) => group.length > 0)
      .map(
        ({ key, group }) =>
          html`<section>
            <h2>${dimensionName(key)} <span class="quiet number">${formatNumber(group.length)}</span></h2>
            <ul class="cards">
              ${group.map((project) => html`<li>${this.#renderCard(project)}</li>`)}
            </ul>
          </section>`,
      )}`;
  }

  #renderCard(project: Project): TemplateResult {
    return html`<a class="card" href=${hrefTo({ view: 'project', viewId: project.id, asset: null })}>
      <h3>${project.name}</h3>
      <lutra-progress .percent=${project.percent}></lutra-progress>
      <span class="facts">
        <span>${projectStatusName(project.status)}</span>
        <span>${agencyName(this.#agencies.value, project.leadAgency)}</span>
        ${
          project.reportedOn === null
            ? nothing
            : html`<span>${msg(str`per ${formatDay(project.reportedOn)}`, { id: 'projects.as-of' })}</span>`
        }
        ${project.published ? nothing : html`<span>${msg('belum terbit', { id: 'published.no' })}</span>`}
      </span>
    </a>`;
  }

  #filter = (event: Event): void => {
    const { name, value } = event.target as HTMLSelectElement;
    const { [name]: _old, ...rest } = location.value.params;
    navigate({ params: value === '' ? rest : { ...rest, [name]: value } }, { replace: true });
  };

  #clear = (): void => navigate({ params: {} }, { replace: true });
}
