/** The ways through the service: a slim rail at the left, or a bar below where the screen is narrow. */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { AppLocation, ViewName } from '../state/address.ts';
import { hrefTo, location } from '../state/location.ts';
import { wide } from '../state/screen.ts';
import { can, session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { base } from '../styles/shared.ts';
import { icon, type IconName } from './icons.ts';

@customElement('lutra-rail')
@localized()
export class LutraRail extends LitElement {
  static override styles = [
    base,
    css`
      nav {
        display: flex;
        flex-direction: column;
        gap: 4px;
        height: 100%;
        padding: 12px 6px;
        border-right: 1px solid var(--line);
        background: var(--surface);
      }
      a {
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: 3px;
        min-height: 56px;
        border-radius: var(--radius);
        color: var(--text-quiet);
        font-size: 0.75rem;
        font-weight: 550;
        text-decoration: none;
      }
      a:hover {
        background: var(--surface-hover);
        color: var(--text);
      }
      a[aria-current] {
        background: var(--accent-quiet);
        color: var(--accent);
      }
      .brand {
        min-height: 48px;
        margin-bottom: 8px;
      }
      .brand svg {
        width: 34px;
        height: 34px;
      }
      .space {
        flex: 1;
      }
      svg.icon {
        width: 22px;
        height: 22px;
      }
      @media (max-width: 899px) {
        nav {
          flex-direction: row;
          gap: 0;
          height: auto;
          padding: 4px 4px calc(4px + env(safe-area-inset-bottom));
          border: 0;
          border-top: 1px solid var(--line);
        }
        a {
          flex: 1;
          min-height: 50px;
        }
        a[aria-current] {
          background: none;
        }
        a.add {
          color: var(--on-accent);
        }
        a.add span {
          display: grid;
          place-items: center;
          width: 48px;
          height: 44px;
          border-radius: var(--radius);
          background: var(--accent);
        }
      }
    `,
  ];

  #location = new StoreController(this, location);
  #session = new StoreController(this, session);
  #wide = new StoreController(this, wide);

  override render(): TemplateResult {
    return html`<nav aria-label=${msg('Utama', { id: 'nav.label' })}>
      ${this.#wide.value ? this.#rail() : this.#bar()}
    </nav>`;
  }

  #rail(): TemplateResult {
    return html`
      <a class="brand" href=${hrefTo({ view: 'map', asset: null, creating: null })} aria-label="Lutra">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="7" fill="#0b6b73" />
          <path d="M4 21c4-5 8-5 12 0s8 5 12 0" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" />
          <path d="M16 6a5 5 0 0 1 5 5c0 3.5-5 8-5 8s-5-4.5-5-8a5 5 0 0 1 5-5z" fill="#fff" />
          <circle cx="16" cy="11" r="1.9" fill="#0b6b73" />
        </svg>
      </a>
      ${this.#item('map', 'map', msg('Peta', { id: 'nav.map' }))}
      ${this.#item('projects', 'projects', msg('Proyek', { id: 'nav.projects' }))}
      ${can('asset.write') ? this.#item('new', 'plus', msg('Tambah', { id: 'nav.add' })) : nothing}
      ${can('photo.write') ? this.#item('photos', 'camera', msg('Foto', { id: 'nav.photos' })) : nothing}
      ${can('user.manage') ? this.#item('administration', 'settings', msg('Kelola', { id: 'nav.administration' })) : nothing}
      <span class="space"></span>
      ${this.#account()}
    `;
  }

  #bar(): TemplateResult {
    return html`
      ${this.#item('map', 'map', msg('Peta', { id: 'nav.map' }))}
      ${this.#item('projects', 'projects', msg('Proyek', { id: 'nav.projects' }))}
      ${
        can('asset.write')
          ? html`<a class="add" href=${hrefTo({ creating: '' })} aria-label=${msg('Tambah', { id: 'nav.add' })}>
              <span>${icon('plus')}</span>
            </a>`
          : nothing
      }
      ${can('photo.write') ? this.#item('photos', 'camera', msg('Foto', { id: 'nav.photos' })) : nothing}
      ${this.#account()}
    `;
  }

  #account(): TemplateResult {
    const label = msg('Saya', { id: 'nav.account' });
    if (this.#wide.value && this.#session.value === null) {
      return this.#item('sign-in', 'sign-in', msg('Masuk', { id: 'nav.sign-in' }));
    }
    return this.#item('account', 'person', label);
  }

  #item(view: ViewName | 'new', name: IconName, label: string): TemplateResult {
    const change: Partial<AppLocation> = view === 'new' ? { creating: '' } : { view, asset: null, creating: null };
    const now = this.#location.value;
    const here =
      view === 'new'
        ? now.creating !== null
        : now.creating === null && (now.view === view || (view === 'projects' && now.view === 'project'));
    return html`<a href=${hrefTo(change)} aria-current=${here ? 'page' : nothing}
      >${icon(name)}<span>${label}</span></a
    >`;
  }
}
