/** The keyboard: what each key does, in one list that the frame obeys and the `?` sheet shows. */
import { msg } from '@lit/localize';
import { isTyping } from './focus.ts';

export type Command =
  'search' | 'close' | 'zoom-in' | 'zoom-out' | 'layers' | 'new' | 'help' | 'left' | 'right' | 'up' | 'down';

const commands: Readonly<Record<string, Command>> = {
  '/': 'search',
  Escape: 'close',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  l: 'layers',
  n: 'new',
  '?': 'help',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The command of a key press; undefined where it is text, belongs to the browser or was answered already. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const command = commands[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (command !== 'close' && isTyping(event)) return undefined;
  // Dialogs keep their keys: Esc closes them, and nothing behind them moves.
  if (event.composedPath().some((node) => node instanceof HTMLDialogElement)) return undefined;
  return command;
}

/** Keys and their words, in the order of the sheet. */
export function shortcutWords(): readonly { keys: readonly string[]; words: string }[] {
  return [
    { keys: ['/'], words: msg('Cari kode atau nama', { id: 'search.label' }) },
    { keys: ['Esc'], words: msg('Tutup yang teratas', { id: 'shortcut.close' }) },
    { keys: ['←', '↑', '↓', '→'], words: msg('Geser peta', { id: 'shortcut.pan' }) },
    { keys: ['+', '−'], words: msg('Perbesar, perkecil', { id: 'shortcut.zoom' }) },
    { keys: ['L'], words: msg('Buka atau tutup lapisan', { id: 'shortcut.layers' }) },
    { keys: ['N'], words: msg('Aset baru', { id: 'panel.new-asset' }) },
    { keys: ['?'], words: msg('Pintasan papan ketik', { id: 'shortcut.title' }) },
  ];
}
