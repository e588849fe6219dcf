/** Whether the network answers: the browser's word, corrected by what our own requests meet. */
import { Store } from './store.ts';

export const online = new Store(true);
/** When the server last answered: what is shown is at least as old. */
export const lastContact = new Store<Date | null>(null);

export function startNetwork(): void {
  online.set(navigator.onLine);
  window.addEventListener('online', () => online.set(true));
  window.addEventListener('offline', () => online.set(false));
}
