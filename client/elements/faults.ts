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

/** The same error without the faults at a pointer, whose field was changed since; undefined when nothing is left of it. */
export function withoutFaults(error: unknown, pointer: string): unknown {
  if (!(error instanceof ApiProblem) || faultsAt(error, pointer).length === 0) return error;
  const left = error.errors.filter((fault) => fault.pointer !== pointer && !fault.pointer.startsWith(`${pointer}/`));
  return left.length === 0 ? undefined : new ApiProblem(error.status, { ...error.body, errors: left });
}

/** The line under a field that its `aria-describedby="<id>-error"` names. */
export function faultLine(error: unknown, pointer: string, id: string): TemplateResult | typeof nothing {
  const faults = faultsAt(error, pointer);
  return faults.length === 0
    ? nothing
    : html`<p class="field-error" id="${id}-error">${icon('warning')} ${faults.join(' ')}</p>`;
}
