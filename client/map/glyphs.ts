/**
 * The symbol family as path data, for the map's canvas and for the SVG of lists and legends alike.
 * Grid 24 x 24, centre (12, 12). `solid` is filled when built and outlined when planned; `stroke` is always a line;
 * `cut` is drawn over the solid in the colour of the ground.
 */
import type { AssetStatus, Condition } from '../wire.ts';

export interface Glyph {
  solid?: string;
  stroke?: string;
  cut?: string;
}

/** As the contract names them; a symbol that is not here is drawn as `dot`. */
export const glyphs: Readonly<Record<string, Glyph>> = {
  lamp: { stroke: 'M8.5 20.5V8.5C8.5 5.8 10.3 4.6 13 4.9M6 20.5h5', solid: 'M12.2 4.2 18.6 5.4 17 9.4H13z' },
  bulbs: {
    stroke: 'M2 5.5C6.5 10.5 17.5 10.5 22 5.5M6 8.6v3M12 9.3v4M18 8.6v3',
    solid: 'M6 11.6a2.2 2.6 0 1 0 .1 0zM12 13.3a2.2 2.6 0 1 0 .1 0zM18 11.6a2.2 2.6 0 1 0 .1 0z',
  },
  obelisk: { solid: 'M12 2.8 14.2 5.8 15.6 17.2H8.4L9.8 5.8zM6.8 18.2h10.4v2.6H6.8z' },
  stele: { solid: 'M7 20.8V7.8a5 5 0 0 1 10 0V20.8z', cut: 'M7.6 14.4c1.5-1.7 2.9-1.7 4.4 0s2.9 1.7 4.4 0' },
  river: { stroke: 'M4 20.5C5 14.5 10 15 12 12s2.5-7 8-8.5M4.5 14.5l3.7 2.3M10 10l3.8 2.7M13.5 4.5l3.2 3.2' },
  bank: {
    stroke: 'M4.5 6.5 17 4l3 13.5L6.5 20zM5.2 11.5 11.7 5.2M5.9 16.5 17.4 5.8M8.5 19.5 18.6 9.8M14.5 18.6 19.5 13.8',
  },
  dot: { solid: 'M12 6.5a5.5 5.5 0 1 0 .1 0z' },
  line: { stroke: 'M4 18 10 9l5 5 5-8' },
  area: { stroke: 'M4.5 7 15 4l5 9-6 7-9-2z' },
};

export function glyphOf(symbol: string): Glyph {
  return glyphs[symbol] ?? (glyphs['dot'] as Glyph);
}

export type ConditionKey = Condition | 'unknown';
export const conditionKeys = ['B', 'RR', 'RB', 'unknown'] as const satisfies readonly ConditionKey[];

export const keyOf = (condition: Condition | null | undefined): ConditionKey => condition ?? 'unknown';

/** The shape that speaks beside the colour, centre (0, 0), radius 1 each about the same weight. */
export const conditionShapes: Readonly<Record<ConditionKey, { outline: string; mark?: string; hollow?: boolean }>> = {
  B: { outline: 'M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z' },
  RR: { outline: 'M0 -1.15 1.12 .85H-1.12Z' },
  RB: { outline: 'M-.95 -.95H.95V.95H-.95Z', mark: 'M-.5 -.5 .5 .5M.5 -.5-.5 .5' },
  unknown: { outline: 'M.85 0A.85 .85 0 1 1 -.85 0A.85 .85 0 1 1 .85 0Z', hollow: true },
};

export const conditionToken: Readonly<Record<ConditionKey, string>> = {
  B: '--good',
  RR: '--light-damage',
  RB: '--heavy-damage',
  unknown: '--unknown',
};

export interface SymbolState {
  condition?: Condition | null | undefined;
  status?: AssetStatus | undefined;
}
