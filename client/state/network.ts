/** Whether the network answers: the browser's word, corrected by what our own requests meet. */
import { Store } from './store.ts';

export const online = new Store(true);

export function startNetwork(): void {
  online.set(navigator.onLine);
  window.addEventListener('online', () => online.set(true));
  window.addEventListener('offline', () => online.set(false));
}
