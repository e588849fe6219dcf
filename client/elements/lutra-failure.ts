/**
 * An error where the content would be: what happened, and a button that tries again.
 *
 * @fires lutra-retry
 */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base, controls } from '../styles/shared.ts';
import { errorText } from './error-text.ts';
import { icon } from './icons.ts';

@customElement('lutra-failure')
@localized()
export class LutraFailure extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
      }
      .notice {
        flex-wrap: wrap;
        align-items: center;
      }
      p {
        flex: 1 1 180px;
      }
      svg.icon {
        color: var(--danger);
      }
    `,
  ];

  @property({ attribute: false }) error: unknown = undefined;

  override render(): TemplateResult {
    return html`<div class="notice error" role="alert">
      ${icon('warning')}
      <p>${errorText(this.error)}</p>
      <button @click=${this.#retry}>${icon('retry')}${msg('Coba lagi', { id: 'retry' })}</button>
    </div>`;
  }

  #retry = (): void => {
    this.dispatchEvent(new CustomEvent('lutra-retry'));
  };
}
