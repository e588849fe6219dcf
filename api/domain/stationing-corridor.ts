/** The surroundings of a stationed line as boxes, by which an index finds what may lie near it. */
import { clipLine, latitudeOf, lengthOf, longitudeOf, type Coordinate, type StationedLine } from './stationing.ts';

/** Degrees. */
export type Box = [west: number, south: number, east: number, north: number];

export interface CorridorPiece {
  coordinates: readonly Coordinate[];
  /** Holds everything within reach of the piece, and little more. */
  box: Box;
}

/** Metres: less than any degree of latitude, and than a degree of longitude at the equator. */
const SHORTEST_DEGREE = 110_500;
const PIECE = 1000;
const MOST_PIECES = 500;

/** The box of a line, grown on all sides by at least `reach` metres. */
export function boxAround(coordinates: readonly Coordinate[], reach: number): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const coordinate of coordinates) {
    box[0] = Math.min(box[0], longitudeOf(coordinate));
    box[1] = Math.min(box[1], latitudeOf(coordinate));
    box[2] = Math.max(box[2], longitudeOf(coordinate));
    box[3] = Math.max(box[3], latitudeOf(coordinate));
  }
  const up = reach / SHORTEST_DEGREE;
  const polemost = Math.min(89, Math.max(Math.abs(box[1] - up), Math.abs(box[3] + up)));
  const aside = up / Math.cos((polemost * Math.PI) / 180);
  return [box[0] - aside, box[1] - up, box[2] + aside, box[3] + up];
}

/**
 * Cuts a line into pieces of a kilometre, each with its box: the one box of a long river that runs aslant
 * would hold half the regency.
 */
export function corridorPieces(line: StationedLine, reach: number): CorridorPiece[] {
  const count = Math.min(MOST_PIECES, Math.ceil(lengthOf(line) / PIECE));
  const cutAt = (i: number) => (i === count ? line.end : line.start + (lengthOf(line) * i) / count);
  return Array.from({ length: count }, (_, i) => {
    const { coordinates } = clipLine(line, cutAt(i), cutAt(i + 1));
    return { coordinates, box: boxAround(coordinates, reach) };
  });
}
