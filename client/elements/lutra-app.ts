/** The frame: rail or bar, map, cards, panel or sheet, page; decides by the address what stands where. */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { question } from '../state/confirm.ts';
import { loadLayers } from '../state/layers.ts';
import { location, navigate } from '../state/location.ts';
import { startSelection } from '../state/selection.ts';
import { session } from '../state/session.ts';
import { StoreController } from '../state/store.ts';
import { base } from '../styles/shared.ts';
import { contentOf } from './contents.ts';
import './lutra-layers.ts';
import type { LutraMap } from './lutra-map.ts';
import './lutra-map.ts';
import './lutra-panel.ts';
import './lutra-rail.ts';
import './lutra-search.ts';
import './lutra-toasts.ts';

@localized()
@customElement('lutra-app')
export class LutraApp extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template: minmax(0, 1fr) / var(--rail) minmax(0, 1fr);
        height: 100dvh;
        background: var(--surface);
      }
      .stage {
        position: relative;
        min-width: 0;
        overflow: hidden;
      }
      lutra-map,
      .page {
        position: absolute;
        inset: 0;
      }
      .cards {
        position: absolute;
        inset: 12px auto 12px 12px;
        display: flex;
        flex-direction: column;
        gap: var(--space-1);
        width: 320px;
        pointer-events: none;
        z-index: 1;
      }
      .cards > * {
        pointer-events: auto;
      }
      .page {
        overflow: auto;
        background: var(--surface);
        z-index: 4;
      }
      lutra-panel {
        z-index: 3;
      }
      .skip {
        position: absolute;
        left: 8px;
        top: -60px;
        z-index: 10;
        padding: 10px 14px;
        border-radius: var(--radius);
        background: var(--accent);
        color: var(--on-accent);
      }
      .skip:focus {
        top: 8px;
      }
      @media (max-width: 899px) {
        :host {
          grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
        }
        lutra-rail {
          order: 2;
        }
        .cards {
          inset: 8px 8px auto 8px;
          width: auto;
        }
      }
    `,
  ];

  @query('lutra-map') private map!: LutraMap;

  #location = new StoreController(this, location);
  #question = new StoreController(this, question);

  override connectedCallback(): void {
    super.connectedCallback();
    startSelection();
    // What a person may see changes with the session, so do the layers and their counts.
    session.subscribe(() => void loadLayers());
    if (session.value !== undefined) void loadLayers();
  }

  override render(): TemplateResult {
    const content = contentOf(this.#location.value);
    return html`
      <a class="skip" href="#map" @click=${this.#skip}>${msg('Langsung ke peta', { id: 'app.skip-to-map' })}</a>
      <lutra-rail></lutra-rail>
      <main class="stage">
        <lutra-map></lutra-map>
        <div class="cards">
          <lutra-search></lutra-search>
          <lutra-layers></lutra-layers>
        </div>
        ${
          content?.frame === 'panel'
            ? html`<lutra-panel .label=${content.label} @lutra-close=${this.#close}>${content.template}</lutra-panel>`
            : nothing
        }
        ${content?.frame === 'page' ? html`<div class="page">${content.template}</div>` : nothing}
      </main>
      <lutra-toasts></lutra-toasts>
      ${this.#question.value === null ? nothing : this.#confirm()}
    `;
  }

  #confirm(): TemplateResult {
    void import('./lutra-confirm.ts');
    return html`<lutra-confirm></lutra-confirm>`;
  }

  #skip = (event: Event): void => {
    event.preventDefault();
    this.map.focus();
  };

  /** Closes the topmost: the form, then the asset, then the view. */
  #close = (): void => {
    const { edit, creating, asset } = location.value;
    if (creating !== null) navigate({ creating: null });
    else if (edit) navigate({ edit: false });
    else if (asset !== null) navigate({ asset: null });
    else navigate({ view: 'map' });
  };
}
