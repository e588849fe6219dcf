/** Short messages above everything, read out politely; see state/toasts.ts. */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { StoreController } from '../state/store.ts';
import { closeToast, toasts, type Toast } from '../state/toasts.ts';
import { base, controls } from '../styles/shared.ts';
import { icon } from './icons.ts';

@customElement('lutra-toasts')
@localized()
export class LutraToasts extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        position: fixed;
        left: 50%;
        bottom: 20px;
        z-index: 20;
        width: min(560px, calc(100vw - 24px));
        translate: -50% 0;
        pointer-events: none;
      }
      li {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        margin-top: var(--space-1);
        padding: 6px 6px 6px 14px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface-raised);
        box-shadow: var(--float);
        pointer-events: auto;
      }
      li.error {
        border-color: var(--danger);
      }
      li.error > svg.icon {
        color: var(--danger);
      }
      p {
        flex: 1;
        padding-block: 6px;
        overflow-wrap: anywhere;
      }
      @media (max-width: 899px) {
        :host {
          /* At the top: below are the actions, under the thumb. */
          top: calc(4px + env(safe-area-inset-top));
          bottom: auto;
        }
      }
    `,
  ];

  #toasts = new StoreController(this, toasts);

  override render(): TemplateResult {
    return html`<div role="status">
      <ul>
        ${repeat(
          this.#toasts.value,
          (toast) => toast.id,
          (toast) => this.#toast(toast),
        )}
      </ul>
    </div>`;
  }

  #toast({ id, text, tone, action }: Toast): TemplateResult {
    const act = (): void => {
      closeToast(id);
      action?.run();
    };
    return html`<li class=${tone}>
      ${tone === 'error' ? icon('warning') : nothing}
      <p>${text}</p>
      ${action === undefined ? nothing : html`<button class="plain" @click=${act}>${action.label}</button>`}
      <button class="plain round" @click=${() => closeToast(id)} aria-label=${msg('Tutup', { id: 'close' })}>
        ${icon('close')}
      </button>
    </li>`;
  }
}
