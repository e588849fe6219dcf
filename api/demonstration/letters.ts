/**
 * Letters as strokes, for the captions of the generated pictures: a fresh machine has no fonts, and text that an
 * SVG renderer draws without one is empty. Capitals are 20 units high on a baseline at 20; small letters begin at 7.
 */
const BOWL_LEFT = 'M11 13.5A5.5 6.5 0 1 0 0 13.5A5.5 6.5 0 1 0 11 13.5';
const BOWL_RIGHT = 'M0 13.5A5.5 6.5 0 1 1 11 13.5A5.5 6.5 0 1 1 0 13.5';
const ARCH = 'M0 12C0 9 2 7 5 7C8 7 9.8 8.8 9.8 12V20';
const DOT = 'h.01';

/** The width and the path of each letter. */
const glyphs: Readonly<Record<string, readonly [width: number, path: string]>> = {
  A: [14, 'M0 20L7 0L14 20M2.6 12.8H11.4'],
  B: [12.3, 'M0 0V20H7A5.3 5.3 0 0 0 7 9.4H0M7 9.4A4.7 4.7 0 0 0 7 0H0'],
  C: [14.5, 'M14.2 4.2A8 10 0 1 0 14.2 15.8'],
  D: [14, 'M0 0H5A9 10 0 0 1 5 20H0Z'],
  E: [11, 'M11 0H0V20H11M0 9.6H9.5'],
  F: [11, 'M11 0H0V20M0 9.8H9'],
  G: [15, 'M14.2 4.2A8 10 0 1 0 15 15V11H9.5'],
  H: [13, 'M0 0V20M13 0V20M0 9.8H13'],
  I: [0, 'M0 0V20'],
  J: [8, 'M8 0V14.5A4.2 5.5 0 0 1 0 16'],
  K: [12.5, 'M0 0V20M12 0L0 12.5M4.5 8L12.5 20'],
  L: [10.5, 'M0 0V20H10.5'],
  M: [16, 'M0 20V0L8 13L16 0V20'],
  N: [13, 'M0 20V0L13 20V0'],
  O: [17, 'M8.5 0A8.5 10 0 1 0 8.5 20A8.5 10 0 1 0 8.5 0Z'],
  P: [12.5, 'M0 20V0H7A5.5 5.5 0 0 1 7 11H0'],
  Q: [17, 'M8.5 0A8.5 10 0 1 0 8.5 20A8.5 10 0 1 0 8.5 0ZM11 14L17 21'],
  R: [13, 'M0 20V0H7A5.5 5.5 0 0 1 7 11H0M6.5 11L13 20'],
  S: [
    12.6,
    'M12 4C11 1 8.8 0 6.3 0C2.8 0 .6 2 .6 4.9C.6 8 3 9 6.4 9.8C10 10.7 12.6 11.8 12.6 15C12.6 18.2 10 20 6.4 20C3.3 20 1 18.6 0 16',
  ],
  T: [13, 'M0 0H13M6.5 0V20'],
  U: [13, 'M0 0V13.5A6.5 6.5 0 0 0 13 13.5V0'],
  V: [14, 'M0 0L7 20L14 0'],
  W: [20, 'M0 0L5 20L10 3L15 20L20 0'],
  X: [13, 'M0 0L13 20M13 0L0 20'],
  Y: [13, 'M0 0L6.5 10V20M13 0L6.5 10'],
  Z: [12.5, 'M0 0H12L0 20H12.5'],
  a: [11, `M11 7V20${BOWL_LEFT}`],
  b: [11, `M0 0V20${BOWL_RIGHT}`],
  c: [10, 'M10 9.5A5.6 6.5 0 1 0 10 17.5'],
  d: [11, `M11 0V20${BOWL_LEFT}`],
  e: [11, 'M.2 13H11C11 9 8.6 7 5.6 7C2.2 7 0 9.8 0 13.5C0 17.5 2.4 20 5.9 20C8 20 9.6 19.2 10.6 17.6'],
  f: [6.8, 'M6.8 .6C4 -.4 2.5 1.2 2.5 4V20M0 7H6.4'],
  g: [11, `M11 7V21C11 24.5 9 26 5.8 26C3.6 26 2 25.4 .8 24${BOWL_LEFT}`],
  h: [9.8, `M0 0V20${ARCH}`],
  i: [0, `M0 7V20M0 2${DOT}`],
  j: [3, `M3 7V22C3 25 1.6 26 -.5 25.8M3 2${DOT}`],
  k: [9.6, 'M0 0V20M9 7L0 15M3.6 12L9.6 20'],
  l: [0, 'M0 0V20'],
  m: [16.8, 'M0 7V20M0 12C0 9 1.8 7 4.4 7C7 7 8.4 8.6 8.4 12V20M8.4 12C8.4 9 10.2 7 12.8 7C15.4 7 16.8 8.6 16.8 12V20'],
  n: [9.8, `M0 7V20${ARCH}`],
  o: [11.6, 'M5.8 7A5.8 6.5 0 1 0 5.8 20A5.8 6.5 0 1 0 5.8 7Z'],
  p: [11, `M0 7V26${BOWL_RIGHT}`],
  q: [11, `M11 7V26${BOWL_LEFT}`],
  r: [5.6, 'M0 7V20M0 12C0 9 2 7 5.4 7.2'],
  s: [
    8.8,
    'M8.4 9.4C7.8 7.8 6.4 7 4.4 7C2.1 7 .6 8.3 .6 10.2C.6 12.3 2.3 12.9 4.6 13.4C7.1 14 8.8 14.8 8.8 16.8C8.8 18.8 7 20 4.6 20C2.3 20 .7 19.1 0 17.4',
  ],
  t: [7, 'M3 2V16C3 19 4.2 20.2 7 19.8M0 7H6.8'],
  u: [9.8, 'M0 7V15C0 18.2 1.8 20 4.8 20C7.8 20 9.8 18 9.8 15M9.8 7V20'],
  v: [10, 'M0 7L5 20L10 7'],
  w: [16, 'M0 7L4 20L8 9L12 20L16 7'],
  x: [9, 'M0 7L9 20M9 7L0 20'],
  y: [10, 'M0 7L5 20M10 7L5 20C4 23.5 2.6 26 0 25.8'],
  z: [9.4, 'M0 7H9L0 20H9.4'],
  0: [12.4, 'M6.2 0A6.2 10 0 1 0 6.2 20A6.2 10 0 1 0 6.2 0Z'],
  1: [5, 'M0 4L5 0V20'],
  2: [12, 'M.4 5C.8 1.8 3 0 6 0C9.4 0 11.6 2.1 11.6 5.2C11.6 8 10 10 7.4 12.4L0 20H12'],
  3: [
    12,
    'M.6 3.6C1.4 1.3 3.4 0 6 0C9.2 0 11.2 1.9 11.2 4.8C11.2 7.8 9 9.5 5.4 9.5C9.4 9.5 12 11.4 12 14.6C12 18 9.6 20 6 20C3 20 .8 18.6 0 16',
  ],
  4: [12.4, 'M9 20V0L0 14H12.4'],
  5: [12, 'M11 0H2L1 9.2C2.4 8.2 4 7.6 6 7.6C9.6 7.6 12 10 12 13.6C12 17.6 9.6 20 6 20C3 20 1 18.8 0 16.6'],
  6: [12, 'M10.6 .6C5 0 0 5.6 0 13.5A6 6.5 0 1 0 12 13.5A6 6.5 0 1 0 0 13.5'],
  7: [12, 'M0 0H12L4 20'],
  8: [12, 'M6 0A4.9 4.7 0 1 0 6 9.4A4.9 4.7 0 1 0 6 0M6 9.4A5.9 5.3 0 1 0 6 20A5.9 5.3 0 1 0 6 9.4'],
  9: [12, 'M1.4 19.4C7 20 12 14.4 12 6.5A6 6.5 0 1 0 0 6.5A6 6.5 0 1 0 12 6.5'],
  '–': [12, 'M0 12H12'],
  '-': [6, 'M0 12H6'],
  '+': [11, 'M0 11H11M5.5 5.5V16.5'],
  '%': [
    15,
    'M12.5 0L2.5 20M3.2 .2A3.2 4 0 1 0 3.2 8.2A3.2 4 0 1 0 3.2 .2M11.8 11.8A3.2 4 0 1 0 11.8 19.8A3.2 4 0 1 0 11.8 11.8',
  ],
  '·': [0, `M0 11${DOT}`],
  '.': [0, `M0 20${DOT}`],
  ',': [1, 'M1 20L-.6 23.4'],
  '/': [8, 'M8 -1L0 21'],
  ' ': [3.5, ''],
};

const GAP = 5.2;
const UNITS = 20;

function glyphOf(letter: string): readonly [width: number, path: string] {
  const glyph = glyphs[letter];
  if (glyph === undefined) throw new RangeError(`no strokes for "${letter}"`);
  return glyph;
}

/** The width in units of a text that is 20 units high. */
function unitsOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + glyphOf(letter)[0] + GAP, -GAP);
}

export interface Lettering {
  x: number;
  /** Where the letters stand. */
  baseline: number;
  /** Of a capital, in pixels. */
  height: number;
  colour: string;
  /** Of the strokes, in hundredths of the height. */
  weight?: number;
  anchor?: 'start' | 'middle' | 'end';
  /** The widest that the text may be, in pixels; a longer one is made smaller. */
  maxWidth?: number;
}

/**
 * A line of text as SVG paths.
 * @throws RangeError for a letter that has no strokes.
 */
export function lettering(text: string, options: Lettering): string {
  const { x, baseline, height, colour, weight = 13, anchor = 'start', maxWidth = Infinity } = options;
  const units = unitsOf(text);
  const scale = Math.min(height / UNITS, maxWidth / units);
  const left = x - { start: 0, middle: 0.5, end: 1 }[anchor] * units * scale;
  let pen = 0;
  const paths = Array.from(text).map((letter) => {
    const [width, path] = glyphOf(letter);
    const at = pen;
    pen += width + GAP;
    return path === '' ? '' : `<path transform="translate(${at.toFixed(1)} 0)" d="${path}"/>`;
  });
  const transform = `translate(${left.toFixed(1)} ${(baseline - UNITS * scale).toFixed(1)}) scale(${scale.toFixed(4)})`;
  const stroke = `fill="none" stroke="${colour}" stroke-width="${(weight * UNITS) / 100}"`;
  return `<g transform="${transform}" ${stroke} stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g>`;
}
