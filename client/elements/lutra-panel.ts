/**
 * The frame of what is selected: a panel at the right, or a bottom sheet with three heights that follows the finger.
 *
 * @slot - one element that fills it; see the `panel` styles for its head, body and foot
 * @fires lutra-close - the close button, or the sheet was pulled down
 */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { cover } from '../state/map-view.ts';
import { wide } from '../state/screen.ts';
import { StoreController } from '../state/store.ts';
import { base, controls } from '../styles/shared.ts';
import { holdFocus } from './focus.ts';
import { icon } from './icons.ts';
import { nextHeight, restingHeight, type SheetHeight } from './sheet.ts';

@customElement('lutra-panel')
@localized()
export class LutraPanel extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        position: absolute;
        inset: 0 0 0 auto;
        width: min(var(--panel), 40vw);
        min-width: 380px;
      }
      section {
        position: relative;
        display: flex;
        flex-direction: column;
        height: 100%;
        border-left: 1px solid var(--line);
        background: var(--surface);
      }
      section:focus-visible {
        outline-offset: -3px;
      }
      section[data-quiet] {
        outline: none;
      }
      .close {
        position: absolute;
        top: 12px;
        right: 12px;
        z-index: 1;
      }
      .content {
        flex: 1;
        min-height: 0;
      }
      @media (max-width: 899px) {
        :host {
          inset: auto 0 0;
          width: auto;
          min-width: 0;
          height: var(--sheet);
          max-height: 100%;
          transition: height var(--quick);
        }
        :host([dragging]) {
          transition: none;
        }
        section {
          border-left: 0;
          border-top: 1px solid var(--line);
          border-radius: 14px 14px 0 0;
        }
        .grip {
          flex: none;
          width: 100%;
          min-height: 26px;
          padding: 0;
          border: 0;
          border-radius: 14px 14px 0 0;
          background: none;
          touch-action: none;
          cursor: grab;
        }
        .grip::before {
          content: '';
          width: 40px;
          height: 5px;
          border-radius: 3px;
          background: var(--line-strong);
        }
        .close {
          top: 16px;
          right: 6px;
        }
      }
    `,
  ];

  @query('section') private section!: HTMLElement;

  @state() private height: SheetHeight = 'half';

  @property() label = '';

  #wide = new StoreController(this, wide);
  #focus: { release: () => void } | undefined;
  #resize = new ResizeObserver(() => this.#tellCover());
  #drag: { id: number; startY: number; from: number; lastY: number; lastTime: number; speed: number } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize.observe(this);
  }

  override firstUpdated(): void {
    this.#focus = holdFocus(this.section);
  }

  override updated(changed: PropertyValues<this>): void {
    // Another content starts at the height that shows it.
    if (changed.has('label') && this.height === 'low') this.height = 'half';
    this.style.setProperty('--sheet', this.#drag === undefined ? `${this.#pixels(this.height)}px` : null);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    cover.update((now) => ({ ...now, right: 0, bottom: 0 }));
    this.#focus?.release();
  }

  override render(): TemplateResult {
    return html`<section
      tabindex="-1"
      aria-label=${this.label}
      @pointerdown=${this.#start}
      @pointermove=${this.#move}
      @pointerup=${this.#end}
      @pointercancel=${this.#end}
    >
      ${
        this.#wide.value
          ? nothing
          : html`<button
              class="grip"
              aria-label=${msg('Ubah tinggi lembar', { id: 'panel.height' })}
              @click=${this.#step}
              @keydown=${this.#key}
            ></button>`
      }
      <button class="close plain round" @click=${this.#close} aria-label=${msg('Tutup', { id: 'close' })}>
        ${icon('close')}
      </button>
      <div class="content"><slot></slot></div>
    </section>`;
  }

  #close = (): void => {
    this.dispatchEvent(new CustomEvent('lutra-close'));
  };

  #pixels(height: SheetHeight): number {
    const room = this.parentElement?.clientHeight ?? window.innerHeight;
    return { low: 148, half: Math.round(room * 0.52), full: room - 12 }[height];
  }

  /** What the panel hides of the map; a full sheet hides all, and the map is laid out as for half. */
  #tellCover(): void {
    const { width, height } = this.getBoundingClientRect();
    if (this.#drag !== undefined) return;
    cover.update((now) =>
      wide.value
        ? { ...now, right: width, bottom: 0 }
        : { ...now, right: 0, bottom: Math.min(height, this.#pixels('half')) },
    );
  }

  #step = (): void => {
    // A drag ends with a click too.
    if (this.#dragged) this.#dragged = false;
    else this.height = this.height === 'full' ? 'low' : nextHeight(this.height, 1);
  };
  #dragged = false;

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    event.stopPropagation();
    this.height = nextHeight(this.height, event.key === 'ArrowUp' ? 1 : -1);
  };

  #start = (event: PointerEvent): void => {
    if (wide.value || event.button !== 0) return;
    const path = event.composedPath();
    const own = (test: (element: Element) => boolean): boolean =>
      path.some((node) => node instanceof Element && test(node));
    const onGrip = own((element) => element.classList.contains('grip'));
    const onHead =
      own((element) => element.classList.contains('head')) &&
      !own((element) => element.matches('a, button, input, select'));
    if (!onGrip && !onHead) return;
    const from = this.getBoundingClientRect().height;
    this.#drag = {
      id: event.pointerId,
      startY: event.clientY,
      from,
      lastY: event.clientY,
      lastTime: event.timeStamp,
      speed: 0,
    };
    this.#dragged = false;
  };

  #move = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (drag === undefined || drag.id !== event.pointerId) return;
    if (!this.#dragged) {
      if (Math.abs(event.clientY - drag.startY) < 6) return;
      this.#dragged = true;
      this.section.setPointerCapture(drag.id);
      this.toggleAttribute('dragging', true);
    }
    const elapsed = Math.max(1, event.timeStamp - drag.lastTime);
    drag.speed = (drag.lastY - event.clientY) / elapsed;
    drag.lastY = event.clientY;
    drag.lastTime = event.timeStamp;
    this.style.setProperty('--sheet', `${Math.max(0, drag.from + drag.startY - event.clientY)}px`);
  };

  #end = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (drag === undefined || drag.id !== event.pointerId) return;
    this.#drag = undefined;
    if (!this.#dragged) return;
    this.toggleAttribute('dragging', false);
    const resting = restingHeight(drag.from + drag.startY - drag.lastY, drag.speed, (height) => this.#pixels(height));
    if (resting === 'closed') return this.#close();
    this.height = resting;
    this.style.setProperty('--sheet', `${this.#pixels(resting)}px`);
    // The click that follows a drag on the grip is no step.
    if (!event.composedPath().some((node) => node instanceof Element && node.classList.contains('grip')))
      this.#dragged = false;
  };
}
