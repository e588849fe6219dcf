/** What stands behind and around the works: sky, clouds, the mountains north of Masamba, trees and palms. */
import { seededRandom } from '../../db/seeds/random.ts';
import { ellipse, gradient, HEIGHT, line, polygon, rect, WIDTH, type Pixel } from './drawing.ts';

export interface Palette {
  /** Top, middle and horizon of the sky. */
  sky: readonly [string, string, string];
  /** Far to near. */
  ridges: readonly string[];
  cloud: string;
  cloudOpacity: number;
}

export const day: Palette = {
  sky: ['#5d9fce', '#a9cfe4', '#eef3ea'],
  ridges: ['#9fbcc6', '#7ba3a1', '#5a8a79'],
  cloud: '#ffffff',
  cloudOpacity: 0.75,
};
export const cloudy: Palette = {
  sky: ['#8ea6b4', '#bccbd1', '#e6e9e4'],
  ridges: ['#a5b5b8', '#879e9b', '#66857a'],
  cloud: '#f4f6f6',
  cloudOpacity: 0.6,
};
export const dusk: Palette = {
  sky: ['#26385e', '#7b6a8c', '#f2b27a'],
  ridges: ['#6c6684', '#4d5070', '#333a56'],
  cloud: '#f6c59a',
  cloudOpacity: 0.35,
};
export const night: Palette = {
  sky: ['#0b1430', '#1b2a4f', '#4a4a6c'],
  ridges: ['#2a3355', '#202846', '#181f38'],
  cloud: '#5b6490',
  cloudOpacity: 0.25,
};

/** Sky, clouds and ridges down to the horizon, and a ground colour below it. */
export function backdrop(palette: Palette, horizon: number, ground: string, seed: number): string {
  const random = seededRandom(seed);
  const [top, middle, low] = palette.sky;
  const clouds = Array.from({ length: 4 }, () =>
    cloud([random() * WIDTH, 60 + random() * horizon * 0.45], 50 + random() * 60, palette, random),
  );
  const ridges = palette.ridges.map((colour, i) =>
    ridge(random, horizon, (palette.ridges.length - i) * horizon * 0.13, colour),
  );
  return [
    `<defs>${gradient('sky', [0, top], [0.6, middle], [1, low])}</defs>`,
    rect(0, 0, WIDTH, horizon + 2, 'url(#sky)'),
    ...clouds,
    ...ridges,
    rect(0, horizon, WIDTH, HEIGHT - horizon, ground),
  ].join('');
}

function ridge(random: () => number, base: number, height: number, colour: string): string {
  const waves = [1, 2, 4, 9, 21].map((frequency) => ({
    frequency,
    turn: random() * 7,
    height: height / (frequency + 1),
  }));
  const tops = Array.from({ length: 81 }, (_, i): Pixel => {
    const t = i / 80;
    const rise = waves.reduce((sum, w) => sum + w.height * (1 + Math.sin(t * w.frequency * 5 + w.turn)), 0);
    return [t * WIDTH, base - rise * 0.8 - height * 0.15];
  });
  return polygon([[0, base], ...tops, [WIDTH, base]], colour);
}

function cloud([x, y]: Pixel, size: number, palette: Palette, random: () => number): string {
  const puffs = Array.from({ length: 6 }, (_, i) =>
    ellipse(
      [x + (i - 2.5) * size * 0.75, y + (random() - 0.5) * size * 0.25],
      size * (0.7 + random() * 0.5),
      size * 0.28,
      palette.cloud,
    ),
  );
  return `<g opacity="${palette.cloudOpacity}">${puffs.join('')}</g>`;
}

export interface Leaves {
  dark: string;
  light: string;
  trunk: string;
}

export const green: Leaves = { dark: '#2f6b45', light: '#4f9160', trunk: '#6b4f3a' };
export const shade: Leaves = { dark: '#1c2f3a', light: '#2a4450', trunk: '#1c2029' };

/** A broad tree that stands at a pixel, so many pixels high. */
export function tree([x, y]: Pixel, height: number, random: () => number, leaves: Leaves = green): string {
  const crown = height * 0.34;
  const puffs = [
    [-0.75, 0.1],
    [0.75, 0.05],
    [-0.35, -0.45],
    [0.4, -0.5],
    [0, 0],
  ].map(([dx = 0, dy = 0]) => {
    const size = crown * (0.62 + random() * 0.2);
    return ellipse([x + dx * crown, y - height + crown * (1.15 + dy)], size, size * 0.82, leaves.dark);
  });
  const lights = [-0.45, 0.15, 0.5].map((dx) =>
    ellipse(
      [x + dx * crown, y - height + crown * (0.7 + random() * 0.3)],
      crown * 0.42,
      crown * 0.3,
      leaves.light,
      'opacity="0.7"',
    ),
  );
  return [line([x, y], [x, y - height * 0.5], leaves.trunk, height * 0.06), ...puffs, ...lights].join('');
}

/** A coconut palm. */
export function palm([x, y]: Pixel, height: number, random: () => number, leaves: Leaves = green): string {
  const lean = (random() - 0.5) * height * 0.25;
  const [tx, ty] = [x + lean, y - height];
  const fronds = Array.from({ length: 9 }, (_, i) => {
    const turn = (i / 8) * Math.PI * 1.25 - Math.PI * 1.125;
    const reach = height * (0.3 + random() * 0.08);
    const [ex, ey] = [tx + Math.cos(turn) * reach, ty + Math.sin(turn) * reach * 0.7 + reach * 0.35];
    const [cx, cy] = [tx + Math.cos(turn) * reach * 0.6, ty + Math.sin(turn) * reach * 0.9 - reach * 0.1];
    return `<path d="M${tx} ${ty}Q${cx} ${cy} ${ex} ${ey}" stroke="${i % 2 === 0 ? leaves.dark : leaves.light}" stroke-width="${height * 0.035}" fill="none" stroke-linecap="round"/>`;
  });
  const trunk = `<path d="M${x} ${y}Q${x + lean * 0.2} ${y - height * 0.6} ${tx} ${ty}" stroke="${leaves.trunk}" stroke-width="${height * 0.04}" fill="none"/>`;
  return trunk + fronds.join('');
}

/** A belt of trees and palms along a horizontal line. */
export function grove(
  y: number,
  height: number,
  seed: number,
  leaves: Leaves = green,
  [from, to] = [0, WIDTH],
): string {
  const random = seededRandom(seed);
  const count = Math.ceil((to - from) / (height * 0.55));
  return Array.from({ length: count + 1 }, (_, i) => {
    const at: Pixel = [from + ((to - from) * (i + (random() - 0.5) * 0.6)) / count, y + random() * 4];
    return random() < 0.3
      ? palm(at, height * (1 + random() * 0.3), random, leaves)
      : tree(at, height * (0.7 + random() * 0.4), random, leaves);
  }).join('');
}
