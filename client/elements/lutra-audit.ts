/** The audit trail: who did what and when, the newest first. */
import { localized, msg } from '@lit/localize';
import { LitElement, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { api } from '../api-client.ts';
import { formatInstantShort } from '../i18n/format.ts';
import { PagedList } from '../state/paged.ts';
import { StoreController } from '../state/store.ts';
import { administration } from '../styles/administration.ts';
import { base, controls } from '../styles/shared.ts';
import type { AuditEntry } from '../wire.ts';
import { pagedTable } from './paged-table.ts';

@customElement('lutra-audit')
@localized()
export class LutraAudit extends LitElement {
  static override styles = [base, controls, administration];

  #list = new PagedList(() => api.audit());
  #page = new StoreController(this, this.#list.store);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#list.reload();
  }

  override render(): TemplateResult {
    return html`<div class="bar"><h2>${msg('Jejak audit', { id: 'administration.audit' })}</h2></div>
      ${pagedTable(
        this.#list,
        this.#page.value,
        [
          msg('Waktu (WITA)', { id: 'audit.time' }),
          msg('Siapa', { id: 'audit.who' }),
          msg('Tindakan', { id: 'audit.action' }),
          msg('Pada', { id: 'audit.on' }),
        ],
        (entry: AuditEntry) =>
          html`<tr>
            <td class="number">${formatInstantShort(entry.at)}</td>
            <td>${entry.actor?.name ?? '—'} ${entry.token === null ? '' : `(${entry.token.name})`}</td>
            <td>${entry.action}</td>
            <td class="quiet small">${entry.nounId}</td>
          </tr>`,
        msg('Belum ada catatan.', { id: 'audit.none' }),
      )}`;
  }
}
