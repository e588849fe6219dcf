/** What an administrator keeps. */
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { base, controls, panel } from '../styles/shared.ts';

@customElement('lutra-administration')
export class LutraAdministration extends LitElement {
  static override styles = [base, controls, panel];

  override render(): TemplateResult {
    return html`<header class="head"><h1>What an administrator keeps</h1></header>`;
  }
}
