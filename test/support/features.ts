/** Small valid features for tests: somewhere in Masamba. */
import { v7 as uuidv7 } from 'uuid';

export const MASAMBA: [number, number] = [120.327, -2.553];
let count = 0;

/** A street light with a code of its own. */
export function lamp(properties: Record<string, unknown> = {}, coordinates: number[] = MASAMBA) {
  count += 1;
  return {
    type: 'Feature' as const,
    geometry: { type: 'Point', coordinates },
    properties: { code: `PJU-${count}`, lampKind: 'LED', ...properties },
  };
}

export const lamps = '/api/collections/street-lights/items';
export const newId = () => uuidv7();
