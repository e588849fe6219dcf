/** Times of ours and of the floor under it, taken in turns, and the table that they end in. */

export interface Row {
  what: string;
  ours: string;
  /** Absent where there is nothing to compare with. */
  floor?: string;
  /** Of the medians. */
  ratio?: number;
  /** Of the fastest tenths: nearer to what an idle machine would tell. */
  atBest?: number;
  /** `most` and `least` are of the ratio where there is one, else of `figure`. */
  aim?: { most: number } | { least: number };
  figure?: number;
  unit?: string;
  /** What a reader of the figure has to know, or why there is none. */
  note?: string;
}

/** Milliseconds. */
export interface Times {
  ours: number[];
  floor: number[];
}

/**
 * One turn of ours and of the floor; the next turn begins with the other one. Whatever else the machine does meets both.
 * `before` is not timed.
 */
export async function inTurns(
  rounds: number,
  ours: (round: number) => Promise<unknown>,
  floor: (round: number) => Promise<unknown>,
  before?: (round: number) => Promise<unknown>,
): Promise<Times> {
  const times: Times = { ours: [], floor: [] };
  for (let round = 0; round < rounds; round++) {
    await before?.(round);
    if (round % 2 === 0) times.ours.push(await timed(() => ours(round)));
    times.floor.push(await timed(() => floor(round)));
    if (round % 2 === 1) times.ours.push(await timed(() => ours(round)));
  }
  return times;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The value below which a share of them lies, from 0 (the least) to 1; between two it is interpolated. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) throw new RangeError('no values');
  return low + (high - low) * (place % 1);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The median of ours beside that of the floor. */
export function comparison({ ours, floor }: Times): Pick<Row, 'ours' | 'floor' | 'ratio' | 'atBest'> {
  const [mine, least] = [median(ours), median(floor)];
  return { ours: ms(mine), floor: ms(least), ratio: mine / least, atBest: quantile(ours, 0.1) / quantile(floor, 0.1) };
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;
export const kB = (bytes: number): string => `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
export const MB = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** `ok`, `over`, or nothing where there is no aim or no figure to hold against it. */
export function verdictOf({ aim, ratio, figure }: Row): '' | 'ok' | 'over' {
  const value = ratio ?? figure;
  if (aim === undefined || value === undefined) return '';
  return ('most' in aim ? value <= aim.most : value >= aim.least) ? 'ok' : 'over';
}

/** The rows as lines of text in columns, their notes beneath. */
export function tableOf(rows: readonly Row[]): string {
  const head = ['', 'ours', 'floor', 'ratio', 'aim', '', 'at best'];
  const body = rows.map((row) => [
    row.what,
    row.ours,
    row.floor ?? '',
    timesOf(row.ratio),
    aimOf(row),
    verdictOf(row),
    timesOf(row.atBest),
  ]);
  const lines = [head, ...body];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const printed = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const notes = rows.filter(({ note }) => note !== undefined).map(({ what, note }) => `${what}: ${note}`);
  return [...printed, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

const timesOf = (ratio: number | undefined): string =>
  ratio === undefined ? '' : `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`;

function aimOf({ aim, ratio, unit, figure }: Row): string {
  if (aim === undefined) return '';
  const suffix = unit ?? (ratio === undefined && figure !== undefined ? '' : 'x');
  return 'most' in aim ? `<= ${aim.most}${suffix}` : `>= ${aim.least}${suffix}`;
}
