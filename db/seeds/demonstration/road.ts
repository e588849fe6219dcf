/** The main road through Masamba as the demonstration draws it, from the western edge of the town to the east. Illustrative. */
import { beside, smooth, type LonLat } from '../geometry.ts';

export const road: readonly LonLat[] = smooth([
  [120.2982, -2.5637],
  [120.3038, -2.5606],
  [120.3088, -2.5582],
  [120.3141, -2.5561],
  [120.3193, -2.5548],
  [120.3238, -2.5536],
  [120.327, -2.553],
  [120.3301, -2.5519],
  [120.3338, -2.5502],
  [120.3382, -2.5488],
  [120.3428, -2.5481],
  [120.3477, -2.5479],
  [120.3521, -2.5487],
  [120.3566, -2.5509],
]);

/** Metres along the road where the town, and with it the first light, begins. */
export const TOWN_FROM = 40;

export const WELCOME_MONUMENT: LonLat = beside(road, TOWN_FROM - 15, -11);
