/**
 * A project's form: a new one, or a change of the given one.
 *
 * @fires lutra-done - it was saved
 * @fires lutra-cancel
 */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { v7 as uuidv7 } from 'uuid';
import { ApiProblem, api } from '../api-client.ts';
import { guardLeaving, navigate } from '../state/location.ts';
import { ask } from '../state/confirm.ts';
import { agencies, loadAgencies, loadProjects } from '../state/projects.ts';
import { session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { base, controls, panel } from '../styles/shared.ts';
import type { Dimension, Project, ProjectInput, ProjectStatus } from '../wire.ts';
import { errorText } from './error-text.ts';
import { faultLine, faultsAt } from './faults.ts';
import { textOf } from './form-values.ts';
import { icon } from './icons.ts';
import { dimensionName, projectStatusName } from './words.ts';

const dimensions: Dimension[] = ['governance', 'branding', 'society', 'economy', 'living', 'environment'];
const statuses: ProjectStatus[] = ['planned', 'ongoing', 'completed', 'suspended', 'cancelled'];

@customElement('lutra-project-form')
@localized()
export class LutraProjectForm extends LitElement {
  static override styles = [
    base,
    controls,
    panel,
    css`
      form {
        display: contents;
      }
      .pair {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0 var(--space-2);
      }
      .choice {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        min-height: 40px;
        font-weight: 400;
      }
      fieldset {
        padding: 0;
        border: 0;
      }
      input[type='checkbox'] {
        flex: none;
      }
    `,
  ];

  @query('form') private form!: HTMLFormElement;

  /** null: a new project. */
  @property({ attribute: false }) project: Project | null = null;

  #agencies = new StoreController(this, agencies);
  /** Kept for a retry, so that a project is never made twice. */
  #id = uuidv7();
  #endGuard: (() => void) | undefined;

  @state() private busy = false;
  @state() private error: unknown = undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void loadAgencies();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endGuard?.();
  }

  override render(): TemplateResult {
    const { project } = this;
    const agencyOptions = [...this.#agencies.value.values()].map(({ id, name }): [string, string] => [id, name]);
    const lead = project?.leadAgency ?? session.value?.agency ?? '';
    return html`<header class="head">
        <h1>${project?.name ?? msg('Proyek baru', { id: 'projects.new' })}</h1>
      </header>
      <form @submit=${this.#save} @input=${this.#touched} novalidate>
        <div class="body">
          ${this.#renderError()} ${this.#text('name', msg('Nama', { id: 'account.name' }), project?.name ?? '')}
          <div class="field">
            <label for="description">${msg('Uraian', { id: 'project.description' })}</label>
            <textarea id="description" name="description" .value=${project?.description ?? ''}></textarea>
            ${faultLine(this.error, '/description', 'description')}
          </div>
          <div class="pair">
            ${this.#select(
              'dimension',
              msg('Dimensi', { id: 'project.dimension' }),
              project?.dimension ?? 'branding',
              dimensions.map((key) => [key, dimensionName(key)]),
            )}
            ${this.#select(
              'status',
              msg('Status', { id: 'project.status' }),
              project?.status ?? 'planned',
              statuses.map((key) => [key, projectStatusName(key)]),
            )}
          </div>
          ${this.#text('programme', msg('Program', { id: 'project.programme' }), project?.programme ?? '')}
          ${this.#select('leadAgency', msg('Instansi utama', { id: 'project.lead' }), lead, agencyOptions)}
          <fieldset class="field">
            <legend class="label">${msg('Mitra', { id: 'project.partners' })}</legend>
            ${agencyOptions.map(
              ([id, name]) =>
                html`<label class="choice">
                  <input
                    type="checkbox"
                    name="partners"
                    .value=${id}
                    .checked=${project?.partners.includes(id) ?? false}
                  />
                  ${name}
                </label>`,
            )}
          </fieldset>
          ${this.#text('budget', msg('Anggaran (Rp)', { id: 'project.budget-rupiah' }), project?.budget ?? '', 'number')}
          ${this.#text('budgetSource', msg('Sumber dana', { id: 'project.budget-source' }), project?.budgetSource ?? '')}
          <div class="pair">
            ${this.#text('plannedStart', msg('Rencana mulai', { id: 'project.planned-start' }), project?.plannedStart ?? '', 'date')}
            ${this.#text('plannedEnd', msg('Rencana selesai', { id: 'project.planned-end' }), project?.plannedEnd ?? '', 'date')}
            ${this.#text('actualStart', msg('Mulai', { id: 'project.actual-start' }), project?.actualStart ?? '', 'date')}
            ${this.#text('actualEnd', msg('Selesai', { id: 'project.actual-end' }), project?.actualEnd ?? '', 'date')}
          </div>
          <label class="choice">
            <input type="checkbox" name="published" .checked=${project?.published ?? false} />
            ${msg('Terbit untuk umum', { id: 'project.publish' })}
          </label>
        </div>
        <footer class="foot">
          <button class="primary" ?disabled=${this.busy}>
            ${this.busy ? msg('Menyimpan …', { id: 'saving' }) : msg('Simpan proyek', { id: 'project.save' })}
          </button>
          <button type="button" @click=${this.#cancel}>${msg('Batal', { id: 'cancel' })}</button>
        </footer>
      </form>`;
  }

  #renderError(): TemplateResult | typeof nothing {
    if (this.error === undefined) return nothing;
    const stale = this.error instanceof ApiProblem && this.error.status === 412;
    return html`<p class="notice error field" role="alert">${icon('warning')} ${errorText(this.error)}</p>
      ${
        stale
          ? html`<p class="field">
              <button type="button" @click=${this.#done}>
                ${msg('Muat keadaan terkini', { id: 'project.load-current' })}
              </button>
            </p>`
          : nothing
      }`;
  }

  #text(name: keyof ProjectInput, label: string, value: string | number, type = 'text'): TemplateResult {
    const invalid = faultsAt(this.error, `/${name}`).length > 0;
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        type=${type}
        min=${type === 'number' ? '0' : nothing}
        step=${type === 'number' ? 'any' : nothing}
        .value=${String(value)}
        aria-invalid=${invalid}
        aria-describedby=${invalid ? `${name}-error` : nothing}
      />
      ${faultLine(this.error, `/${name}`, name)}
    </div>`;
  }

  #select(name: keyof ProjectInput, label: string, chosen: string, options: [string, string][]): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <select id=${name} name=${name}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select>
      ${faultLine(this.error, `/${name}`, name)}
    </div>`;
  }

  #touched = (): void => {
    this.#endGuard ??= guardLeaving(() =>
      ask({
        heading: msg('Tinggalkan perubahan?', { id: 'leave.heading' }),
        body: msg('Yang belum disimpan akan hilang.', { id: 'leave.body' }),
        action: msg('Tinggalkan', { id: 'leave.action' }),
        danger: true,
      }),
    );
  };

  #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    this.busy = true;
    this.error = undefined;
    try {
      const content = this.#content();
      const saved =
        this.project === null
          ? await api.projects.create({ ...content, id: this.#id } as ProjectInput)
          : await api.projects.patch(this.project.id, content, this.project.version);
      this.#endGuard?.();
      void loadProjects();
      this.#done();
      if (this.project === null) navigate({ view: 'project', viewId: saved.id }, { replace: true });
    } catch (error) {
      this.error = error;
      await this.updateComplete;
      (this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]') ?? this.form).focus();
    } finally {
      this.busy = false;
    }
  };

  #content(): Partial<ProjectInput> {
    const data = new FormData(this.form);
    const text = (name: string): string => textOf(data, name);
    const orNull = (name: string): string | null => text(name) || null;
    return {
      name: text('name'),
      description: text('description'),
      dimension: text('dimension') as Dimension,
      status: text('status') as ProjectStatus,
      programme: text('programme'),
      leadAgency: text('leadAgency'),
      partners: data.getAll('partners').filter((value) => typeof value === 'string'),
      budget: text('budget') === '' ? null : Number(text('budget')),
      budgetSource: text('budgetSource'),
      plannedStart: orNull('plannedStart'),
      plannedEnd: orNull('plannedEnd'),
      actualStart: orNull('actualStart'),
      actualEnd: orNull('actualEnd'),
      published: data.has('published'),
    };
  }

  #done = (): void => {
    this.dispatchEvent(new CustomEvent('lutra-done'));
  };

  #cancel = (): void => {
    this.#endGuard?.();
    if (this.project === null) navigate({ view: 'projects' });
    else this.dispatchEvent(new CustomEvent('lutra-cancel'));
  };
}
