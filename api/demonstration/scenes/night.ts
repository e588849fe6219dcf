/** The entrance of the town after sunset: lights in the trees beside the road, and the welcome monument. */
import type { Phase } from '../../../db/seeds/demonstration.ts';
import { seededRandom } from '../../../db/seeds/random.ts';
import { camera, ellipse, glow, type Camera, type Pixel } from '../drawing.ts';
import { backdrop, grove, night, palm, shade, tree } from '../landscape.ts';
import { lettering } from '../letters.ts';

const HORIZON = 620;
const WARM = ['#ffd98a', '#ffe9b8', '#ffc766'] as const;

const defs = `<defs>${glow('warm', [0, '#ffdc8f', 0.5], [1, '#ffdc8f', 0])}${glow('floor', [0, '#ffd78a', 0.34], [1, '#ffd78a', 0])}</defs>`;

function road(eye: Camera): string {
  const dashes = Array.from({ length: 24 }, (_, i) => 3.2 + i * 5).map((z) =>
    eye.face(
      [
        [-0.08, z],
        [-0.08, z + 2.2],
        [0.08, z + 2.2],
        [0.08, z],
      ],
      '#a9a69c',
    ),
  );
  return [
    eye.face(
      [
        [-6.4, 2.2],
        [-6.4, 400],
        [6.4, 400],
        [6.4, 2.2],
      ],
      '#3a3c46',
    ),
    eye.face(
      [
        [-3.8, 2.2],
        [-3.8, 400],
        [3.8, 400],
        [3.8, 2.2],
      ],
      '#272a34',
    ),
    ...dashes,
  ].join('');
}

/** Bulbs all over the crown of a tree, and around its trunk. */
function bulbs([x, y]: Pixel, height: number, random: () => number): string {
  const crown = height * 0.42;
  const points = Array.from({ length: 64 }, (_, i) => {
    const [turn, reach] = [i * 2.4, Math.sqrt((i + 0.5) / 64)];
    const at: Pixel = [x + Math.cos(turn) * crown * reach, y - height * 0.64 + Math.sin(turn) * crown * 0.78 * reach];
    return ellipse(at, height * 0.012, height * 0.012, WARM[Math.floor(random() * WARM.length)] ?? WARM[0]);
  });
  const trunk = Array.from({ length: 9 }, (_, i) =>
    ellipse([x + Math.sin(i * 1.6) * height * 0.03, y - i * height * 0.035], height * 0.011, height * 0.011, WARM[1]),
  );
  return [ellipse([x, y - height * 0.62], crown * 1.7, crown * 1.5, 'url(#warm)'), ...points, ...trunk].join('');
}

export function drawTreeLights(progress: Phase): string {
  const random = seededRandom(303);
  const eye = camera({ vanishing: [800, HORIZON], focal: 1100 });
  const rows = [78, 58, 43, 32, 23.5, 17, 12.5].flatMap((z, i) =>
    [-1, 1].map((side) => {
      const foot = eye.at([side * 7.4, z]);
      const height = 6.6 * eye.scale(z);
      const lit = progress === 100 || (progress === 50 && side < 0 && i >= 2);
      return [
        tree(foot, height, random, shade),
        lit ? ellipse([foot[0], foot[1]], height * 0.8, height * 0.14, 'url(#floor)') : '',
        lit ? bulbs(foot, height, random) : '',
        lit && i < 6 ? catenary(eye, side, z) : '',
      ].join('');
    }),
  );
  return [
    defs,
    backdrop(night, HORIZON, '#1c2630', 301),
    stars(random),
    grove(HORIZON + 3, 80, 302, shade),
    road(eye),
    ...rows,
  ].join('');
}

/** The string that hangs from one tree to the next, nearer one. */
function catenary(eye: Camera, side: number, z: number): string {
  const next = z * 0.74;
  return Array.from({ length: 14 }, (_, i) => {
    const t = (i + 0.5) / 14;
    const place = [side * 6.4, z + (next - z) * t, 4 - Math.sin(t * Math.PI) * 0.9] as const;
    const size = eye.scale(place[1]) * 0.05;
    return (
      ellipse(eye.at(place), size * 2.4, size * 2.4, '#ffdc8f', 'opacity="0.25"') +
      ellipse(eye.at(place), size, size, WARM[1])
    );
  }).join('');
}

function stars(random: () => number): string {
  return Array.from({ length: 60 }, () =>
    ellipse([random() * 1600, random() * 330], 1.2 + random(), 1.2 + random(), '#dfe6ff', 'opacity="0.7"'),
  ).join('');
}

/** A gateway over the road with a roof that recalls a Luwu house, lit from below. */
export function drawWelcomeGate(): string {
  const random = seededRandom(404);
  const eye = camera({ vanishing: [800, HORIZON + 40], focal: 1100 });
  const z = 19;
  const s = eye.scale(z);
  const wall = '#8c6b52';
  const pillar = (x: number) => [
    eye.face(
      [
        [x - 1.1, z],
        [x + 1.1, z],
        [x + 0.9, z, 6.2],
        [x - 0.9, z, 6.2],
      ],
      wall,
    ),
    eye.face(
      [
        [x - 0.7, z - 0.05, 0.8],
        [x + 0.7, z - 0.05, 0.8],
        [x + 0.6, z - 0.05, 5.6],
        [x - 0.6, z - 0.05, 5.6],
      ],
      '#b98f62',
    ),
    ellipse(eye.at([x, z - 0.4, 0.2]), 2.6 * s, 1.2 * s, 'url(#warm)'),
    ellipse(eye.at([x, z - 0.4, 2.4]), 1.7 * s, 3.2 * s, 'url(#warm)'),
  ];
  const [tx, ty] = eye.at([0, z - 0.1, 6.75]);
  const edge = Array.from({ length: 43 }, (_, i) => {
    const t = i / 42;
    const at = eye.at([-8.6 + 17.2 * t, z - 0.2, 8.1 + Math.abs(t - 0.5) * 1.6]);
    return ellipse(at, 0.08 * s, 0.08 * s, WARM[1]) + ellipse(at, 0.24 * s, 0.24 * s, '#ffdc8f', 'opacity="0.25"');
  });
  return [
    defs,
    backdrop(night, HORIZON + 40, '#1c2630', 401),
    stars(random),
    grove(HORIZON + 43, 84, 402, shade),
    road(eye),
    palm(eye.at([-13, 22]), 9 * eye.scale(22), random, shade),
    palm(eye.at([13.5, 23]), 10 * eye.scale(23), random, shade),
    ...[-6.6, 6.6].flatMap(pillar),
    eye.face(
      [
        [-7.6, z, 6.1],
        [7.6, z, 6.1],
        [7.6, z, 8],
        [-7.6, z, 8],
      ],
      '#20505b',
      'stroke="#d9a437" stroke-width="5"',
    ),
    eye.face(
      [
        [-9, z, 8.9],
        [-7.4, z, 8],
        [7.4, z, 8],
        [9, z, 8.9],
        [6.4, z, 9.6],
        [3.2, z, 11],
        [0, z, 11.6],
        [-3.2, z, 11],
        [-6.4, z, 9.6],
      ],
      '#6a3d2c',
    ),
    ...edge,
    lettering('SELAMAT DATANG', {
      x: tx,
      baseline: ty - 0.12 * s,
      height: 0.62 * s,
      colour: '#ffe9b8',
      anchor: 'middle',
      weight: 14,
    }),
    lettering('KOTA MASAMBA', {
      x: tx,
      baseline: ty + 0.42 * s,
      height: 0.34 * s,
      colour: '#ffe9b8',
      anchor: 'middle',
      weight: 14,
    }),
    ...[-8.8, 8.8].map((x) => bulbs(eye.at([x, 13]), 5 * eye.scale(13), random)),
  ].join('');
}
