/** The one map, for elements that draw on it or move it; null until it stands and after it is gone. */
import type { MapView } from '../map/map-view.ts';
import { Store } from './store.ts';

export const mapView = new Store<MapView | null>(null);
