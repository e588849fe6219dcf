/** Sign-in. */
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { base, controls, panel } from '../styles/shared.ts';

@customElement('lutra-sign-in')
export class LutraSignIn extends LitElement {
  static override styles = [base, controls, panel];

  override render(): TemplateResult {
    return html`<header class="head"><h1>Sign-in</h1></header>`;
  }
}
