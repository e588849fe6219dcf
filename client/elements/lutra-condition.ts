/** A condition as its shape and its words. */
import { localized } from '@lit/localize';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Condition } from '../wire.ts';
import { keyOf } from '../map/glyphs.ts';
import { base } from '../styles/shared.ts';
import { conditionIcon } from './symbol-icon.ts';
import { conditionName } from './words.ts';

@customElement('lutra-condition')
@localized()
export class LutraCondition extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
    `,
  ];

  @property() value: Condition | null = null;

  override render(): TemplateResult {
    const key = keyOf(this.value);
    return html`${conditionIcon(key)}<span>${conditionName(key)}</span>`;
  }
}
