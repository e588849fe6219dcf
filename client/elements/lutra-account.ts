/** The person's own page: who they are, their password, language and theme, and the way out. */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiProblem, api } from '../api-client.ts';
import { chooseLanguage, getLocale } from '../i18n/locale.ts';
import { hrefTo, navigate } from '../state/location.ts';
import { agencies, agencyName, loadAgencies } from '../state/projects.ts';
import { can, session, signOut } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { theme, type Theme } from '../state/theme.ts';
import { showToast } from '../state/toasts.ts';
import { base, controls, panel } from '../styles/shared.ts';
import type { User } from '../wire.ts';
import { errorText } from './error-text.ts';
import { rawOf } from './form-values.ts';
import { roleName } from './words.ts';

@customElement('lutra-account')
@localized()
export class LutraAccount extends LitElement {
  static override styles = [
    base,
    controls,
    panel,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px var(--space-2);
      }
      dt {
        color: var(--text-quiet);
      }
      dd {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @query('form') private form!: HTMLFormElement;

  #session = new StoreController(this, session);
  #agencies = new StoreController(this, agencies);
  #theme = new StoreController(this, theme);

  @state() private busy = false;
  @state() private error: unknown = undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void loadAgencies();
  }

  override render(): TemplateResult {
    const user = this.#session.value;
    return html`<header class="head"><h1>${msg('Saya', { id: 'nav.account' })}</h1></header>
      <div class="body">
        ${user ? this.#renderUser(user) : this.#renderPublic()}
        <section>
          <h2>${msg('Tampilan', { id: 'account.display' })}</h2>
          <div class="field">
            <label for="language">${msg('Bahasa', { id: 'account.language' })}</label>
            <select id="language" @change=${this.#chooseLanguage}>
              <option value="id" ?selected=${getLocale() === 'id'}>Bahasa Indonesia</option>
              <option value="en" ?selected=${getLocale() === 'en'}>English</option>
            </select>
          </div>
          <div class="field">
            <label for="theme">${msg('Tema', { id: 'account.theme' })}</label>
            <select id="theme" @change=${this.#chooseTheme}>
              ${this.#themes().map(
                ([value, name]) =>
                  html`<option value=${value} ?selected=${this.#theme.value === value}>${name}</option>`,
              )}
            </select>
          </div>
        </section>
        ${user ? this.#renderPassword() : nothing}
      </div>
      ${
        user
          ? html`<footer class="foot">
              <button @click=${this.#signOut}>${msg('Keluar', { id: 'account.sign-out' })}</button>
            </footer>`
          : nothing
      }`;
  }

  #renderUser(user: User): TemplateResult {
    return html`<section>
      <dl>
        <dt>${msg('Nama', { id: 'account.name' })}</dt>
        <dd>${user.name}</dd>
        <dt>${msg('Surel', { id: 'sign-in.email' })}</dt>
        <dd>${user.email}</dd>
        <dt>${msg('Peran', { id: 'account.role' })}</dt>
        <dd>${roleName(user.role)}</dd>
        <dt>${msg('Instansi', { id: 'account.agency' })}</dt>
        <dd>${user.agency === null ? '—' : agencyName(this.#agencies.value, user.agency)}</dd>
      </dl>
      ${
        can('user.manage')
          ? html`<p>
              <a href=${hrefTo({ view: 'administration' })}>${msg('Kelola', { id: 'nav.administration' })}</a>
            </p>`
          : nothing
      }
    </section>`;
  }

  #renderPublic(): TemplateResult {
    return html`<section>
      <p>${msg('Anda melihat data yang diterbitkan untuk umum.', { id: 'account.public' })}</p>
      <p>
        <a class="button primary" href=${hrefTo({ view: 'sign-in' })}>${msg('Masuk', { id: 'nav.sign-in' })}</a>
      </p>
    </section>`;
  }

  #renderPassword(): TemplateResult {
    const faults = this.error instanceof ApiProblem ? this.error.errors : [];
    return html`<section>
      <h2>${msg('Ganti kata sandi', { id: 'account.change-password' })}</h2>
      <form @submit=${this.#changePassword}>
        <div class="field">
          <label for="current">${msg('Kata sandi sekarang', { id: 'account.current-password' })}</label>
          <input id="current" name="current" type="password" autocomplete="current-password" required />
        </div>
        <div class="field">
          <label for="next">${msg('Kata sandi baru', { id: 'account.new-password' })}</label>
          <p class="hint" id="next-hint">${msg('Paling sedikit 12 huruf.', { id: 'account.password-hint' })}</p>
          <input
            id="next"
            name="new"
            type="password"
            autocomplete="new-password"
            minlength="12"
            aria-describedby="next-hint"
            required
          />
        </div>
        ${
          this.error === undefined
            ? nothing
            : html`<p class="notice error" role="alert">
                ${errorText(this.error)} ${faults.map(({ detail }) => detail).join(' ')}
              </p>`
        }
        <p>
          <button ?disabled=${this.busy}>${msg('Simpan kata sandi', { id: 'account.save-password' })}</button>
        </p>
      </form>
    </section>`;
  }

  #themes(): [Theme, string][] {
    return [
      ['auto', msg('Mengikuti perangkat', { id: 'theme.auto' })],
      ['light', msg('Terang', { id: 'theme.light' })],
      ['dark', msg('Gelap', { id: 'theme.dark' })],
    ];
  }

  #chooseLanguage = (event: Event): void => {
    chooseLanguage((event.target as HTMLSelectElement).value === 'en' ? 'en' : 'id');
  };

  #chooseTheme = (event: Event): void => {
    theme.set((event.target as HTMLSelectElement).value as Theme);
  };

  #changePassword = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(this.form);
    this.busy = true;
    this.error = undefined;
    try {
      await api.session.changePassword({ current: rawOf(data, 'current'), new: rawOf(data, 'new') });
      this.form.reset();
      showToast(msg('Kata sandi tersimpan. Sesi Anda di perangkat lain berakhir.', { id: 'account.password-saved' }));
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  };

  #signOut = async (): Promise<void> => {
    try {
      await signOut();
      navigate({ view: 'map' });
    } catch (error) {
      showToast(errorText(error), { tone: 'error' });
    }
  };
}
