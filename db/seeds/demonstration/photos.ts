/** What is photographed, from where and when: viewpoints with their phases. The pictures themselves are drawn elsewhere. */
import { beside, course, travel, walk, roundPosition, type LonLat } from '../geometry.ts';
import { namedId } from '../random.ts';
import { assetOf } from './assets.ts';
import type { AssetSeed } from './kinds.ts';
import { WELCOME_CODE } from './monuments.ts';
import { MEMORIAL_CODE } from './memorial.ts';
import { projectOf } from './projects.ts';
import { river, SEGMENT_CODE } from './river.ts';
import { codeOf } from './street-lights.ts';
import { treeCodeOf } from './tree-lights.ts';

export type Phase = 0 | 50 | 100;
export type Scene =
  | 'riverbank'
  | 'promenade'
  | 'boundary'
  | 'street-light'
  | 'leaning-light'
  | 'dark-light'
  | 'tree-lights'
  | 'welcome-gate'
  | 'memorial';

export interface PhotoSeed {
  id: string;
  scene: Scene;
  /** How far the work of the scene is; what is photographed once is finished. */
  progress: Phase;
  /** Null for what is no part of a before-and-after set. */
  phase: Phase | null;
  assetId: string;
  projectId: string;
  /** The progress report that it belongs to. */
  reportId: string | null;
  /** The second line of the caption; the first says that it is an illustration. */
  caption: string;
  fileName: string;
  position: LonLat;
  /** Degrees clockwise from north. */
  azimuth: number;
  takenAt: string;
}

interface Viewpoint {
  scene: Scene;
  asset: AssetSeed;
  place: string;
  position: LonLat;
  azimuth: number;
  shots: readonly { phase: Phase | null; progress?: Phase; at: string; report?: string }[];
}

function shotsOf({ scene, asset, place, position, azimuth, shots }: Viewpoint): PhotoSeed[] {
  const key = asset.project;
  return shots.map(({ phase, progress = phase ?? 100, at, report }) => {
    const project = projectOf(key);
    const reportId = report === undefined ? null : project.reports.find(({ on }) => on === report)?.id;
    if (reportId === undefined) throw new RangeError(`${project.name} has no report of ${report}`);
    const day = at.slice(0, 10);
    return {
      id: namedId(at, `photo ${asset.code} ${scene} ${at}`),
      scene,
      progress,
      phase,
      assetId: asset.id,
      projectId: project.id,
      reportId,
      caption: [place, ...(phase === null ? [] : [`${phase}%`]), day.split('-').toReversed().join('-')].join(' · '),
      fileName: `${asset.code}-${day}${phase === null ? '' : `-${phase}`}.jpg`.toLowerCase(),
      position: roundPosition(position),
      azimuth: Math.round(azimuth),
      takenAt: at,
    };
  });
}

/** Stands some metres from a point, and looks at it. */
function facing(target: AssetSeed, from: number, metres: number): { position: LonLat; azimuth: number } {
  const { geometry } = target;
  if (geometry.type !== 'Point') throw new RangeError(`${target.code} is not a point`);
  const position = travel(geometry.coordinates, from, metres);
  return { position, azimuth: (course(position, geometry.coordinates).azimuth + 360) % 360 };
}

/** Stands beside the river at a station and looks upstream; `right` metres from its middle, facing downstream. */
function upstream(station: number, right: number): { position: LonLat; azimuth: number } {
  return { position: beside(river, station, right), azimuth: (walk(river, station).azimuth + 180 + 360) % 360 };
}

function along(target: AssetSeed): { position: LonLat; azimuth: number } {
  const [first, second] = target.geometry.type === 'LineString' ? target.geometry.coordinates : [];
  if (first === undefined || second === undefined) throw new RangeError(`${target.code} is not a line`);
  const { azimuth } = course(first, second);
  return { position: travel(first, azimuth + 180, 8), azimuth: (azimuth + 360) % 360 };
}

const bungadidi = assetOf('TB-02');
const light = (n: number) => assetOf(codeOf(n));
const welcome = assetOf(WELCOME_CODE);
const trees = assetOf(treeCodeOf(3));

const viewpoints: Viewpoint[] = [
  {
    scene: 'riverbank',
    asset: assetOf(SEGMENT_CODE),
    place: 'STA 0+350 tebing kiri',
    ...upstream(350, -18),
    shots: [
      { phase: 0, at: '2026-05-20T08:42:10+08:00', report: '2026-05-29' },
      { phase: 50, at: '2026-10-21T08:51:36+08:00', report: '2026-10-23' },
    ],
  },
  {
    scene: 'promenade',
    asset: assetOf('LSK-KI-1'),
    place: 'Taman tepi kiri STA 0+120',
    ...upstream(120, -24),
    shots: [
      { phase: 0, at: '2026-06-02T09:05:00+08:00' },
      { phase: 50, at: '2026-08-19T09:12:44+08:00' },
      { phase: 100, at: '2026-10-21T09:18:20+08:00', report: '2026-10-23' },
    ],
  },
  {
    scene: 'boundary',
    asset: bungadidi,
    place: 'Tugu batas Bungadidi',
    ...facing(bungadidi, 250, 28),
    shots: [
      { phase: 0, at: '2026-03-12T10:02:15+08:00' },
      { phase: 50, at: '2026-07-29T10:11:03+08:00', report: '2026-07-31' },
      { phase: 100, at: '2026-10-28T15:04:51+08:00', report: '2026-10-30' },
    ],
  },
  {
    scene: 'street-light',
    asset: light(40),
    place: 'PJU-040 Jalan Trans-Sulawesi',
    ...facing(light(40), 245, 22),
    shots: [
      { phase: 0, at: '2026-03-24T18:06:30+08:00' },
      { phase: 50, at: '2026-06-25T18:04:12+08:00', report: '2026-06-30' },
      { phase: 100, at: '2026-09-16T18:12:05+08:00' },
    ],
  },
  {
    scene: 'leaning-light',
    asset: light(84),
    place: 'PJU-084 tiang miring',
    ...facing(light(84), 240, 14),
    shots: [{ phase: null, at: '2026-03-30T09:25:00+08:00', report: '2026-04-15' }],
  },
  {
    scene: 'dark-light',
    asset: light(97),
    place: 'PJU-097 lampu padam',
    ...facing(light(97), 235, 16),
    shots: [{ phase: null, at: '2026-03-30T18:15:40+08:00', report: '2026-04-15' }],
  },
  {
    scene: 'tree-lights',
    asset: trees,
    place: 'Untaian LHP-03',
    ...along(trees),
    shots: [
      { phase: 0, at: '2026-05-06T18:30:00+08:00', report: '2026-05-15' },
      { phase: 50, at: '2026-07-08T18:34:20+08:00', report: '2026-07-10' },
      { phase: 100, at: '2026-08-27T18:41:55+08:00', report: '2026-08-28' },
    ],
  },
  {
    scene: 'welcome-gate',
    asset: welcome,
    place: 'Tugu selamat datang Masamba',
    ...facing(welcome, 230, 32),
    shots: [{ phase: null, at: '2026-08-28T18:55:10+08:00', report: '2026-08-28' }],
  },
  {
    scene: 'memorial',
    asset: assetOf(MEMORIAL_CODE),
    place: 'Rancangan tampak depan',
    ...facing(assetOf(MEMORIAL_CODE), 180, 25),
    shots: [{ phase: null, at: '2026-11-05T14:00:00+08:00', report: '2026-11-06' }],
  },
];

export const photos: readonly PhotoSeed[] = viewpoints.flatMap(shotsOf);
