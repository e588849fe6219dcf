/** Percent complete as a bar and a figure; the figure is the text, the bar only shows it. */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { formatPercent } from '../i18n/format.ts';
import { base } from '../styles/shared.ts';

@customElement('lutra-progress')
@localized()
export class LutraProgress extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--space-1);
      }
      .track {
        flex: 1;
        height: 8px;
        border-radius: 4px;
        background: var(--surface-hover);
        overflow: hidden;
      }
      .share {
        width: calc(var(--percent, 0) * 1%);
        height: 100%;
        background: var(--accent);
      }
      .number {
        min-width: 4.5em;
        text-align: right;
        font-weight: 600;
      }
    `,
  ];

  @query('.share') private share!: HTMLElement;

  /** null: nothing was reported yet. */
  @property({ type: Number }) percent: number | null = null;

  override updated(): void {
    this.share.style.setProperty('--percent', String(this.percent ?? 0));
  }

  override render(): TemplateResult {
    return html`<div class="track" aria-hidden="true"><div class="share"></div></div>
      <span class="number">
        ${this.percent === null ? msg('belum ada', { id: 'progress.none' }) : formatPercent(this.percent)}
      </span>`;
  }
}
