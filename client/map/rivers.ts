/** The rivers in view with their stations, measured geodesically from the whole line, which no clipped tile has. */
import * as L from 'leaflet';
import type { StationedLine } from '../../api/domain/stationing.ts';
import type { Feature } from '../wire.ts';
import type { River, Station } from './annotations.ts';

export type LoadFeature = (type: string, id: string) => Promise<Feature>;
type Stationing = typeof import('../../api/domain/stationing.ts');

/** Rivers whose stations are drawn at once, at most. */
const MOST = 12;

export class Rivers {
  readonly #load: LoadFeature;
  readonly #onLoaded: () => void;
  readonly #known = new Map<string, River | 'loading'>();

  constructor(load: LoadFeature, onLoaded: () => void) {
    this.#load = load;
    this.#onLoaded = onLoaded;
  }

  /** The rivers that are here already; the others are fetched, and `onLoaded` is called for each. */
  of(assets: readonly { type: string; id: string }[]): River[] {
    return assets.slice(0, MOST).flatMap(({ type, id }) => {
      const known = this.#known.get(`${type}/${id}`);
      if (known === undefined) void this.#fetch(type, id);
      return known === undefined || known === 'loading' ? [] : [known];
    });
  }

  forget(type: string): void {
    for (const key of this.#known.keys()) if (key.startsWith(`${type}/`)) this.#known.delete(key);
  }

  async #fetch(type: string, id: string): Promise<void> {
    const key = `${type}/${id}`;
    this.#known.set(key, 'loading');
    try {
      const [stationing, { geometry, properties }] = await Promise.all([
        import('../../api/domain/stationing.ts'),
        this.#load(type, id),
      ]);
      if (geometry.type !== 'LineString') return;
      const startStation = typeof properties['startStation'] === 'number' ? properties['startStation'] : 0;
      this.#known.set(key, toRiver(stationing, stationing.measureLine(geometry.coordinates, { startStation })));
      this.#onLoaded();
    } catch {
      this.#known.delete(key); // the line itself is drawn; its stations are tried again at the next move
    }
  }
}

function toRiver(stationing: Stationing, line: StationedLine): River {
  const made = new Map<number, Station[]>();
  return {
    stations(step) {
      const known = made.get(step);
      if (known !== undefined) return known;
      const stations = stationing
        .stationPoints(line, step)
        .map(({ station, coordinate: [longitude = 0, latitude = 0] }) => ({
          metres: station,
          latlng: L.latLng(latitude, longitude),
          label: stationing.formatStation(station, 1),
        }));
      made.set(step, stations);
      return stations;
    },
  };
}
