/** The language of the screen: Indonesian is the source, English is loaded when it is first needed. */
import { configureLocalization } from '@lit/localize';
import { keep, readKept } from '../state/kept.ts';
import { location, navigate } from '../state/location.ts';
import { Store } from '../state/store.ts';

export type Language = 'id' | 'en';

export const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'id',
  targetLocales: ['en'],
  loadLocale: () => import('./en.ts'),
});

/** The language that is shown; for what is not a `@localized()` element. */
export const language = new Store<Language>('id');

/** The address rules, then what was chosen before; the address then says it, so that it can be sent. */
export async function startLocale(): Promise<void> {
  location.subscribe((now) => void show(now.language ?? 'id'));
  const wanted = location.value.language ?? (readKept('language') === 'en' ? 'en' : 'id');
  if (location.value.language === null && wanted === 'en') navigate({ language: 'en' }, { replace: true });
  await show(wanted);
}

export function chooseLanguage(chosen: Language): void {
  keep('language', chosen);
  navigate({ language: chosen === 'id' ? null : chosen }, { replace: true });
}

async function show(wanted: Language): Promise<void> {
  if (getLocale() !== wanted) await setLocale(wanted);
  document.documentElement.lang = getLocale();
  language.set(wanted);
}

/** Picks the text of the language that is shown from what the server has in both. */
export function localText(text: { id: string; en: string }): string {
  return getLocale() === 'en' ? text.en : text.id;
}
