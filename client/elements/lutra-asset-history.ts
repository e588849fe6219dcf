/** The versions of an asset in words: who changed what and when, and the way back to each. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { api } from '../api-client.ts';
import { formatInstant } from '../i18n/format.ts';
import { ask } from '../state/confirm.ts';
import { loading, type Loadable } from '../state/loadable.ts';
import { assetWritten } from '../state/selection.ts';
import { showToast } from '../state/toasts.ts';
import { base, controls } from '../styles/shared.ts';
import type { AttributesSchema, Version } from '../wire.ts';
import { errorText } from './error-text.ts';
import './lutra-failure.ts';
import { memberName, memberText } from './member-words.ts';

@customElement('lutra-asset-history')
@localized()
export class LutraAssetHistory extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
      }
      li {
        padding: var(--space-1) 0;
        border-top: 1px solid var(--line);
      }
      .changes {
        margin: 4px 0;
      }
      .changes li {
        padding: 2px 0;
        border: 0;
        overflow-wrap: anywhere;
      }
      s {
        color: var(--text-quiet);
      }
    `,
  ];

  @property() type = '';
  @property({ attribute: false }) assetId = '';
  @property({ type: Number }) version = 0;
  @property({ attribute: false }) schema: AttributesSchema | null = null;
  @property({ attribute: false }) mayRestore = false;

  @state() private versions: Loadable<readonly Version[]> = loading;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('assetId') || changed.has('version')) void this.#load();
  }

  override render(): TemplateResult {
    const { state: stage, value, error } = this.versions;
    if (stage === 'error') return html`<lutra-failure .error=${error} @lutra-retry=${this.#load}></lutra-failure>`;
    if (value === undefined) return html`<div class="skeleton" aria-busy="true"></div>`;
    return html`<ol>
      ${value.map(this.#renderVersion)}
    </ol>`;
  }

  #renderVersion = (version: Version): TemplateResult => {
    const restore = (): Promise<void> => this.#restore(version);
    return html`<li>
      <p>
        <strong>${operationName(version.operation)}</strong>
        <span class="quiet">${version.changedBy?.name ?? msg('Sistem', { id: 'history.system' })}</span>
      </p>
      <p class="quiet small">${formatInstant(version.changedAt)}</p>
      ${version.operation === 'create' ? nothing : this.#renderChanges(version)}
      ${
        this.mayRestore && version.version !== this.version && version.operation !== 'delete'
          ? html`<button @click=${restore}>${msg('Pulihkan versi ini', { id: 'history.restore' })}</button>`
          : nothing
      }
    </li>`;
  };

  #renderChanges({ changes }: Version): TemplateResult {
    return html`<ul class="changes small">
      ${changes.map(
        ({ member, before, after }) =>
          html`<li>
            ${memberName(member, this.schema)}: <s>${memberText(member, before, this.schema)}</s> →
            ${memberText(member, after, this.schema)}
          </li>`,
      )}
    </ul>`;
  }

  #load = async (): Promise<void> => {
    const id = this.assetId;
    try {
      const { versions } = await api.assets.versions(this.type, id);
      if (id === this.assetId) this.versions = { state: 'ready', value: versions };
    } catch (error) {
      if (id === this.assetId) this.versions = { state: 'error', error };
    }
  };

  async #restore(version: Version): Promise<void> {
    const when = formatInstant(version.changedAt);
    const sure = await ask({
      heading: msg('Pulihkan versi ini?', { id: 'history.restore-heading' }),
      body: msg(str`Keadaan ${when} menjadi versi terbaru. Versi sekarang tetap tersimpan.`, {
        id: 'history.restore-body',
      }),
      action: msg('Pulihkan', { id: 'asset.restore' }),
    });
    if (!sure) return;
    try {
      await api.assets.restore(this.type, this.assetId, version.version, this.version);
      showToast(msg('Versi itu dipulihkan.', { id: 'history.done' }));
    } catch (error) {
      showToast(errorText(error), { tone: 'error' });
    }
    await assetWritten(this.type);
  }
}

function operationName(operation: Version['operation']): string {
  switch (operation) {
    case 'create':
      return msg('Dibuat', { id: 'history.create' });
    case 'update':
      return msg('Diubah', { id: 'history.update' });
    case 'delete':
      return msg('Dihapus', { id: 'history.delete' });
    case 'restore':
      return msg('Dipulihkan', { id: 'history.restored' });
  }
}
