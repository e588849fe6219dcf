/** All assets of the demonstration. */
import type { AssetSeed } from './kinds.ts';
import { memorial } from './memorial.ts';
import { monuments } from './monuments.ts';
import { riverWorks } from './river.ts';
import { streetLights } from './street-lights.ts';
import { treeLights } from './tree-lights.ts';

export const assets: readonly AssetSeed[] = [...monuments, ...streetLights, ...treeLights, ...riverWorks, memorial];

const byCode = new Map(assets.map((one) => [one.code, one]));

export function assetOf(code: string): AssetSeed {
  const found = byCode.get(code);
  if (found === undefined) throw new RangeError(`no asset ${code}`);
  return found;
}
