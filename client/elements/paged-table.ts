/** A table over a paged list with its states: loading, empty, error with retry, and more to fetch. */
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Loadable } from '../state/loadable.ts';
import type { Page, PagedList } from '../state/paged.ts';
import './lutra-failure.ts';

export function pagedTable<T>(
  list: PagedList<T>,
  { state, value, error }: Loadable<Page<T>>,
  heads: readonly string[],
  row: (item: T) => TemplateResult,
  empty: string,
): TemplateResult {
  return html`${
    state === 'error' ? html`<lutra-failure .error=${error} @lutra-retry=${list.reload}></lutra-failure>` : nothing
  }
  ${value === undefined && state === 'loading' ? html`<div class="skeleton" aria-busy="true"></div>` : nothing}
  ${value?.items.length === 0 ? html`<p class="notice">${empty}</p>` : nothing}
  ${
    value === undefined || value.items.length === 0
      ? nothing
      : html`<table>
          <thead>
            <tr>
              ${heads.map((head) => (head === '' ? html`<td></td>` : html`<th scope="col">${head}</th>`))}
            </tr>
          </thead>
          <tbody>
            ${value.items.map(row)}
          </tbody>
        </table>`
  }
  ${
    value?.next === undefined
      ? nothing
      : html`<p>
          <button @click=${list.more} ?disabled=${state === 'loading'}>${msg('Tampilkan lagi', { id: 'more' })}</button>
        </p>`
  }`;
}
