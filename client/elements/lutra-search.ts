/** Search by code or name. */
import { localized, msg } from '@lit/localize';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { base, controls } from '../styles/shared.ts';

@localized()
@customElement('lutra-search')
export class LutraSearch extends LitElement {
  static override styles = [base, controls];

  override render(): TemplateResult {
    return html`<input type="search" aria-label=${msg('Cari kode atau nama', { id: 'search.label' })} />`;
  }
}
