/** The memorial as its designers draw it: the front of the stele with the height of the flood, on paper. */
import { ellipse, line, polygon, rect, type Pixel } from '../drawing.ts';
import { lettering } from '../letters.ts';

const INK = '#1d4a57';
const GROUND = 880;
const MIDDLE = 640;
/** Pixels to a metre: the stele is 13.7 m high, for the 13th of July. */
const METRE = 49;

const up = (metres: number) => GROUND - metres * METRE;

export function drawMemorial(): string {
  return [
    rect(0, 0, 1600, 1200, '#f7f3e8'),
    grid(),
    rect(50, 45, 1500, 955, 'none', `stroke="${INK}" stroke-width="4"`),
    rect(64, 59, 1472, 927, 'none', `stroke="${INK}" stroke-width="1.5"`),
    site(),
    stele(),
    dimensions(),
    titleBlock(),
  ].join('');
}

function grid(): string {
  const lines = [
    ...Array.from({ length: 30 }, (_, i) => line([80 + i * METRE, 60], [80 + i * METRE, 985], '#dfe3d6', 1)),
    ...Array.from({ length: 19 }, (_, i) => line([65, up(i - 2)], [1535, up(i - 2)], '#dfe3d6', 1)),
  ];
  return lines.join('');
}

function site(): string {
  const people = [
    [-270, '#4d6a73'],
    [-225, '#7a5c53'],
    [250, '#5a6b4a'],
  ] as const;
  const tree = (x: number) =>
    line([x, GROUND], [x, GROUND - 110], '#8b7a66', 8) +
    ellipse([x, GROUND - 175], 92, 86, '#a9c4a4', `stroke="${INK}" stroke-width="2" opacity="0.9"`);
  return [
    tree(170),
    tree(1090),
    polygon(
      [
        [80, GROUND],
        [1180, GROUND],
        [1180, GROUND + 26],
        [80, GROUND + 26],
      ],
      '#d8cdb6',
    ),
    ...[0, 1, 2].map((i) =>
      rect(
        MIDDLE - 210 + i * 30,
        GROUND - 18 * (i + 1),
        420 - i * 60,
        18,
        '#cfc6b4',
        `stroke="${INK}" stroke-width="2"`,
      ),
    ),
    ...people.map(
      ([dx, colour]) =>
        ellipse([MIDDLE + dx, GROUND - 78], 9, 11, colour) +
        rect(MIDDLE + dx - 9, GROUND - 66, 18, 64, colour, 'rx="8"'),
    ),
    line([65, GROUND], [1195, GROUND], INK, 4),
  ].join('');
}

/** A slab that parts into two, with the wave between them. */
function stele(): string {
  const foot = GROUND - 54;
  const top = up(13.7);
  const left: Pixel[] = [
    [MIDDLE - 105, foot],
    [MIDDLE - 14, foot],
    [MIDDLE - 14, top + 70],
    [MIDDLE - 70, top],
  ];
  const right: Pixel[] = [
    [MIDDLE + 14, foot],
    [MIDDLE + 105, foot],
    [MIDDLE + 80, top + 150],
    [MIDDLE + 14, top + 110],
  ];
  const waves = [0, 1, 2].map((i) => {
    const y = up(4.2) - i * 34;
    const d = `M${MIDDLE - 96} ${y}C${MIDDLE - 60} ${y - 46} ${MIDDLE - 34} ${y + 30} ${MIDDLE} ${y - 6}S${MIDDLE + 62} ${y - 50} ${MIDDLE + 92} ${y - 8}`;
    return `<path d="${d}" fill="none" stroke="#2b8190" stroke-width="${11 - i * 3}" stroke-linecap="round"/>`;
  });
  return [
    polygon(left, '#e4ddcd', `stroke="${INK}" stroke-width="4" stroke-linejoin="round"`),
    polygon(right, '#d3cab6', `stroke="${INK}" stroke-width="4" stroke-linejoin="round"`),
    ...waves,
    rect(MIDDLE - 116, foot - 76, 232, 60, '#f3e6c4', `stroke="#8c6421" stroke-width="3" rx="6"`),
    lettering('13 · 7 · 2020', {
      x: MIDDLE,
      baseline: foot - 34,
      height: 22,
      colour: '#8c6421',
      anchor: 'middle',
      maxWidth: 190,
    }),
  ].join('');
}

function dimensions(): string {
  const x = MIDDLE - 250;
  const tick = (y: number) => line([x - 10, y + 10], [x + 10, y - 10], INK, 3);
  const flood = up(4.2) - 34;
  return [
    line([x, GROUND], [x, up(13.7)], INK, 2),
    line([x - 20, up(13.7)], [MIDDLE - 80, up(13.7)], INK, 1.5),
    tick(GROUND),
    tick(up(13.7)),
    lettering('13,7 m', { x: x - 24, baseline: up(6.6), height: 26, colour: INK, anchor: 'end' }),
    `<line x1="${MIDDLE - 130}" y1="${flood}" x2="${MIDDLE + 250}" y2="${flood}" stroke="#2b8190" stroke-width="3" stroke-dasharray="14 8"/>`,
    lettering('muka air banjir', { x: MIDDLE + 150, baseline: flood - 14, height: 20, colour: '#2b8190' }),
  ].join('');
}

function titleBlock(): string {
  const rows: [string, number, number][] = [
    ['TUGU BANJIR', 170, 34],
    ['BANDANG', 226, 34],
    ['MASAMBA', 282, 34],
  ];
  const notes = ['Tampak depan', 'Beton ekspos', 'Batu kali', 'Garis kuningan', 'Tapak 1.200 m2'];
  return [
    rect(1196, 59, 340, 927, '#eef0e6', `stroke="${INK}" stroke-width="2"`),
    ...rows.map(([text, baseline, height]) => lettering(text, { x: 1226, baseline, height, colour: INK, weight: 15 })),
    line([1226, 318], [1506, 318], INK, 3),
    ...notes.map((text, i) =>
      lettering(text, { x: 1226, baseline: 380 + i * 58, height: 22, colour: INK, maxWidth: 280 }),
    ),
    lettering('PRARANCANGAN', { x: 1226, baseline: 800, height: 24, colour: '#a4432f', weight: 15, maxWidth: 280 }),
    lettering('Contoh', { x: 1226, baseline: 850, height: 22, colour: '#a4432f' }),
  ].join('');
}
