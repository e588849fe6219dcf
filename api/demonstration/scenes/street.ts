/** Street lights on the main road: before, with poles, and lit at dusk; and two that are damaged. */
import type { Phase } from '../../../db/seeds/demonstration.ts';
import { seededRandom } from '../../../db/seeds/random.ts';
import { camera, distances, ellipse, glow, polygon, type Camera, type Pixel } from '../drawing.ts';
import { backdrop, cloudy, dusk, grove, palm, shade, tree, type Leaves, type Palette } from '../landscape.ts';

const HORIZON = 690;
const FOCAL = 1000;
const VANISHING: Pixel = [720, HORIZON];
const POLE = 9;

interface Light {
  x: number;
  z: number;
  state: 'lit' | 'dark' | 'bare';
  /** Metres that the top of the pole leans to the right. */
  lean?: number;
}

const defs = `<defs>${glow('halo', [0, '#fff3cf', 0.95], [0.25, '#ffe3a1', 0.5], [1, '#ffd27a', 0])}${glow('pool', [0, '#ffe8b0', 0.5], [1, '#ffe8b0', 0])}</defs>`;

interface Street {
  palette: Palette;
  leaves: Leaves;
  ground: string;
  asphalt: string;
  verge: string;
  line: string;
}

const evening: Street = {
  palette: dusk,
  leaves: shade,
  ground: '#2c3a3a',
  asphalt: '#34363f',
  verge: '#4a4744',
  line: '#c9c3b4',
};
const daytime: Street = {
  palette: cloudy,
  leaves: { dark: '#2f6b45', light: '#4f9160', trunk: '#6b4f3a' },
  ground: '#86a163',
  asphalt: '#676b6e',
  verge: '#b9ab8f',
  line: '#f0ece0',
};

function street(eye: Camera, look: Street, seed: number): string {
  const random = seededRandom(seed);
  const dashes = Array.from({ length: 26 }, (_, i) => 3.4 + i * 5).map((z) =>
    eye.face(
      [
        [-0.08, z],
        [-0.08, z + 2.2],
        [0.08, z + 2.2],
        [0.08, z],
      ],
      look.line,
    ),
  );
  const houses = [70, 48, 33].flatMap((z, i) => [house(eye, -17, z, look, i), house(eye, 13, z + 8, look, i + 3)]);
  const trees = [60, 40, 27, 19].flatMap((z) => [
    tree(eye.at([-9.5 - random() * 2, z]), 6 * eye.scale(z), random, look.leaves),
    palm(eye.at([9 + random() * 2, z + 5]), 7 * eye.scale(z + 5), random, look.leaves),
  ]);
  return [
    backdrop(look.palette, HORIZON, look.ground, seed),
    grove(HORIZON + 3, 90, seed + 1, look.leaves),
    ...houses,
    ...trees,
    eye.face(
      [
        [-5.6, 2.4],
        [-5.6, 400],
        [5.6, 400],
        [5.6, 2.4],
      ],
      look.verge,
    ),
    eye.face(
      [
        [-3.8, 2.4],
        [-3.8, 400],
        [3.8, 400],
        [3.8, 2.4],
      ],
      look.asphalt,
    ),
    ...[-3.5, 3.4].map((x) =>
      eye.face(
        [
          [x, 2.4],
          [x, 400],
          [x + 0.12, 400],
          [x + 0.12, 2.4],
        ],
        look.line,
        'opacity="0.8"',
      ),
    ),
    ...dashes,
  ].join('');
}

function house(eye: Camera, x: number, z: number, look: Street, n: number): string {
  const dark = look === evening;
  const wall = dark ? ['#3a3f55', '#443f52', '#373c4c'][n % 3] : ['#e7d9bf', '#d8e0dc', '#efe3d0'][n % 3];
  const roof = dark ? '#262a3d' : ['#a4543b', '#8a5a44', '#5f7486'][n % 3];
  const panes = [x + 1, x + 3].map((left) =>
    eye.face(
      [
        [left, z, 1],
        [left + 1.1, z, 1],
        [left + 1.1, z, 2.1],
        [left, z, 2.1],
      ],
      dark ? '#f6cf83' : '#7d98a3',
    ),
  );
  return [
    eye.face(
      [
        [x, z],
        [x + 5, z],
        [x + 5, z, 3],
        [x, z, 3],
      ],
      wall ?? '#888888',
    ),
    ...panes,
    eye.face(
      [
        [x - 0.5, z, 3],
        [x + 5.5, z, 3],
        [x + 4, z, 4.8],
        [x + 1, z, 4.8],
      ],
      roof ?? '#555555',
    ),
  ].join('');
}

function pole(eye: Camera, { x, z, state, lean = 0 }: Light, colour: string): string {
  const inward = x < 0 ? 1 : -1;
  const [foot, top] = [[x, z, 0] as const, [x + lean, z, POLE] as const];
  const tip = [x + lean + inward * 1.7, z, POLE + 0.35 - Math.abs(lean) * 0.2] as const;
  const s = eye.scale(z);
  const [hx, hy] = eye.at(tip);
  const head = polygon(
    [
      [hx - inward * 0.1 * s, hy - 0.14 * s],
      [hx + inward * 0.85 * s, hy - 0.02 * s],
      [hx + inward * 0.8 * s, hy + 0.12 * s],
      [hx - inward * 0.05 * s, hy + 0.08 * s],
    ],
    state === 'lit' ? '#fff7dd' : '#8d9094',
  );
  const light: Pixel = [hx + inward * 0.4 * s, hy + 0.08 * s];
  return [
    state === 'lit' ? ellipse(eye.at([x + inward * 2.4, z]), 5.2 * s, 1.1 * s, 'url(#pool)') : '',
    eye.bar(foot, top, 0.18, colour),
    state === 'bare' ? '' : eye.bar(top, tip, 0.1, colour) + head,
    state === 'lit' ? ellipse(light, 2.6 * s, 2.6 * s, 'url(#halo)') : '',
  ].join('');
}

/** Poles on both sides in turn, the far ones first. */
const row = (state: (n: number) => Light['state']): Light[] =>
  [148, 111, 92, 74, 55, 37, 25]
    .map((z, i): Light => ({ x: i % 2 === 0 ? -4.9 : 4.9, z, state: state(i) }))
    .concat([{ x: 4.9, z: 17, state: state(7) }]);

export function drawStreetLight(progress: Phase): string {
  const eye = camera({ vanishing: VANISHING, focal: FOCAL });
  const lights = { 0: [], 50: row((i) => (i < 4 ? 'dark' : 'bare')), 100: row(() => 'lit') }[progress];
  return [
    defs,
    street(eye, evening, 40),
    ...lights.map((light) => pole(eye, light, '#747a8c')),
    progress === 50 ? lorry(eye) + [12, 9.6, 8].map((z) => cone(eye, 0.9, z)).join('') : '',
  ].join('');
}

/** Seen from behind, with its crane at the nearest pole. */
function lorry(eye: Camera): string {
  const [left, right, z] = [1.1, 3.5, 21];
  const wheel = (x: number) =>
    eye.face(
      [
        [x, z, 0],
        [x + 0.5, z, 0],
        [x + 0.5, z, 0.9],
        [x, z, 0.9],
      ],
      '#15171c',
    );
  const lamp = (x: number) => ellipse(eye.at([x, z, 0.95]), 0.13 * eye.scale(z), 0.1 * eye.scale(z), '#ff5a4a');
  return [
    wheel(left + 0.1),
    wheel(right - 0.6),
    eye.face(
      [
        [left + 0.1, z, 1.2],
        [right - 0.1, z, 1.2],
        [right - 0.1, z, 2.9],
        [left + 0.1, z, 2.9],
      ],
      '#3d5a73',
    ),
    eye.face(
      [
        [left, z, 0.6],
        [right, z, 0.6],
        [right, z, 1.5],
        [left, z, 1.5],
      ],
      '#d08a2c',
    ),
    lamp(left + 0.3),
    lamp(right - 0.3),
    eye.bar([2.3, z, 1.5], [1.6, z, 5.6], 0.3, '#d08a2c'),
    eye.bar([1.6, z, 5.6], [4.4, z, 9.4], 0.22, '#e0a245'),
    eye.bar([4.4, z, 9.4], [4.4, z, 8.2], 0.05, '#c8c8c8'),
    eye.face(
      [
        [3.9, z, 7.2],
        [4.9, z, 7.2],
        [4.9, z, 8.2],
        [3.9, z, 8.2],
      ],
      '#c9cdd2',
      'stroke="#8b9096" stroke-width="3"',
    ),
  ].join('');
}

function cone(eye: Camera, x: number, z: number): string {
  return (
    eye.face(
      [
        [x - 0.22, z],
        [x + 0.22, z],
        [x + 0.04, z, 0.7],
        [x - 0.04, z, 0.7],
      ],
      '#e8622c',
    ) +
    eye.face(
      [
        [x - 0.15, z, 0.28],
        [x + 0.15, z, 0.28],
        [x + 0.1, z, 0.46],
        [x - 0.1, z, 0.46],
      ],
      '#f7f3ea',
    )
  );
}

/** RB: hit by a lorry, by day. */
export function drawLeaningLight(): string {
  const eye = camera({ vanishing: VANISHING, focal: FOCAL });
  const random = seededRandom(84);
  const shards = distances(12, 16, 12).map((z) =>
    ellipse(eye.at([3.6 + random() * 1.8, z]), eye.scale(z) * 0.09, eye.scale(z) * 0.04, '#d9d6cd'),
  );
  const lights: Light[] = [
    { x: -4.9, z: 74, state: 'dark' },
    { x: 4.9, z: 55, state: 'dark' },
    { x: -4.9, z: 33, state: 'dark' },
    { x: 4.9, z: 17, state: 'dark', lean: -2.6 },
  ];
  return [
    defs,
    street(eye, daytime, 84),
    ...lights.map((light) => pole(eye, light, '#8b9196')),
    ...shards,
    cone(eye, 3.2, 14.4),
    cone(eye, 5.9, 13.6),
    eye.bar([3.2, 14.4, 0.6], [5.9, 13.6, 0.6], 0.09, '#e6c22f'),
  ].join('');
}

/** RR: the only dark one in a row that is lit. */
export function drawDarkLight(): string {
  const eye = camera({ vanishing: VANISHING, focal: FOCAL });
  return [
    defs,
    street(eye, evening, 97),
    ...row((i) => (i === 6 ? 'dark' : 'lit'))
      .slice(0, 7)
      .map((light) => pole(eye, light, '#747a8c')),
  ].join('');
}
