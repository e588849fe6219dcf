/** The layer card. */
import { localized, msg } from '@lit/localize';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { base, controls } from '../styles/shared.ts';

@localized()
@customElement('lutra-layers')
export class LutraLayers extends LitElement {
  static override styles = [base, controls];

  override render(): TemplateResult {
    return html`<h2>${msg('Lapisan', { id: 'layers.title' })}</h2>`;
  }
}
