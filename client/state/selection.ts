/** The selected asset as a feature: fetched once for the panel and for the map's halo. */
import { api } from '../api-client.ts';
import type { Feature } from '../wire.ts';
import type { AssetAddress } from './address.ts';
import type { Loadable } from './loadable.ts';
import { loadLayers } from './layers.ts';
import { location } from './location.ts';
import { mapView } from './map-view.ts';
import { Store } from './store.ts';

export interface Selection extends Loadable<Feature> {
  asset: AssetAddress;
}

/** null: nothing is selected. */
export const selection = new Store<Selection | null>(null);

let running: AbortController | undefined;

export function startSelection(): void {
  location.subscribe(({ asset }) => follow(asset));
  follow(location.value.asset);
}

/** Fetches the selected asset again, after it was written. */
export async function reloadSelection(): Promise<void> {
  const current = selection.value;
  if (current === null) return;
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    const value = await api.assets.read(current.asset.type, current.asset.id, signal);
    selection.set({ asset: current.asset, state: 'ready', value });
  } catch (error) {
    if (!signal.aborted) selection.set({ asset: current.asset, state: 'error', value: current.value, error });
  }
}

function follow(asset: AssetAddress | null): void {
  const current = selection.value?.asset;
  if (asset?.id === current?.id && asset?.type === current?.type) return;
  running?.abort();
  selection.set(asset === null ? null : { asset, state: 'loading' });
  void reloadSelection();
}

/** After an asset of a type was written: its panel, the counts and the tiles catch up. */
export async function assetWritten(type: string): Promise<void> {
  mapView.value?.reload(type);
  await Promise.all([selection.value?.asset.type === type ? reloadSelection() : undefined, loadLayers()]);
}
