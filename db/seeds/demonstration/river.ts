/** The first 700 m of the Masamba river work below the bridge, and the landscapes on both banks. Illustrative. */
import { smooth, strip, trim, type LonLat } from '../geometry.ts';
import { asset, type AssetSeed, type Condition } from './kinds.ts';

export const RIVER_LENGTH = 700;

/** The middle of the river, downstream: stations grow with it. It bends to the right below STA 0+350. */
export const river: readonly LonLat[] = trim(
  smooth([
    [120.33012, -2.5526],
    [120.33046, -2.55335],
    [120.33052, -2.55412],
    [120.33028, -2.5549],
    [120.33006, -2.55562],
    [120.33, -2.55628],
    [120.32968, -2.55702],
    [120.32895, -2.55752],
    [120.3282, -2.55795],
    [120.3276, -2.55862],
    [120.3274, -2.5594],
  ]),
  RIVER_LENGTH,
);

const SEGMENT = 'SM-01';

const segment = asset({
  type: 'river-segments',
  code: SEGMENT,
  name: 'Sungai Masamba tahap I (STA 0+000–0+700)',
  condition: 'RB',
  status: 'built',
  project: 'river',
  attributes: {
    river: 'Sungai Masamba',
    basin: 'WS Pompengan Larona – DAS Masamba',
    kind: 'bank-protection',
    side: 'both',
    startStation: 0,
    stationingDirection: 'downstream',
    plannedLength: RIVER_LENGTH,
    width: 24,
    height: 4.5,
    material: 'Riprap dan geobox',
    year: 2026,
    fundSource: 'APBN – BBWS Pompengan Jeneberang (ilustrasi)',
    authority: 'BBWS Pompengan Jeneberang',
    setback: 15,
    landStatus: 'partial',
    surveyedBy: 'DPUTRKP2',
    surveyedOn: '2026-02-18',
    surveyAccuracy: 0.5,
    landmark: 'Mulai di hilir Jembatan Masamba, Kelurahan Bone dan Bone Tua',
  },
  geometry: { type: 'LineString', coordinates: [...river] },
  at: '2026-02-18T11:00:00+08:00',
  visit: { at: '2026-10-21T10:05:00+08:00', by: 'surveyor', condition: 'RR', status: 'built' },
});

interface Bed {
  code: string;
  name: string;
  kind: string;
  stage: number;
  side: 'left' | 'right';
  from: number;
  to: number;
  /** Metres from the middle of the river. */
  near: number;
  far: number;
  area: number;
  trees: number;
  condition: Condition;
  status: 'planned' | 'built';
}

const bed = (
  [code, name, kind]: [code: string, name: string, kind: string],
  [stage, side, from, to]: [stage: number, side: 'left' | 'right', from: number, to: number],
  [near, far, area, trees]: [near: number, far: number, area: number, trees: number],
  condition: Condition = null,
): Bed => ({
  ...{ code, name, kind, stage, side, from, to, near, far, area, trees, condition },
  status: condition === null ? 'planned' : 'built',
});

const beds: Bed[] = [
  bed(['LSK-KI-1', 'Taman tepi kiri tahap I', 'park'], [1, 'left', 30, 230], [16, 42, 5300, 64], 'B'),
  bed(['LSK-KI-2', 'Jalur pejalan kiri tahap II', 'promenade'], [2, 'left', 245, 430], [16, 28, 2300, 38]),
  bed(['LSK-KI-3', 'Penghijauan kiri tahap III', 'planting'], [3, 'left', 450, 680], [16, 36, 4500, 120]),
  bed(['LSK-KA-1', 'Plaza tepi kanan tahap I', 'plaza'], [1, 'right', 20, 140], [16, 40, 2900, 22]),
  bed(['LSK-KA-2', 'Jalur pejalan kanan tahap II', 'promenade'], [2, 'right', 155, 400], [16, 28, 2900, 45]),
  bed(['LSK-KA-3', 'Taman bermain kanan tahap III', 'playground'], [3, 'right', 420, 660], [16, 38, 5300, 70]),
];

const landscapes = beds.map((one, i) => {
  // Facing downstream, as the stations run, the left bank is on the left hand.
  const sign = one.side === 'left' ? -1 : 1;
  return asset({
    type: 'riverbank-landscapes',
    code: one.code,
    name: one.name,
    condition: one.condition,
    status: one.status,
    project: 'river',
    published: one.code !== 'LSK-KA-3',
    by: 'planner',
    attributes: {
      kind: one.kind,
      stage: one.stage,
      river: 'Sungai Masamba',
      side: one.side,
      fromStation: one.from,
      toStation: one.to,
      plannedArea: one.area,
      trees: one.trees,
      material: one.kind === 'planting' ? 'Rumput dan bambu' : 'Paving, rumput, dan batu kali',
      designDocument: 'Dokumen lanskap bantaran Sungai Masamba 2026 (ilustrasi)',
      landStatus: one.stage === 1 ? 'clear' : 'partial',
      authority: 'BBWS Pompengan Jeneberang',
      fundSource: 'APBD Kabupaten 2026 (ilustrasi)',
    },
    geometry: {
      type: 'Polygon',
      coordinates: [strip(river, { from: one.from, to: one.to, near: sign * one.near, far: sign * one.far })],
    },
    at: new Date(Date.UTC(2026, 4, 6, 2, i * 15)).toISOString(),
  });
});

export const riverWorks: readonly AssetSeed[] = [segment, ...landscapes];
export const SEGMENT_CODE = SEGMENT;
