/** Light or dark: as the system says, unless the person chose. Web Awesome follows by a class of its own. */
import { keep, readKept } from './kept.ts';
import { Store } from './store.ts';

export type Theme = 'auto' | 'light' | 'dark';

export const theme = new Store<Theme>('auto');
/** What is shown now; canvases redraw by it. */
export const dark = new Store(false);

export function startTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const root = document.documentElement;
    const isDark = theme.value === 'dark' || (theme.value === 'auto' && system.matches);
    if (theme.value === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = theme.value;
    root.classList.toggle('wa-dark', isDark);
    dark.set(isDark);
  };
  const kept = readKept('theme');
  theme.set(kept === 'light' || kept === 'dark' ? kept : 'auto');
  apply();
  theme.subscribe((value) => {
    keep('theme', value);
    apply();
  });
  system.addEventListener('change', apply);
}
