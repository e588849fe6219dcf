/** Sign-in: email and password, and back to where the person came from. */
import { localized, msg, str } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { navigate } from '../state/location.ts';
import { session, signIn } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { showToast } from '../state/toasts.ts';
import { base, controls, panel } from '../styles/shared.ts';
import { errorText } from './error-text.ts';
import { icon } from './icons.ts';
import { roleName } from './words.ts';

@customElement('lutra-sign-in')
@localized()
export class LutraSignIn extends LitElement {
  static override styles = [
    base,
    controls,
    panel,
    css`
      form {
        display: contents;
      }
    `,
  ];

  @query('#email') private email!: HTMLInputElement;
  @query('#password') private password!: HTMLInputElement;

  #session = new StoreController(this, session);

  @state() private shown = false;
  @state() private busy = false;
  @state() private error: unknown = undefined;

  override firstUpdated(): void {
    this.email?.focus();
  }

  override render(): TemplateResult {
    const user = this.#session.value;
    if (user) {
      return html`<header class="head"><h1>${msg('Anda sudah masuk', { id: 'sign-in.already' })}</h1></header>
        <div class="body"><p>${user.name} · ${roleName(user.role)}</p></div>`;
    }
    return html`<header class="head"><h1>${msg('Masuk', { id: 'nav.sign-in' })}</h1></header>
      <form @submit=${this.#submit} novalidate>
        <div class="body">
          <div class="field">
            <label for="email">${msg('Surel', { id: 'sign-in.email' })}</label>
            <input id="email" name="email" type="email" autocomplete="username" autocapitalize="none" required />
          </div>
          <div class="field">
            <label for="password">${msg('Kata sandi', { id: 'sign-in.password' })}</label>
            <input
              id="password"
              name="password"
              type=${this.shown ? 'text' : 'password'}
              autocomplete="current-password"
              required
            />
          </div>
          <label class="row">
            <input type="checkbox" .checked=${this.shown} @change=${this.#toggle} />
            ${msg('Tampilkan kata sandi', { id: 'sign-in.show-password' })}
          </label>
          ${
            this.error === undefined
              ? nothing
              : html`<p class="notice error" role="alert">${icon('warning')} ${errorText(this.error)}</p>`
          }
          <p class="quiet small">
            ${msg('Belum punya akun? Administrator kantor Anda dapat membuatkannya.', { id: 'sign-in.no-account' })}
          </p>
        </div>
        <footer class="foot">
          <button class="primary" ?disabled=${this.busy}>
            ${this.busy ? msg('Memeriksa …', { id: 'sign-in.checking' }) : msg('Masuk', { id: 'nav.sign-in' })}
          </button>
        </footer>
      </form>`;
  }

  #toggle = (): void => {
    this.shown = !this.shown;
  };

  #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const [email, password] = [this.email.value.trim(), this.password.value];
    const missing = email === '' ? this.email : password === '' ? this.password : null;
    if (missing !== null) {
      missing.setAttribute('aria-invalid', 'true');
      missing.focus();
      return;
    }
    this.busy = true;
    this.error = undefined;
    try {
      const user = await signIn(email, password);
      showToast(msg(str`Anda masuk sebagai ${user.name}.`, { id: 'sign-in.done' }));
      navigate({ view: 'map' });
    } catch (error) {
      this.error = error;
      this.password.select();
    } finally {
      this.busy = false;
    }
  };
}
