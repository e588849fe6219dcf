/**
 * The frame of what is selected: a panel at the right, or a bottom sheet with three heights that follows the finger.
 *
 * @slot - one element that fills it; see the `panel` styles for its head, body and foot
 * @fires lutra-close - the close button or Esc
 */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base, controls } from '../styles/shared.ts';
import { icon } from './icons.ts';

@localized()
@customElement('lutra-panel')
export class LutraPanel extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        position: absolute;
        inset: 0 0 0 auto;
        width: var(--panel);
      }
      section {
        position: relative;
        display: flex;
        flex-direction: column;
        height: 100%;
        border-left: 1px solid var(--line);
        background: var(--surface);
      }
      .close {
        position: absolute;
        top: 12px;
        right: 12px;
        z-index: 1;
      }
      slot {
        display: block;
        flex: 1;
        min-height: 0;
      }
    `,
  ];

  @property() label = '';

  override render(): TemplateResult {
    return html`<section tabindex="-1" aria-label=${this.label}>
      <button class="close plain round" @click=${this.#close} aria-label=${msg('Tutup', { id: 'close' })}>
        ${icon('close')}
      </button>
      <slot></slot>
    </section>`;
  }

  #close = (): void => {
    this.dispatchEvent(new CustomEvent('lutra-close', { bubbles: true, composed: true }));
  };
}
