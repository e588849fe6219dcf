/** A boundary monument beside the road: a staked-out plot, the shaft in its scaffold, the finished obelisk. */
import type { Phase } from '../../../db/seeds/demonstration.ts';
import { seededRandom } from '../../../db/seeds/random.ts';
import { camera, distances, ellipse, gradient, type Camera, type Place } from '../drawing.ts';
import { backdrop, cloudy, day, grove, palm } from '../landscape.ts';
import { lettering } from '../letters.ts';

const HORIZON = 640;
const Z = 20;
const X = -2;

export function drawBoundary(progress: Phase): string {
  const random = seededRandom(66);
  const eye = camera({ vanishing: [760, HORIZON], focal: 1150, eye: 1.7 });
  return [
    `<defs>${gradient('shaft', [0, '#f3efe6'], [1, '#d3cab9'])}${gradient('field', [0, '#a9bf62'], [1, '#7fa652'])}</defs>`,
    backdrop(progress === 50 ? cloudy : day, HORIZON, 'url(#field)', 61),
    grove(HORIZON + 3, 84, 62),
    paddies(eye),
    road(eye),
    palm(eye.at([-11, 24]), 8 * eye.scale(24), random),
    palm(eye.at([-14, 18]), 7 * eye.scale(18), random),
    { 0: plot(eye), 50: scaffold(eye), 100: obelisk(eye) }[progress],
  ].join('');
}

/** Rice fields with their bunds. */
function paddies(eye: Camera): string {
  const bunds = distances(8, 90, 7).map((z) =>
    eye.face(
      [
        [-90, z],
        [-6, z],
        [-6, z + 0.035 * z],
        [-90, z + 0.035 * z],
      ],
      '#8fae55',
    ),
  );
  const rows = [-44, -28, -17].map((x) =>
    eye.face(
      [
        [x, 5],
        [x, 150],
        [x + 0.6, 150],
        [x + 0.6, 5],
      ],
      '#8fae55',
    ),
  );
  return [...bunds, ...rows].join('');
}

function road(eye: Camera): string {
  const [left, right] = [4.2, 11.2];
  const dashes = Array.from({ length: 22 }, (_, i) => 4 + i * 5).map((z) =>
    eye.face(
      [
        [7.6, z],
        [7.6, z + 2.4],
        [7.78, z + 2.4],
        [7.78, z],
      ],
      '#f5f2e8',
    ),
  );
  return [
    eye.face(
      [
        [left - 1.4, 3],
        [left - 1.4, 300],
        [right + 1.4, 300],
        [right + 1.4, 3],
      ],
      '#b7a98c',
    ),
    eye.face(
      [
        [left, 3],
        [left, 300],
        [right, 300],
        [right, 3],
      ],
      '#5d6266',
    ),
    eye.face(
      [
        [left + 0.2, 3],
        [left + 0.2, 300],
        [left + 0.36, 300],
        [left + 0.36, 3],
      ],
      '#e9e5d8',
    ),
    ...dashes,
  ].join('');
}

/** A box that stands on the ground or on another one: its front and its lit right side. */
function box(
  eye: Camera,
  [bottom, top]: readonly [number, number],
  half: number,
  topHalf: number,
  front: string,
  side: string,
): string {
  const at = (dx: number, dz: number, y: number): Place => [X + dx, Z + dz, y];
  return (
    eye.face(
      [at(half, -half, bottom), at(half, half, bottom), at(topHalf, topHalf, top), at(topHalf, -topHalf, top)],
      side,
    ) +
    eye.face(
      [at(-half, -half, bottom), at(half, -half, bottom), at(topHalf, -topHalf, top), at(-topHalf, -topHalf, top)],
      front,
    )
  );
}

function plinth(eye: Camera): string {
  return [
    ellipse(eye.at([X + 0.8, Z]), 4.6 * eye.scale(Z), 0.5 * eye.scale(Z), '#54733f', 'opacity="0.55"'),
    box(eye, [0, 0.35], 2.9, 2.9, '#b9b0a0', '#988f80'),
    box(eye, [0.35, 0.7], 2.3, 2.3, '#c7beae', '#a49b8b'),
    box(eye, [0.7, 2.3], 1.5, 1.4, '#5f7f86', '#4a666d'),
  ].join('');
}

function obelisk(eye: Camera): string {
  const s = eye.scale(Z - 1.4);
  const label = (text: string, y: number, height: number, colour: string) => {
    const [x, baseline] = eye.at([X, Z - 1.45, y]);
    return lettering(text, { x, baseline, height: height * s, colour, anchor: 'middle', maxWidth: 2.4 * s });
  };
  return [
    plinth(eye),
    box(eye, [2.3, 10.4], 1.05, 0.62, 'url(#shaft)', '#b3a993'),
    box(eye, [10.4, 11.6], 0.62, 0.02, '#d9a437', '#b58526'),
    box(eye, [5.2, 5.5], 0.95, 0.93, '#d9a437', '#b58526'),
    label('LUWU', 1.62, 0.4, '#f6e9c4'),
    label('UTARA', 1.05, 0.4, '#f6e9c4'),
    ...[-3.6, -2.9, 3.1, 3.8].map((dx) => ellipse(eye.at([X + dx, Z - 2.4, 0.2]), 0.5 * s, 0.32 * s, '#4f9160')),
  ].join('');
}

function scaffold(eye: Camera): string {
  const levels = [0, 2, 4, 6, 8];
  const xs = [-2.2, 0, 2.2];
  const bars = (dz: number) => [
    ...xs.map((dx) => eye.bar([X + dx, Z + dz, 0], [X + dx, Z + dz, 8.4], 0.09, '#a9793f')),
    ...levels.slice(1).map((y) => eye.bar([X - 2.4, Z + dz, y], [X + 2.4, Z + dz, y], 0.09, '#a9793f')),
    ...levels
      .slice(0, -1)
      .map((y, i) =>
        eye.bar(
          [X + (i % 2 === 0 ? -2.2 : 2.2), Z + dz, y],
          [X + (i % 2 === 0 ? 2.2 : -2.2), Z + dz, y + 2],
          0.06,
          '#b98a50',
        ),
      ),
  ];
  return [
    plinth(eye),
    ...bars(2.2),
    box(eye, [2.3, 6], 1.05, 0.86, '#bdb7ac', '#9a948a'),
    ...[-0.6, -0.2, 0.2, 0.6].map((dx) => eye.bar([X + dx, Z, 6], [X + dx, Z, 6.9], 0.05, '#8a5a3c')),
    ...bars(-2.2),
    eye.face(
      [
        [X - 2.4, Z - 2.2, 4.1],
        [X + 2.4, Z - 2.2, 4.1],
        [X + 2.4, Z - 2.2, 4.22],
        [X - 2.4, Z - 2.2, 4.22],
      ],
      '#c89d62',
    ),
    ...[0, 1, 2].map((i) =>
      ellipse(eye.at([X + 5.2 + i * 0.5, Z - 3, 0.25]), 0.55 * eye.scale(Z), 0.28 * eye.scale(Z), '#b7b0a4'),
    ),
  ].join('');
}

function plot(eye: Camera): string {
  const corners: Place[] = [
    [X - 3, Z - 3],
    [X + 3, Z - 3],
    [X + 3, Z + 3],
    [X - 3, Z + 3],
  ];
  const posts = corners.map(
    ([x, z]) => eye.bar([x, z], [x, z, 1], 0.12, '#e8ddc4') + eye.bar([x, z, 0.75], [x, z, 1], 0.13, '#c2342d'),
  );
  const strings = corners.map(([x, z], i) => {
    const [nx, nz] = corners[(i + 1) % corners.length] ?? [x, z];
    return eye.bar([x, z, 0.8], [nx, nz, 0.8], 0.04, '#e6473c');
  });
  const [bx, by] = eye.at([X, Z + 1, 2.5]);
  const s = eye.scale(Z + 1);
  return [
    eye.face(corners, '#b6935f'),
    ...strings,
    ...posts,
    eye.bar([X - 1.1, Z + 1], [X - 1.1, Z + 1, 2.6], 0.1, '#8b7355'),
    eye.bar([X + 1.1, Z + 1], [X + 1.1, Z + 1, 2.6], 0.1, '#8b7355'),
    eye.face(
      [
        [X - 1.6, Z + 1, 1.7],
        [X + 1.6, Z + 1, 1.7],
        [X + 1.6, Z + 1, 3],
        [X - 1.6, Z + 1, 3],
      ],
      '#fdfbf4',
      'stroke="#8b7355" stroke-width="3"',
    ),
    lettering('TUGU BATAS', {
      x: bx,
      baseline: by,
      height: 0.3 * s,
      colour: '#275a66',
      anchor: 'middle',
      maxWidth: 2.7 * s,
    }),
    lettering('0%', { x: bx, baseline: by + 0.52 * s, height: 0.3 * s, colour: '#275a66', anchor: 'middle' }),
  ].join('');
}
