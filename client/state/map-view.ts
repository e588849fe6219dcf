/** The one map and what it says of itself, for elements that draw on it, move it or tell its state. */
import type { TileState } from '../map/asset-layer.ts';
import type { BaseState } from '../map/base-map.ts';
import type { MapView, Padding } from '../map/map-view.ts';
import type { PositionState } from '../map/position-layer.ts';
import { Store } from './store.ts';

/** null until it stands and after it is gone. */
export const mapView = new Store<MapView | null>(null);
export const tileState = new Store<TileState>({ pending: 0, failed: 0 });
export const baseState = new Store<BaseState>('loading');
export const positionState = new Store<PositionState>({ state: 'off' });
/** What covers the map: each part of the frame sets its side. */
export const cover = new Store<Padding>({ left: 0, top: 0, right: 0, bottom: 0 });
/** Counts up whenever other assets may be in view. */
export const viewChange = new Store(0);
