/** What the operator configured: base map, home, demonstration. */
import { api } from '../api-client.ts';
import type { Settings } from '../wire.ts';
import { loading, type Loadable } from './loadable.ts';
import { online } from './network.ts';
import { Store } from './store.ts';

export const settings = new Store<Loadable<Settings>>(loading);

export async function startSettings(): Promise<void> {
  try {
    settings.set({ state: 'ready', value: await api.settings() });
  } catch (error) {
    settings.set({ state: 'error', error });
    const end = online.subscribe((isOnline) => {
      if (!isOnline) return;
      end();
      void startSettings();
    });
  }
}
