/** Steps that fit the scale: of the grid in degrees, of stations in metres; pure. */

/** Degrees between lines, the finest first. */
const DEGREES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
/** Pixels that two lines are at least apart. */
const LINES_APART = 110;
/** Metres between ticks: what a station list of an office uses. */
const METRES = [10, 25, 50, 100, 250, 500, 1000, 2000, 5000];
/** Pixels between two ticks, at least. */
const TICK_APART = 22;

/** The finest step whose lines are far enough apart at this many degrees per pixel. */
export function gridStep(degreesPerPixel: number): number {
  return DEGREES.find((step) => step / degreesPerPixel >= LINES_APART) ?? 20;
}

/** The step whose ticks are far enough apart at this many metres per pixel. */
export function stationStep(metresPerPixel: number, apart = TICK_APART): number {
  return METRES.find((step) => step / metresPerPixel >= apart) ?? 5000;
}
