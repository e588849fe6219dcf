/** Strings of lights in the trees beside the road, from the welcome monument on. */
import { stretch } from '../geometry.ts';
import { asset, type AssetSeed, type Condition } from './kinds.ts';
import { road, TOWN_FROM } from './road.ts';

const COUNT = 12;
const FIRST_AT = TOWN_FROM + 25;
/** Metres from the middle of the road to the trees, behind the poles. */
const TREE_OFFSET = 9.5;
const GAP = 28;
const DAMAGED: ReadonlyMap<number, Condition> = new Map([
  [4, 'RR'],
  [9, 'RB'],
]);

export const treeCodeOf = (n: number): string => `LHP-${String(n).padStart(2, '0')}`;

function strings(): AssetSeed[] {
  let from = FIRST_AT;
  return Array.from({ length: COUNT }, (_, i) => {
    const n = i + 1;
    const left = n % 2 === 1;
    // Strings differ with their trees: 60, 72, 84, 66 m, and again.
    const length = [60, 72, 84, 66][i % 4] ?? 60;
    const line = stretch(road, from, from + length, left ? -TREE_OFFSET : TREE_OFFSET, 12);
    from += length + GAP;
    const trees = Math.round(length / 12) + 1;
    return asset({
      type: 'tree-lights',
      code: treeCodeOf(n),
      name: `Lampu hias pohon untaian ${n}`,
      condition: null,
      status: 'planned',
      project: 'tree-lights',
      published: n !== 12,
      attributes: {
        lampKind: 'LED-string',
        colour: n <= 8 ? 'warm-white' : 'multicolour',
        trees,
        treeKind: 'Trembesi dan glodokan tiang',
        watts: trees * 45,
        hangingHeight: 4.5,
        road: 'Jalan Trans-Sulawesi, dari tugu selamat datang',
        side: left ? 'left' : 'right',
        panel: `PNL-LHP-0${Math.ceil(n / 4)}`,
        idpel: `9999${String(100 + Math.ceil(n / 4)).padStart(8, '0')}`,
        va: 2200,
        billing: 'metered',
        year: 2026,
        fundSource: 'APBD Kabupaten 2026 (ilustrasi)',
      },
      geometry: { type: 'LineString', coordinates: line },
      at: new Date(Date.UTC(2026, 3, 14, 1, n * 10)).toISOString(),
      visit: {
        at: new Date(Date.UTC(2026, 7, 27, 11, n * 4)).toISOString(),
        by: 'surveyor',
        condition: DAMAGED.get(n) ?? 'B',
        status: 'built',
      },
    });
  });
}

export const treeLights: readonly AssetSeed[] = strings();
