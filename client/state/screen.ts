/** Wide (rail, panel at the right) or narrow (bar below, sheet): the one breakpoint of the frame. */
import { Store } from './store.ts';

const query = matchMedia('(min-width: 900px)');

export const wide = new Store(query.matches);
query.addEventListener('change', () => wide.set(query.matches));

/** Asked at each motion, since the person may change it at any time. */
export const wantsLessMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
