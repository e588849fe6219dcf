/**
 * The sheet that lists the keys.
 *
 * @fires lutra-close
 */
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { base } from '../styles/shared.ts';
import '../styles/web-awesome.ts';
import { shortcutWords } from './shortcuts.ts';

@customElement('lutra-shortcuts')
@localized()
export class LutraShortcuts extends LitElement {
  static override styles = [
    base,
    css`
      wa-dialog {
        --width: min(440px, calc(100vw - 32px));
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 10px 20px;
        align-items: center;
      }
      kbd {
        display: inline-block;
        min-width: 26px;
        padding: 0 7px;
        border: 1px solid var(--line);
        border-bottom-width: 2px;
        border-radius: 5px;
        background: var(--surface-sunken);
        font: var(--text-s) / 24px var(--font-mono);
        text-align: center;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<wa-dialog
      open
      light-dismiss
      label=${msg('Pintasan papan ketik', { id: 'shortcut.title' })}
      @wa-after-hide=${this.#close}
    >
      <dl>
        ${shortcutWords().map(
          ({ keys, words }) => html`
            <dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt>
            <dd>${words}</dd>
          `,
        )}
      </dl>
    </wa-dialog>`;
  }

  #close = (): void => {
    this.dispatchEvent(new CustomEvent('lutra-close'));
  };
}
