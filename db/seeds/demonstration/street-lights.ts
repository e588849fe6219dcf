/** Street lights on both sides of the main road in turn, fed from panels; old ones are renewed and new ones added. */
import { beside } from '../geometry.ts';
import { pick, seededRandom } from '../random.ts';
import { asset, type AssetSeed, type Attributes, type Condition } from './kinds.ts';
import { road, TOWN_FROM } from './road.ts';

const COUNT = 180;
const LAMPS_A_PANEL = 15;
/** Metres from the middle of the road to a pole. */
const POLE_OFFSET = 6.5;
/** The lights from the first of these numbers to the second were there before the project. */
const OLD = [61, 118] as const;
/** From this number on only the places are staked out. */
const PLANNED_FROM = 151;
/** Entered lately and not yet verified. */
const UNVERIFIED: ReadonlySet<number> = new Set([27, 28, 66, 103, 140, 149, 150]);
/** So that every kind of damage can be found at a known code. */
const KNOWN_DAMAGE: ReadonlyMap<number, Condition> = new Map([
  [84, 'RB'],
  [97, 'RR'],
]);

export const codeOf = (n: number): string => `PJU-${String(n).padStart(3, '0')}`;

const twoDigits = (n: number) => String(n).padStart(2, '0');

function stageOf(n: number): 'old' | 'new' | 'planned' {
  if (n >= PLANNED_FROM) return 'planned';
  return n >= OLD[0] && n <= OLD[1] ? 'old' : 'new';
}

function lampOf(stage: 'old' | 'new' | 'planned', random: () => number): Attributes {
  if (stage !== 'old')
    return { lampKind: 'LED', watts: 120, poleHeight: 9, arm: 'single', fundSource: 'APBD Kabupaten 2026 (ilustrasi)' };
  const year = 2014 + Math.floor(random() * 8);
  const lamp = pick<Attributes>(random, [
    [{ lampKind: 'SON-T', watts: 250 }, 5],
    [{ lampKind: 'LED', watts: 90 }, 4],
    [{ lampKind: 'HPL', watts: 125 }, 1],
  ]);
  return {
    ...lamp,
    poleHeight: 7,
    arm: pick(random, [
      ['single', 3],
      ['double', 1],
    ]),
    year,
  };
}

function conditionOf(n: number, stage: 'old' | 'new' | 'planned', random: () => number): Condition {
  const drawn = pick<Condition>(
    random,
    stage === 'old'
      ? [
          ['B', 5],
          ['RR', 3],
          ['RB', 2],
          [null, 1],
        ]
      : [
          ['B', 24],
          ['RR', 2],
          [null, 1],
        ],
  );
  return stage === 'planned' ? null : (KNOWN_DAMAGE.get(n) ?? drawn);
}

function instant(day: number, minute: number): string {
  const at = new Date(Date.UTC(2026, 2, 9 + day, 0, 30 + minute));
  return at.toISOString();
}

function lightOf(n: number, metres: number, random: () => number): AssetSeed {
  const stage = stageOf(n);
  const panel = Math.ceil(n / LAMPS_A_PANEL);
  const left = n % 2 === 1;
  const condition = conditionOf(n, stage, random);
  const lamp = lampOf(stage, random);
  // All places were surveyed in March, sixty a day; the new ones were built by June and by September.
  const at = instant(Math.floor((n - 1) / 60), ((n - 1) % 60) * 5);
  const builtOn = n < OLD[0] ? 109 : 185;
  return asset({
    type: 'street-lights',
    code: codeOf(n),
    name: `Lampu jalan Trans-Sulawesi ${n}`,
    condition: stage === 'old' ? condition : null,
    status: stage === 'old' ? 'built' : 'planned',
    project: 'street-lights',
    published: !UNVERIFIED.has(n),
    attributes: {
      ...lamp,
      road: 'Jalan Trans-Sulawesi dalam Kota Masamba',
      roadClass: 'national',
      side: left ? 'left' : 'right',
      panel: `PNL-MSB-${twoDigits(panel)}`,
      // The prefix belongs to no customer: these numbers are made up.
      idpel: `9999${String(panel).padStart(8, '0')}`,
      meterNumber: `ILUSTRASI-${twoDigits(panel)}`,
      va: 5500,
      billing: stage === 'old' ? 'flat' : 'metered',
      designSpacing: 38,
    },
    geometry: { type: 'Point', coordinates: beside(road, metres, left ? -POLE_OFFSET : POLE_OFFSET) },
    at,
    ...(stage === 'new'
      ? {
          visit: {
            at: instant(builtOn, n * 3),
            by: 'surveyor',
            condition,
            status: 'built',
            attributes: { year: 2026 },
          },
        }
      : {}),
  });
}

function lights(): AssetSeed[] {
  const random = seededRandom(7322);
  let metres = TOWN_FROM;
  return Array.from({ length: COUNT }, (_, i) => {
    const light = lightOf(i + 1, metres, random);
    metres += 35 + random() * 5;
    return light;
  });
}

export const streetLights: readonly AssetSeed[] = lights();
