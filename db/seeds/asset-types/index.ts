/** The asset types that every installation begins with, in the order of the layer list. */
import { boundaryMonuments } from './boundary-monuments.ts';
import { memorials } from './memorials.ts';
import { riverSegments } from './river-segments.ts';
import { riverbankLandscapes } from './riverbank-landscapes.ts';
import type { AssetTypeSeed } from './schema.ts';
import { streetLights } from './street-lights.ts';
import { treeLights } from './tree-lights.ts';

export const standardAssetTypes: readonly AssetTypeSeed[] = [
  boundaryMonuments,
  streetLights,
  treeLights,
  riverSegments,
  riverbankLandscapes,
  memorials,
];
