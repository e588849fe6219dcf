/** The projects as cards. */
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { base, controls, panel } from '../styles/shared.ts';

@customElement('lutra-projects')
export class LutraProjects extends LitElement {
  static override styles = [base, controls, panel];

  override render(): TemplateResult {
    return html`<header class="head"><h1>The projects as cards</h1></header>`;
  }
}
