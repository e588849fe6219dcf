/** Shows the question of state/confirm.ts: what will happen, the thing by its name, and two answers. */
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { question } from '../state/confirm.ts';
import { StoreController } from '../state/store.ts';
import { base, controls } from '../styles/shared.ts';
import '../styles/web-awesome.ts';

@customElement('lutra-confirm')
@localized()
export class LutraConfirm extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      wa-dialog {
        --width: min(440px, calc(100vw - 32px));
      }
    `,
  ];

  #question = new StoreController(this, question);

  override render(): TemplateResult | typeof nothing {
    const asked = this.#question.value;
    if (asked === null) return nothing;
    return html`<wa-dialog open light-dismiss label=${asked.heading} @wa-after-hide=${() => asked.answer(false)}>
      <p>${asked.body}</p>
      <button slot="footer" autofocus @click=${() => asked.answer(false)}>${msg('Batal', { id: 'cancel' })}</button>
      <button slot="footer" class=${asked.danger === true ? 'danger' : 'primary'} @click=${() => asked.answer(true)}>
        ${asked.action}
      </button>
    </wa-dialog>`;
  }
}
