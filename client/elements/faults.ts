/** Faults of a refused form, beside their fields. */
import { html, nothing, type TemplateResult } from 'lit';
import { ApiProblem } from '../api-client.ts';
import { icon } from './icons.ts';

/** The details of the faults at a pointer, or below it. */
export function faultsAt(error: unknown, pointer: string): string[] {
  if (!(error instanceof ApiProblem)) return [];
  return error.errors
    .filter((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))
    .map(({ detail }) => detail);
}

/** The line under a field that its `aria-describedby="<id>-error"` names. */
export function faultLine(error: unknown, pointer: string, id: string): TemplateResult | typeof nothing {
  const faults = faultsAt(error, pointer);
  return faults.length === 0
    ? nothing
    : html`<p class="field-error" id="${id}-error">${icon('warning')} ${faults.join(' ')}</p>`;
}
