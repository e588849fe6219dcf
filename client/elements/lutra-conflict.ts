/**
 * Two people changed the same asset: both states side by side, member by member, and the person chooses.
 *
 * @fires lutra-resolved - detail: the chosen geometry and properties
 * @fires lutra-cancel - back to the form, nothing chosen
 */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { changesBetween, type State } from '../../api/domain/changes.ts';
import { formatInstant } from '../i18n/format.ts';
import { base, controls, panel } from '../styles/shared.ts';
import type { AttributesSchema, Change, Feature } from '../wire.ts';
import { icon } from './icons.ts';
import { memberName, memberText } from './member-words.ts';

/** Set by the server, not chosen by people. */
const ignored = new Set(['version', 'createdAt', 'updatedAt', 'illustration', 'published']);

@customElement('lutra-conflict')
@localized()
export class LutraConflict extends LitElement {
  static override styles = [
    base,
    controls,
    panel,
    css`
      fieldset {
        margin: 0 0 var(--space-2);
        padding: 0;
        border: 0;
      }
      .sides {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 6px;
      }
      label {
        display: flex;
        gap: 8px;
        min-height: 44px;
        padding: 8px 10px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        font-weight: 400;
        overflow-wrap: anywhere;
      }
      label:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-quiet);
      }
    `,
  ];

  @property({ attribute: false }) mine!: State;
  @property({ attribute: false }) theirs!: Feature;
  @property({ attribute: false }) schema: AttributesSchema | null = null;

  /** What the person began with: what they left as it was there is the other's to say. */
  @property({ attribute: false }) began: State | null = null;

  /** Members for which the server's value is chosen. */
  @state() private taken: ReadonlySet<string> = new Set();

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('theirs')) return;
    const own = new Set(changesBetween(this.began ?? undefined, this.mine).map(({ member }) => member));
    this.taken = new Set(
      this.#changes()
        .map(({ member }) => member)
        .filter((member) => !own.has(member)),
    );
  }

  override render(): TemplateResult {
    const changes = this.#changes();
    return html`<header class="head">
        <h1>${msg('Diubah dua orang', { id: 'conflict.title' })}</h1>
      </header>
      <div class="body">
        <p class="notice warning field">
          ${icon('warning')}
          <span>
            ${msg(
              'Aset ini diubah orang lain sementara Anda mengisinya. Perubahan Anda belum disimpan. Pilih untuk tiap isian.',
              {
                id: 'conflict.body',
              },
            )}
            <span class="quiet small">${formatInstant(this.theirs.properties.updatedAt)}</span>
          </span>
        </p>
        ${changes.length === 0 ? html`<p>${msg('Isinya ternyata sama.', { id: 'conflict.same' })}</p>` : nothing}
        ${changes.map(this.#renderChange)}
      </div>
      <footer class="foot">
        <button class="primary" @click=${this.#resolve}>${msg('Simpan pilihan ini', { id: 'conflict.save' })}</button>
        <button @click=${this.#cancel}>${msg('Kembali', { id: 'conflict.back' })}</button>
      </footer>`;
  }

  #renderChange = ({ member, before, after }: Change): TemplateResult => {
    const choose = (event: Event): void => {
      const next = new Set(this.taken);
      if ((event.target as HTMLInputElement).value === 'theirs') next.add(member);
      else next.delete(member);
      this.taken = next;
    };
    const side = (value: 'mine' | 'theirs', title: string, text: string): TemplateResult =>
      html`<label>
        <input
          type="radio"
          name=${member}
          .value=${value}
          .checked=${this.taken.has(member) === (value === 'theirs')}
          @change=${choose}
        />
        <span><span class="quiet small">${title}</span><br />${text}</span>
      </label>`;
    return html`<fieldset>
      <legend class="label">${memberName(member, this.schema)}</legend>
      <div class="sides">
        ${side('mine', msg('Isian Anda', { id: 'conflict.mine' }), memberText(member, after, this.schema))}
        ${side('theirs', msg('Di server', { id: 'conflict.theirs' }), memberText(member, before, this.schema))}
      </div>
    </fieldset>`;
  };

  #changes(): Change[] {
    const { geometry, properties } = this.theirs;
    return changesBetween({ geometry, properties }, this.mine).filter(({ member }) => !ignored.has(member));
  }

  #resolve = (): void => {
    const { geometry: own, properties: ownProperties } = this.mine;
    const { geometry, properties } = this.theirs;
    const chosen = Object.fromEntries(
      this.#changes()
        .filter(({ member }) => member !== 'geometry')
        .map(({ member }) => [member, this.taken.has(member) ? properties[member] : (ownProperties[member] ?? null)]),
    );
    const detail = { geometry: this.taken.has('geometry') ? geometry : own, properties: chosen };
    this.dispatchEvent(new CustomEvent('lutra-resolved', { detail }));
  };

  #cancel = (): void => {
    this.dispatchEvent(new CustomEvent('lutra-cancel'));
  };
}
