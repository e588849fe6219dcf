/** Where a point lies beside a stationed line: its station, its offset and its bank. */
import { createFootFinder, SHORTEST_STRETCH, toStretches } from './stationing-nearest.ts';
import { latitudeOf, longitudeOf, type Coordinate, type StationedLine } from './stationing.ts';

/** A bank as seen facing downstream. */
export type Bank = 'left' | 'right';
export interface Location {
  /** Metres; of the line's nearest end for a point beyond it. */
  station: number;
  /** Metres from the line, never negative. */
  offset: number;
  /** 'on' for a point so near to the line (or to its continuation beyond an end) that no coordinate can tell its bank. */
  side: Bank | 'on';
  /** Which end of the line the point lies beyond. */
  beyond: 'start' | 'end' | null;
}

const RADIANS = Math.PI / 180;
/** What is shown as 0.00 m lies on the line. */
const ON_LINE = 0.005;

/**
 * Prepares a line for locating many points. The nearest stretch wins; of equally near ones that with the lower station.
 * At a bend the bank is the side of the two stretches that meet there, at an end that of the line's continuation.
 */
export function createLocator(line: StationedLine): (point: Coordinate) => Location {
  const stretches = toStretches(line);
  const first = stretches[0];
  const last = stretches.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a line needs two different positions');
  const closed = longitudeOf(first.a) === longitudeOf(last.b) && latitudeOf(first.a) === latitudeOf(last.b);

  const nearestFoot = createFootFinder(stretches);

  return (point) => {
    const foot = nearestFoot(point);
    const stretch = stretches[foot.stretch] ?? first;
    const atStart = foot.along < SHORTEST_STRETCH / 2;
    const atEnd = foot.along > stretch.length - SHORTEST_STRETCH / 2;
    const before = atStart ? (stretches[foot.stretch - 1] ?? (closed ? last : undefined)) : stretch;
    const after = atEnd ? (stretches[foot.stretch + 1] ?? (closed ? first : undefined)) : stretch;

    const angle = foot.bearing - foot.heading;
    const ahead = foot.offset * Math.cos(angle * RADIANS);
    const beyond =
      before === undefined && ahead < -SHORTEST_STRETCH
        ? 'start'
        : after === undefined && ahead > SHORTEST_STRETCH
          ? 'end'
          : null;
    const across = Math.abs(foot.offset * (beyond === null ? 1 : Math.sin(angle * RADIANS)));
    const isLeft =
      (atStart || atEnd) && before !== undefined && after !== undefined
        ? isLeftOfBend(before.inward, after.outward, foot.bearing)
        : Math.sin(angle * RADIANS) < 0;
    return {
      station: foot.station,
      offset: foot.offset,
      side: across < ON_LINE ? 'on' : isLeft === (line.direction === 'downstream') ? 'left' : 'right',
      beyond,
    };
  };
}

/** Locates one point; for more of them prepare the line once with `createLocator`. */
export function locate(line: StationedLine, point: Coordinate): Location {
  return createLocator(line)(point);
}

/** Whether a bearing lies in the sector left of two stretches that meet, counted from ahead over the left to behind. */
function isLeftOfBend(inward: number, outward: number, bearing: number): boolean {
  const sector = turnLeft(outward, inward + 180);
  // Where the line turns back upon itself there is no sector: the bank is that of the way in.
  return sector < 1e-6 || sector > 360 - 1e-6 ? turnLeft(inward, bearing) < 180 : turnLeft(outward, bearing) < sector;
}

/** Degrees anticlockwise from one azimuth to another, 0 to 360. */
function turnLeft(from: number, to: number): number {
  return (((from - to) % 360) + 360) % 360;
}
