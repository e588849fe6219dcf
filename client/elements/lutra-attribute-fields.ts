/**
 * The fields that a type's JSON Schema makes: one for each attribute, in its order, with unit and choices.
 *
 * @fires lutra-change - detail: the attributes that are filled in, as they are sent, and which of them changed
 */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { getLocale, localText } from '../i18n/locale.ts';
import { base, controls } from '../styles/shared.ts';
import type { Attribute, AttributesSchema } from '../wire.ts';
import { faultLine, faultsAt } from './faults.ts';

export type AttributeValues = Readonly<Record<string, unknown>>;

/** Title of an attribute in the shown language, with its unit. */
export function attributeTitle(attribute: Attribute): string {
  const title = getLocale() === 'en' ? attribute['x-title-en'] : attribute.title;
  const unit = attribute['x-unit'];
  return unit === undefined ? title : `${title} (${unit})`;
}

/** A choice of an attribute in the shown language. */
export function choiceTitle(attribute: Attribute, value: unknown): string {
  const titles = attribute['x-enum-titles']?.[String(value)];
  return titles === undefined ? String(value) : localText(titles);
}

@customElement('lutra-attribute-fields')
@localized()
export class LutraAttributeFields extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
      }
      .choice {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        min-height: 40px;
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) schema: AttributesSchema | null = null;
  @property({ attribute: false }) values: AttributeValues = {};
  /** The error of the last attempt to save: its faults stand beside their fields. */
  @property({ attribute: false }) error: unknown = undefined;

  override render(): TemplateResult {
    const required = new Set(this.schema?.required);
    return html`${Object.entries(this.schema?.properties ?? {}).map(([name, attribute]) =>
      this.#renderField(name, attribute, required.has(name)),
    )}`;
  }

  #renderField(name: string, attribute: Attribute, required: boolean): TemplateResult {
    const pointer = `/properties/${name}`;
    const title = attributeTitle(attribute);
    if (attribute.type === 'boolean') {
      return html`<div class="field">
        <label class="choice">
          <input type="checkbox" name=${name} .checked=${this.values[name] === true} @change=${this.#changed} />
          ${title}
        </label>
        ${faultLine(this.error, pointer, name)}
      </div>`;
    }
    return html`<div class="field">
      <label for=${name}>
        ${title}
        ${required ? nothing : html`<span class="optional">${msg('(boleh kosong)', { id: 'optional' })}</span>`}
      </label>
      ${attribute.enum === undefined ? this.#renderInput(name, attribute) : this.#renderChoices(name, attribute)}
      ${faultLine(this.error, pointer, name)}
    </div>`;
  }

  #renderInput(name: string, attribute: Attribute): TemplateResult {
    const numeric = attribute.type !== 'string';
    const invalid = faultsAt(this.error, `/properties/${name}`).length > 0;
    return html`<input
      id=${name}
      name=${name}
      type=${numeric ? 'number' : attribute.format === 'date' ? 'date' : 'text'}
      inputmode=${numeric ? 'decimal' : nothing}
      step=${attribute.type === 'integer' ? '1' : numeric ? 'any' : nothing}
      .value=${fieldText(this.values[name])}
      aria-invalid=${invalid}
      aria-describedby=${invalid ? `${name}-error` : nothing}
      @input=${this.#changed}
    />`;
  }

  #renderChoices(name: string, attribute: Attribute): TemplateResult {
    const chosen = this.values[name];
    const invalid = faultsAt(this.error, `/properties/${name}`).length > 0;
    return html`<select
      id=${name}
      name=${name}
      aria-invalid=${invalid}
      aria-describedby=${invalid ? `${name}-error` : nothing}
      @change=${this.#changed}
    >
      <option value="" ?selected=${chosen === undefined}>—</option>
      ${attribute.enum?.map(
        (value) => html`<option value=${value} ?selected=${value === chosen}>${choiceTitle(attribute, value)}</option>`,
      )}
    </select>`;
  }

  #changed = (event: Event): void => {
    const field = event.target as HTMLInputElement | HTMLSelectElement;
    const attribute = this.schema?.properties[field.name];
    if (attribute === undefined) return;
    const { [field.name]: _old, ...rest } = this.values;
    const value = valueOf(field, attribute);
    const values = value === undefined ? rest : { ...rest, [field.name]: value };
    this.values = values;
    this.dispatchEvent(new CustomEvent('lutra-change', { detail: { values, changed: field.name } }));
  };
}

/** A stored attribute as its field shows it. */
function fieldText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What a field holds, typed as the schema asks; undefined when it is empty. */
function valueOf(field: HTMLInputElement | HTMLSelectElement, attribute: Attribute): unknown {
  if (attribute.type === 'boolean') return (field as HTMLInputElement).checked;
  if (field.value === '') return undefined;
  return attribute.type === 'string' ? field.value : Number(field.value);
}
