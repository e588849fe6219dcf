/**
 * A progress report: date, percent complete, note, and then its photos.
 *
 * @fires lutra-done - the report was saved and its photos were handed over
 * @fires lutra-cancel
 */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { v7 as uuidv7 } from 'uuid';
import { ApiProblem, api } from '../api-client.ts';
import { formatDay, formatPercent } from '../i18n/format.ts';
import { ask } from '../state/confirm.ts';
import { guardLeaving } from '../state/location.ts';
import { can } from '../state/session.ts';
import { loadProjects } from '../state/projects.ts';
import { base, controls, panel } from '../styles/shared.ts';
import type { Project, Report } from '../wire.ts';
import { errorText } from './error-text.ts';
import { faultLine, faultsAt } from './faults.ts';
import { textOf } from './form-values.ts';
import { icon } from './icons.ts';

@customElement('lutra-report-form')
@localized()
export class LutraReportForm extends LitElement {
  static override styles = [
    base,
    controls,
    panel,
    css`
      form {
        display: contents;
      }
    `,
  ];

  @query('form') private form!: HTMLFormElement;

  @property({ attribute: false }) project!: Project;

  /** Kept for a retry, so that a report is never made twice. */
  #id = uuidv7();
  #endGuard: (() => void) | undefined;

  @state() private busy = false;
  @state() private error: unknown = undefined;
  @state() private saved: Report | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void import('./lutra-photo-picker.ts');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endGuard?.();
  }

  override render(): TemplateResult {
    return html`<header class="head">
        <p class="kind">${this.project.name}</p>
        <h1>${msg('Laporkan kemajuan', { id: 'project.report' })}</h1>
      </header>
      ${this.saved === null ? this.#renderForm() : this.#renderPhotos(this.saved)}`;
  }

  #renderForm(): TemplateResult {
    const { percent, reportedOn } = this.project;
    return html`<form @submit=${this.#save} @input=${this.#touched} novalidate>
      <div class="body">
        ${
          this.error === undefined
            ? nothing
            : html`<p class="notice error field" role="alert">${icon('warning')} ${errorText(this.error)}</p>`
        }
        <div class="field">
          <label for="reportedOn">${msg('Tanggal', { id: 'report.date' })}</label>
          <input id="reportedOn" name="reportedOn" type="date" .value=${today()} required />
          ${faultLine(this.error, '/reportedOn', 'reportedOn')}
        </div>
        <div class="field">
          <label for="percent">${msg('Persen selesai', { id: 'report.percent' })}</label>
          ${
            percent === null || reportedOn === null
              ? nothing
              : html`<p class="hint" id="percent-hint">
                  ${msg(str`Laporan terakhir ${formatDay(reportedOn)}: ${formatPercent(percent)}`, { id: 'report.last' })}
                </p>`
          }
          <input
            id="percent"
            name="percent"
            type="number"
            inputmode="decimal"
            min="0"
            max="100"
            step="0.01"
            aria-describedby="percent-hint percent-error"
            aria-invalid=${faultsAt(this.error, '/percent').length > 0}
            required
          />
          ${faultLine(this.error, '/percent', 'percent')}
        </div>
        <div class="field">
          <label for="note">${msg('Catatan', { id: 'report.note' })}</label>
          <textarea id="note" name="note"></textarea>
          ${faultLine(this.error, '/note', 'note')}
        </div>
      </div>
      <footer class="foot">
        <button class="primary" ?disabled=${this.busy}>
          ${this.busy ? msg('Menyimpan …', { id: 'saving' }) : msg('Simpan laporan', { id: 'report.save' })}
        </button>
        <button type="button" @click=${this.#cancel}>${msg('Batal', { id: 'cancel' })}</button>
      </footer>
    </form>`;
  }

  #renderPhotos(report: Report): TemplateResult {
    return html`<div class="body">
        <p class="field">
          ${msg(str`Laporan ${formatDay(report.reportedOn)} tersimpan: ${formatPercent(report.percent)}.`, { id: 'report.saved' })}
        </p>
        ${
          can('photo.write', { agency: this.project.leadAgency })
            ? html`<lutra-photo-picker .project=${this.project.id} .report=${report.id}></lutra-photo-picker>`
            : nothing
        }
      </div>
      <footer class="foot">
        <button class="primary" @click=${this.#done}>${msg('Selesai', { id: 'done' })}</button>
      </footer>`;
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
    const data = new FormData(this.form);
    const percent = textOf(data, 'percent');
    if (percent === '') {
      this.error = new ApiProblem(422, {
        detail: msg('Laporan belum disimpan: isi persen selesainya.', { id: 'report.no-percent' }),
        errors: [
          { pointer: '/percent', detail: msg('Isi dengan angka 0 sampai 100.', { id: 'report.percent-range' }) },
        ],
      });
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLInputElement>('#percent')?.focus();
      return;
    }
    this.busy = true;
    this.error = undefined;
    try {
      this.saved = await api.projects.report(this.project.id, {
        id: this.#id,
        reportedOn: textOf(data, 'reportedOn'),
        percent: Number(percent),
        note: textOf(data, 'note'),
      });
      this.#endGuard?.();
      void loadProjects();
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  };

  #done = (): void => {
    this.dispatchEvent(new CustomEvent('lutra-done'));
  };

  #cancel = (): void => {
    this.dispatchEvent(new CustomEvent('lutra-cancel'));
  };
}

/** Today in the office's time zone. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar' }).format(new Date());
}
