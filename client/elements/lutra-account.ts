/** Who is signed in; language and theme. */
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { base, controls, panel } from '../styles/shared.ts';

@customElement('lutra-account')
export class LutraAccount extends LitElement {
  static override styles = [base, controls, panel];

  override render(): TemplateResult {
    return html`<header class="head"><h1>Who is signed in; language and theme</h1></header>`;
  }
}
