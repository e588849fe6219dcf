/** The Masamba river from its left bank, looking upstream: the bank protection, and the park above it. */
import type { Phase } from '../../../db/seeds/demonstration.ts';
import { seededRandom } from '../../../db/seeds/random.ts';
import { camera, distances, ellipse, gradient, polygon, type Camera, type Pixel, type Place } from '../drawing.ts';
import { backdrop, cloudy, day, grove, palm, tree } from '../landscape.ts';

const HORIZON = 430;
/** Metres of the water below the top of the bank. */
const WATER = -3.6;
const FAR = 260;
const NEAR = 2.2;

/** How far the river has turned to the left at a distance. */
const turn = (z: number) => -0.0011 * z * z * (z < 120 ? 1 : 120 / z);

interface Reach {
  eye: Camera;
  /** A strip along the river between two lines, each so far from its axis and above the ground. */
  along(
    left: readonly [x: number, y: number],
    right: readonly [x: number, y: number],
    fill: string,
    from?: number,
    to?: number,
  ): string;
}

function reach(eye: Camera): Reach {
  return {
    eye,
    along([xl, yl], [xr, yr], fill, from = NEAR, to = FAR) {
      const zs = distances(from, to, 26);
      const left = zs.map((z): Place => [xl + turn(z), z, yl]);
      const right = zs.map((z): Place => [xr + turn(z), z, yr]);
      return eye.face([...left, ...right.toReversed()], fill);
    },
  };
}

const defs = `<defs>${gradient('water', [0, '#b9cdc9'], [0.35, '#8ea79a'], [1, '#6f8672'])}${gradient('cut', [0, '#8d6f52'], [1, '#6f5540'])}</defs>`;

/** Water, the far bank with its trees, and the ground on both sides. */
function valley(view: Reach, waterEdge: number): string {
  const random = seededRandom(5);
  const trees = distances(14, 150, 16)
    .toReversed()
    .map((z) => {
      const foot = view.eye.at([-38 + turn(z) - random() * 8, z, 0.4]);
      const height = (5 + random() * 4) * view.eye.scale(z);
      return random() < 0.35 ? palm(foot, height * 1.3, random) : tree(foot, height, random);
    });
  const ripples = distances(7, 120, 34).map((z) => {
    const [x, y] = view.eye.at([-31 + random() * 20 + turn(z), z, WATER]);
    return ellipse(
      [x, y],
      view.eye.scale(z) * (0.8 + random()),
      Math.max(0.8, view.eye.scale(z) * 0.04),
      '#dbe6e0',
      'opacity="0.45"',
    );
  });
  return [
    defs,
    view.along([-200, 0.4], [-38, 0.4], '#79a163'),
    ...trees,
    view.along([-38, 0.4], [-33, WATER], '#8a7a57'),
    view.along([-33, WATER], [waterEdge, WATER], 'url(#water)'),
    ...ripples,
  ].join('');
}

/** A rounded block or stone on the slope of the bank. */
function stone(eye: Camera, place: Place, size: number, colour: string): string {
  const scale = eye.scale(place[1]);
  const [x, y] = eye.at(place);
  return (
    ellipse([x, y], size * scale, size * scale * 0.62, '#4a463f') +
    ellipse([x - size * scale * 0.08, y - size * scale * 0.1], size * scale * 0.9, size * scale * 0.52, colour)
  );
}

const TOE = -9;
const EDGE = -1.4;
const slope = (u: number, z: number): Place => [TOE + (EDGE - TOE) * u + turn(z), z, WATER - WATER * u];

/** One basket of stones: its face on the slope and its tread. */
function geobox(eye: Camera, row: number, rows: number, z: number, shadeOf: number): string {
  const [low, high] = [row / rows, (row + 0.82) / rows];
  const length = 1.35;
  const tone = Math.round(150 + shadeOf * 38);
  const face = `rgb(${tone},${tone - 4},${tone - 16})`;
  const tread = `rgb(${tone + 32},${tone + 28},${tone + 14})`;
  return (
    eye.face(
      [slope(low, z), slope(low, z + length), slope(high, z + length), slope(high, z)],
      face,
      `stroke="#5b574c" stroke-width="${(eye.scale(z) * 0.015).toFixed(2)}"`,
    ) +
    eye.face(
      [slope(high, z), slope(high, z + length), slope((row + 1) / rows, z + length), slope((row + 1) / rows, z)],
      tread,
    )
  );
}

function erodedBank(view: Reach, random: () => number): string {
  const { eye } = view;
  const zs = distances(NEAR, FAR, 60);
  const ragged = zs.map((z, i): Place => [
    EDGE + 0.1 + Math.sin(i * 1.7) * 0.25 + (random() - 0.5) * 0.5 + turn(z),
    z,
    0,
  ]);
  const toe = zs.map((z): Place => [TOE + 0.6 + (random() - 0.5) * 0.8 + turn(z), z, WATER]);
  const strata = [0.3, 0.55, 0.78].map((u) =>
    view.along(
      [TOE + (EDGE - TOE) * u, WATER - WATER * u],
      [TOE + (EDGE - TOE) * (u + 0.05), WATER - WATER * (u + 0.05)],
      '#5f4a38',
    ),
  );
  const stones = distances(5, 60, 42)
    .toReversed()
    .map((z) =>
      stone(eye, [TOE - 0.8 + random() * 3 + turn(z), z, WATER + random() * 0.9], 0.25 + random() * 0.5, '#9b9488'),
    );
  const logs = [
    [-8.2, 10, -5, 13],
    [-6.6, 17, -9.2, 22],
    [-9.4, 13.5, -7.6, 16.5],
  ].map(([x1 = 0, z1 = 1, x2 = 0, z2 = 1]) => eye.bar([x1, z1, WATER + 0.6], [x2, z2, WATER + 1.1], 0.32, '#7b6047'));
  return eye.face([...ragged, ...toe.toReversed()], 'url(#cut)') + strata.join('') + stones.join('') + logs.join('');
}

function protectedBank(view: Reach, progress: Phase, random: () => number): string {
  const rows = 6;
  const boxes = Array.from({ length: 62 }, (_, i) => 4 + i * 1.4)
    .toReversed()
    .flatMap((z) =>
      Array.from({ length: rows }, (_, row) => {
        const laid = progress === 100 || row < 2 || (row < 4 && z < 34) || (row === 4 && z < 17);
        return laid ? geobox(view.eye, row, rows, z, random()) : '';
      }),
    );
  const riprap = distances(4.5, 70, 46)
    .toReversed()
    .map((z) =>
      stone(
        view.eye,
        [TOE - 0.5 - random() * 0.9 + turn(z), z, WATER + random() * 0.25],
        0.3 + random() * 0.25,
        '#a7a299',
      ),
    );
  return [view.along([TOE, WATER], [EDGE, 0], '#a0805f'), ...boxes, ...riprap].join('');
}

/** Red and white pegs at the edge of the bank, one each ten metres. */
function pegs(eye: Camera): string {
  return [60, 50, 40, 30, 20, 10]
    .map((z) => {
      const foot: Place = [EDGE + 0.5 + turn(z), z, 0];
      const middle: Place = [foot[0], z, 0.6];
      return eye.bar(foot, middle, 0.07, '#f4f1ea') + eye.bar(middle, [foot[0], z, 1.15], 0.07, '#c2342d');
    })
    .join('');
}

function excavator(eye: Camera, x: number, z: number): string {
  const s = eye.scale(z);
  const [ox, oy] = eye.at([x, z]);
  const p = (dx: number, dy: number): Pixel => [ox + dx * s, oy - dy * s];
  const arm = (points: readonly Pixel[]) =>
    `<polyline points="${points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ')}" fill="none" stroke="#e0a11b" stroke-width="${s * 0.42}" stroke-linejoin="round" stroke-linecap="round"/>`;
  return [
    ellipse(p(0.3, 0), s * 2.8, s * 0.3, '#3b4a35', 'opacity="0.5"'),
    polygon(
      [p(-1.9, 0.15), p(-1.6, 0), p(1.7, 0), p(2, 0.15), p(2, 0.75), p(1.7, 0.95), p(-1.6, 0.95), p(-1.9, 0.75)],
      '#2d2f31',
    ),
    polygon([p(-1.6, 1.1), p(2.3, 1.1), p(2.3, 2.2), p(0.6, 2.4), p(-1.6, 2.4)], '#eab02a'),
    polygon([p(-1.5, 2.1), p(0.1, 2.1), p(0.1, 3.5), p(-1.1, 3.5)], '#eab02a'),
    polygon([p(-1.32, 2.3), p(-0.1, 2.3), p(-0.1, 3.3), p(-1, 3.3)], '#bcd6dd'),
    arm([p(-1.3, 2.1), p(-3.6, 4.6), p(-5.6, 3.2), p(-5.9, 1.5)]),
    polygon([p(-6.4, 1.6), p(-5.4, 1.6), p(-5.2, 0.6), p(-5.9, 0.3), p(-6.6, 0.8)], '#4a4d4f'),
  ].join('');
}

/** STA 0+350: the left bank is on the right hand of who looks upstream. */
export function drawRiverbank(progress: Phase): string {
  const random = seededRandom(350);
  const view = reach(camera({ vanishing: [980, HORIZON], focal: 1050, eye: 2.7 }));
  return [
    backdrop(progress === 0 ? cloudy : day, HORIZON, '#7c9f62', 11),
    grove(HORIZON + 4, 66, 21),
    valley(view, progress === 0 ? TOE + 0.8 : TOE),
    view.along([EDGE, 0], [60, 0], '#86a862'),
    progress === 0 ? erodedBank(view, random) : protectedBank(view, progress, random),
    progress === 50 ? view.along([EDGE, 0], [EDGE + 3.4, 0], '#b39a72') : '',
    progress === 50 ? excavator(view.eye, 2.6 + turn(26), 26) : '',
    pegs(view.eye),
    tufts(view.eye, random, EDGE + (progress === 0 ? 0.2 : 4), 14),
  ].join('');
}

/** Grass near the camera. */
function tufts(eye: Camera, random: () => number, from: number, to: number): string {
  return distances(5.5, 45, 110)
    .toReversed()
    .map((z) => {
      const [x, y] = eye.at([from + random() * (to - from) + turn(z), z]);
      const s = eye.scale(z) * (0.1 + random() * 0.12);
      return `<path d="M${x - s} ${y}Q${x - s} ${y - s} ${x - s * 1.5} ${y - s * 1.8}M${x} ${y}V${y - s * 2.2}M${x + s} ${y}Q${x + s} ${y - s} ${x + s * 1.6} ${y - s * 1.7}" stroke="#5c8a46" stroke-width="${Math.max(1, s * 0.25)}" fill="none"/>`;
    })
    .join('');
}

/** The park on the left bank: bare ground, then beds and kerbs, then the finished promenade. */
export function drawPromenade(progress: Phase): string {
  const random = seededRandom(120);
  const view = reach(camera({ vanishing: [700, HORIZON], focal: 1050, eye: 1.9 }));
  const { eye } = view;
  const ground = { 0: '#a58d68', 50: '#a89272', 100: '#7fb060' }[progress];
  return [
    backdrop(progress === 0 ? cloudy : day, HORIZON, '#7c9f62', 31),
    grove(HORIZON + 4, 74, 41),
    valley(view, TOE),
    view.along([TOE, WATER], [EDGE - 2, 0], progress === 0 ? '#8b7152' : '#8f8d80'),
    view.along([EDGE - 2, 0], [60, 0], ground),
    progress === 0 ? wasteland(eye, random) : park(view, progress, random),
  ].join('');
}

function wasteland(eye: Camera, random: () => number): string {
  const heaps = distances(6, 60, 26)
    .toReversed()
    .map((z) => stone(eye, [-2 + random() * 11 + turn(z), z, 0.05], 0.14 + random() * 0.3, '#b3a48c'));
  return heaps.join('') + tufts(eye, random, -2.5, 13);
}

function park(view: Reach, progress: Phase, random: () => number): string {
  const { eye } = view;
  const finished = progress === 100;
  const joints = Array.from({ length: 46 }, (_, i) => 2.6 + i * 1.3).map((z) =>
    eye.face(
      [
        [-2 + turn(z), z],
        [2.4 + turn(z), z],
        [2.4 + turn(z), z + 0.09],
        [-2 + turn(z), z + 0.09],
      ],
      '#c9b694',
    ),
  );
  const plants = [46, 38, 31, 25, 19.5, 14.5, 10.5, 7.5].map((z, i) => {
    const foot = eye.at([4.6 + turn(z), z]);
    if (finished) return tree(foot, (4.4 + random() * 0.8) * eye.scale(z), random);
    return i < 4
      ? tree(foot, 1.9 * eye.scale(z), random)
      : eye.bar([4.6 + turn(z), z], [4.6 + turn(z), z, 1.2], 0.06, '#e9dcc0');
  });
  return [
    view.along([-2.6, 0], [-2, 0], '#d9d4c8'),
    view.along([-2, 0], [2.4, 0], finished ? '#e2d2b2' : '#c2b7a3'),
    view.along([2.4, 0], [2.8, 0], '#d9d4c8'),
    finished ? joints.join('') : gravel(eye, random),
    ...plants,
    finished ? railing(eye) + lamps(eye) + bench(eye, 3.6, 9) : pegs(eye),
  ].join('');
}

function gravel(eye: Camera, random: () => number): string {
  return distances(2.6, 40, 80)
    .map((z) =>
      ellipse(eye.at([-1.8 + random() * 4 + turn(z), z]), eye.scale(z) * 0.05, eye.scale(z) * 0.03, '#9d9382'),
    )
    .join('');
}

function railing(eye: Camera): string {
  const zs = Array.from({ length: 34 }, (_, i) => 3 + i * 2).toReversed();
  const rails = zs.flatMap((z) =>
    [0.5, 1].map((y) => eye.bar([-2.3 + turn(z), z, y], [-2.3 + turn(z + 2), z + 2, y], 0.06, '#35525c')),
  );
  const posts = zs.map((z) => eye.bar([-2.3 + turn(z), z], [-2.3 + turn(z), z, 1.08], 0.09, '#2a434c'));
  return [...rails, ...posts].join('');
}

function lamps(eye: Camera): string {
  return [52, 36, 22, 10]
    .map((z) => {
      const x = 3.3 + turn(z);
      const [lx, ly] = eye.at([x, z, 3.7]);
      return (
        eye.bar([x, z], [x, z, 3.6], 0.1, '#2a434c') +
        ellipse([lx, ly], eye.scale(z) * 0.24, eye.scale(z) * 0.24, '#fff4d2', 'stroke="#2a434c" stroke-width="2"')
      );
    })
    .join('');
}

function bench(eye: Camera, x: number, z: number): string {
  const left = x + turn(z);
  return [
    eye.bar([left, z, 0], [left, z, 0.45], 0.1, '#4b4038'),
    eye.bar([left + 1.6, z, 0], [left + 1.6, z, 0.45], 0.1, '#4b4038'),
    eye.bar([left - 0.1, z, 0.47], [left + 1.7, z, 0.47], 0.1, '#9a6b3f'),
    eye.bar([left - 0.1, z + 0.3, 0.8], [left + 1.7, z + 0.3, 0.8], 0.18, '#a87848'),
  ].join('');
}
