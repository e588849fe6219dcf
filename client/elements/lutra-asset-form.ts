/** The form of a new or an existing asset. */
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { base, controls, panel } from '../styles/shared.ts';

@customElement('lutra-asset-form')
export class LutraAssetForm extends LitElement {
  static override styles = [base, controls, panel];

  override render(): TemplateResult {
    return html`<header class="head"><h1>The form of a new or an existing asset</h1></header>`;
  }
}
