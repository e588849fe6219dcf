/** Focus goes into what opens and back to where it came from. */

/** How the person acted last; undefined until then. */
let last: 'key' | 'pointer' | undefined;
window.addEventListener('keydown', () => (last = 'key'), { capture: true });
window.addEventListener('pointerdown', () => (last = 'pointer'), { capture: true });

/** The focused element, through shadow roots; null for none but the page. */
export function activeElement(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : null;
}

/**
 * Moves the focus into `region`, with a ring for who uses the keyboard (`data-quiet` for who does not); `release` gives
 * it back, unless the person has gone elsewhere by then.
 */
export function holdFocus(region: HTMLElement): { release: () => void } {
  const before = activeElement();
  region.toggleAttribute('data-quiet', last !== 'key');
  // What a link opens at the first load takes no focus: the page starts at its top.
  if (before !== null || last !== undefined) region.focus({ preventScroll: true });
  return {
    release: () => {
      if (activeElement() === null && before?.isConnected === true) before.focus({ preventScroll: true });
    },
  };
}

/** Whether a key press belongs to a field: letters are then text, not commands. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'file'].includes(target.type);
}
