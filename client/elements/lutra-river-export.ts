/** Download of a river segment's GeoJSON for the river agency: from, to and step in metres. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatStation } from '../../api/domain/stationing.ts';
import { ApiProblem, api } from '../api-client.ts';
import { can, session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { base, controls } from '../styles/shared.ts';
import { errorText } from './error-text.ts';
import { icon } from './icons.ts';

/** Metres between stations where nothing else is asked for. */
const STEP = 50;

@customElement('lutra-river-export')
@localized()
export class LutraRiverExport extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
      }
      .fields {
        display: grid;
        grid-template-columns: 1fr 1fr 1fr;
        gap: var(--space-1);
      }
      button {
        width: 100%;
      }
    `,
  ];

  @property({ attribute: false }) assetId = '';
  /** Where the segment begins and ends, in metres of its stationing. */
  @property({ type: Number }) start = 0;
  @property({ type: Number }) end = 0;

  #session = new StoreController(this, session);

  @state() private from: number | null = null;
  @state() private to: number | null = null;
  @state() private step = STEP;
  @state() private busy = false;
  @state() private error: unknown = undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('assetId')) return;
    [this.from, this.to, this.step, this.error] = [null, null, STEP, undefined];
  }

  override render(): TemplateResult {
    if (!this.#session.value || !can('river.export')) {
      return html`<p class="quiet small">
        ${msg('Penghubung, perencana, dan surveyor dapat mengunduh GeoJSON ruas ini setelah masuk.', {
          id: 'river-export.forbidden',
        })}
      </p>`;
    }
    const [from, to] = [this.from ?? this.start, this.to ?? Math.round(this.end)];
    const range = `${formatStation(from, 1)}–${formatStation(to, 1).replace('STA ', '')}`;
    return html`<form @submit=${this.#download}>
      <div class="fields">
        ${this.#field('from', msg('Dari (m)', { id: 'river-export.from' }), Math.round(from * 10) / 10)}
        ${this.#field('to', msg('Sampai (m)', { id: 'river-export.to' }), to)}
        ${this.#field('step', msg('Tiap (m)', { id: 'river-export.step' }), this.step)}
      </div>
      ${
        this.error === undefined
          ? nothing
          : html`<p class="notice error field" role="alert">${icon('warning')} ${errorText(this.error)}</p>`
      }
      <button class="primary" ?disabled=${this.busy}>
        ${icon('download')}
        ${
          this.busy
            ? msg('Menyiapkan …', { id: 'river-export.busy' })
            : msg(str`Unduh GeoJSON ${range}`, { id: 'river-export.download' })
        }
      </button>
    </form>`;
  }

  #field(name: 'from' | 'to' | 'step', label: string, value: number): TemplateResult {
    const invalid = this.error instanceof ApiProblem && this.error.message.startsWith(`${name}:`);
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        type="number"
        inputmode="decimal"
        step="any"
        .value=${String(value)}
        aria-invalid=${invalid}
        @input=${this.#change}
      />
    </div>`;
  }

  #change = (event: Event): void => {
    const { name, valueAsNumber } = event.target as HTMLInputElement;
    const value = Number.isNaN(valueAsNumber) ? null : valueAsNumber;
    this.error = undefined;
    if (name === 'from') this.from = value;
    else if (name === 'to') this.to = value;
    else this.step = value ?? STEP;
  };

  #download = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    this.busy = true;
    this.error = undefined;
    try {
      const { blob, name } = await api.riverSegment.exportGeoJson(this.assetId, {
        from: this.from,
        to: this.to,
        step: this.step,
      });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  };
}
