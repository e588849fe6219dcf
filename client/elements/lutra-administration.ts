/** Kelola: users, agencies, tokens, asset types and the audit trail, one section at an address. */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { hrefTo } from '../state/location.ts';
import { can, session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { base, controls } from '../styles/shared.ts';
import { icon, type IconName } from './icons.ts';
import './lutra-agencies.ts';
import './lutra-asset-types.ts';
import './lutra-audit.ts';
import './lutra-tokens.ts';
import './lutra-users.ts';

interface Section {
  id: string;
  icon: IconName;
  title: string;
  template: TemplateResult;
}

@customElement('lutra-administration')
@localized()
export class LutraAdministration extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
        height: 100%;
        overflow: auto;
        background: var(--surface);
      }
      .page {
        max-width: 1080px;
        margin: 0 auto;
        padding: var(--space-3) var(--space-3) var(--space-4);
      }
      nav {
        display: flex;
        gap: 4px;
        margin: var(--space-2) 0 var(--space-3);
        overflow-x: auto;
        border-bottom: 1px solid var(--line);
      }
      nav a {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        min-height: 44px;
        padding: 0 14px;
        border-bottom: 2px solid transparent;
        color: var(--text-quiet);
        text-decoration: none;
        white-space: nowrap;
      }
      nav a[aria-current] {
        border-color: var(--accent);
        color: var(--text);
        font-weight: 600;
      }
      @media (max-width: 899px) {
        .page {
          padding: var(--space-2);
        }
      }
    `,
  ];

  @property() section: string | null = null;

  #session = new StoreController(this, session);

  override render(): TemplateResult {
    if (this.#session.value === undefined) return html`<div class="page" aria-busy="true"></div>`;
    if (!can('user.manage')) {
      return html`<div class="page">
        <h1>${msg('Kelola', { id: 'nav.administration' })}</h1>
        <p class="notice">
          ${msg('Halaman ini untuk administrator. Mintalah kepada administrator kantor Anda.', { id: 'administration.forbidden' })}
        </p>
      </div>`;
    }
    const sections = this.#sections();
    const shown = sections.find(({ id }) => id === this.section) ?? sections[0];
    return html`<div class="page">
      <h1>${msg('Kelola', { id: 'nav.administration' })}</h1>
      <nav aria-label=${msg('Bagian', { id: 'administration.sections' })}>
        ${sections.map(
          (section) =>
            html`<a
              href=${hrefTo({ view: 'administration', viewId: section.id })}
              aria-current=${section === shown ? 'page' : nothing}
              >${icon(section.icon)} ${section.title}</a
            >`,
        )}
      </nav>
      ${shown?.template}
    </div>`;
  }

  #sections(): Section[] {
    return [
      {
        id: 'users',
        icon: 'users',
        title: msg('Pengguna', { id: 'administration.users' }),
        template: html`<lutra-users></lutra-users>`,
      },
      {
        id: 'agencies',
        icon: 'agency',
        title: msg('Instansi', { id: 'account.agency' }),
        template: html`<lutra-agencies></lutra-agencies>`,
      },
      {
        id: 'tokens',
        icon: 'key',
        title: msg('Token', { id: 'administration.tokens' }),
        template: html`<lutra-tokens></lutra-tokens>`,
      },
      {
        id: 'asset-types',
        icon: 'shapes',
        title: msg('Jenis aset', { id: 'administration.asset-types' }),
        template: html`<lutra-asset-types></lutra-asset-types>`,
      },
      {
        id: 'audit',
        icon: 'history',
        title: msg('Jejak audit', { id: 'administration.audit' }),
        template: html`<lutra-audit></lutra-audit>`,
      },
    ];
  }
}
