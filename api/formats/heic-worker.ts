/** Decodes one HEIC file to RGBA in a thread of its own, because the decoder (WebAssembly) holds its thread for seconds. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import decode from 'heic-decode';
import { hasWholeBoxes } from './heic-boxes.ts';

export interface HeicTask {
  path: string;
  maxPixels: number;
}
export type HeicAnswer =
  { fault: 'damaged' | 'too-many-pixels' } | { width: number; height: number; data: ArrayBuffer; fault?: undefined };

async function answer({ path, maxPixels }: HeicTask): Promise<HeicAnswer> {
  const buffer = await readFile(path);
  // The decoder fills what is missing of a cut file with grey and says nothing.
  if (!hasWholeBoxes(buffer)) return { fault: 'damaged' };
  const [image] = await decode.all({ buffer });
  if (image === undefined) return { fault: 'damaged' };
  const { width, height } = image as unknown as { width: number; height: number };
  if (width * height > maxPixels) return { fault: 'too-many-pixels' };
  const { data } = await image.decode();
  return { width, height, data: data.buffer as ArrayBuffer };
}

const done = await answer(workerData as HeicTask);
parentPort?.postMessage(done, done.fault === undefined ? [done.data] : []);
