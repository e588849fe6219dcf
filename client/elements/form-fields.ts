/** Native form fields with their label and the faults of the last attempt beside them. */
import { html, nothing, type TemplateResult } from 'lit';
import { faultLine, faultsAt } from './faults.ts';

export interface Field {
  name: string;
  label: string;
  value?: string;
  type?: 'text' | 'email' | 'password' | 'date' | 'number';
  hint?: string;
  disabled?: boolean;
  autocomplete?: 'off' | 'new-password';
}

export function textField(error: unknown, field: Field): TemplateResult {
  const { name, label, value = '', type = 'text', hint, disabled = false, autocomplete = 'off' } = field;
  const invalid = faultsAt(error, `/${name}`).length > 0;
  const described = [hint === undefined ? '' : `${name}-hint`, invalid ? `${name}-error` : ''].join(' ').trim();
  return html`<div class="field">
    <label for=${name}>${label}</label>
    ${hint === undefined ? nothing : html`<p class="hint" id="${name}-hint">${hint}</p>`}
    <input
      id=${name}
      name=${name}
      type=${type}
      .value=${value}
      autocomplete=${autocomplete}
      ?disabled=${disabled}
      aria-invalid=${invalid}
      aria-describedby=${described || nothing}
    />
    ${faultLine(error, `/${name}`, name)}
  </div>`;
}

export type Option = readonly [value: string, label: string];

export function selectField(
  error: unknown,
  { name, label, value = '', disabled = false }: Field,
  options: readonly Option[],
): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name} ?disabled=${disabled}>
      ${options.map(([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`)}
    </select>
    ${faultLine(error, `/${name}`, name)}
  </div>`;
}
