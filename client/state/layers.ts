/** The layers of the map: the collections with their counts, and which of them are shown. */
import { api } from '../api-client.ts';
import type { Collection } from '../wire.ts';
import { loading, type Loadable } from './loadable.ts';
import { location, navigate } from './location.ts';
import { Store } from './store.ts';

export const layers = new Store<Loadable<readonly Collection[]>>(loading);

/** Loads the layers and their counts anew; what is shown stays until the answer is there. */
export async function loadLayers(): Promise<void> {
  try {
    const { collections } = await api.collections();
    layers.set({ state: 'ready', value: collections.toSorted((a, b) => a.position - b.position) });
  } catch (error) {
    layers.update(({ value }) => ({ state: 'error', value, error }));
  }
}

export function layerOf(type: string): Collection | undefined {
  return layers.value.value?.find(({ id }) => id === type);
}

export function isShown(type: string): boolean {
  return location.value.layers?.includes(type) ?? true;
}

/** Shows or hides a layer; all of them shown is the address without `layers`. */
export function showLayer(type: string, shown: boolean): void {
  const all = (layers.value.value ?? []).map(({ id }) => id);
  const chosen = all.filter((id) => (id === type ? shown : isShown(id)));
  navigate({ layers: chosen.length === all.length ? null : chosen }, { replace: true });
}
