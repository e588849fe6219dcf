/** HEIC to pixels, which sharp cannot do: a worker for each file, so that its memory is given back and it can be stopped. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { HeicAnswer, HeicTask } from './heic-worker.ts';
import { UnreadableImage } from './unreadable-image.ts';

export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 4;
}

/** A phone's 48 megapixels take some 8 s of an idle core. */
const TIME_LIMIT_MS = 60_000;
/** 4 bytes a pixel here and as much again in the decoder. */
export const MAX_HEIC_PIXELS = 50_000_000;

const running = new Set<Worker>();

/** Upright pixels of the first image. Throws UnreadableImage. */
export async function decodeHeic(path: string, timeLimitMs = TIME_LIMIT_MS): Promise<Pixels> {
  const worker = startWorker({ path, maxPixels: MAX_HEIC_PIXELS });
  running.add(worker);
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<HeicAnswer>((resolve, reject) => {
      timer = setTimeout(() => reject(new UnreadableImage('too-slow')), timeLimitMs);
      worker.once('message', resolve);
      worker.once('error', (error) => reject(new UnreadableImage('damaged', error)));
      worker.once('exit', (code) => reject(new Error(`the HEIC decoder ended early with ${code}`)));
    });
    if (answer.fault !== undefined) throw new UnreadableImage(answer.fault);
    return { data: Buffer.from(answer.data), width: answer.width, height: answer.height, channels: 4 };
  } finally {
    clearTimeout(timer);
    running.delete(worker);
    await worker.terminate();
  }
}

/** Ends what is being decoded; its uploads fail. For the end of the process. */
export async function stopHeicWorkers(): Promise<void> {
  await Promise.all([...running].map((worker) => worker.terminate()));
}

/** The worker is this file's sibling: JavaScript beside JavaScript, else TypeScript, which its thread must learn to load. */
function startWorker(task: HeicTask): Worker {
  const extension = extname(new URL(import.meta.url).pathname);
  const file = new URL(`./heic-worker${extension}`, import.meta.url);
  if (extension === '.js') return new Worker(file, { workerData: task });
  // Node 20 does not hand tsx's hooks on to threads, not even by --import.
  const learn = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file.href)}); })`;
  return new Worker(learn, { eval: true, workerData: task });
}
