/** Sends a file of the photo store so that no browser runs it: conditional (RFC 9110 §13), in part (§14), or its head alone. */
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { PhotoFile, PhotoKey, PhotoStore } from '../storage/photo-store.ts';
import { Problem } from './problems.ts';
import { isUnmodified } from './unmodified.ts';

export interface StoredFile {
  key: PhotoKey;
  file: PhotoFile;
  mediaType: string;
  cacheControl: string;
  headers?: Record<string, string>;
  /** Called once before bytes are sent; not for a 304 or a HEAD. */
  beforeSending?: (range: string | undefined) => Promise<void>;
}

export async function sendStoredFile(
  req: Request,
  res: Response,
  store: PhotoStore,
  stored: StoredFile,
): Promise<void> {
  const { key, file } = stored;
  const size = await store.sizeOf(key, file);
  if (size === undefined)
    throw new Problem('unexpected', {
      id: `Berkas foto ${key.id} hilang dari penyimpanan. Beri tahu pengelola.`,
      en: `The file of photo ${key.id} is missing from the store. Tell the operator.`,
    });
  const tag = `${key.sha256}-${file}`;
  res.set({ ETag: `"${tag}"`, 'Cache-Control': stored.cacheControl, Vary: 'Cookie, Authorization' });
  if (isUnmodified(req, tag)) {
    res.status(304).end();
    return;
  }
  const range = rangeOf(req, res, size);
  if (req.method === 'GET') await stored.beforeSending?.(range && `${range.start}-${range.end}`);
  res.set({
    'Content-Type': stored.mediaType,
    'Content-Length': String(range === undefined ? size : range.end - range.start + 1),
    'Accept-Ranges': 'bytes',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    ...stored.headers,
  });
  if (range !== undefined) res.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  try {
    await pipeline(store.read(key, file, range), res);
  } catch (error) {
    // The reader has gone away, and with them whom to tell.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** One range is served; several, or units that are not bytes, are left out of account as RFC 9110 §14.2 allows. */
function rangeOf(req: Request, res: Response, size: number): { start: number; end: number } | undefined {
  const condition = req.get('if-range');
  if (req.method !== 'GET' || (condition !== undefined && condition !== res.get('etag'))) return undefined;
  const ranges = req.range(size);
  if (ranges === -1)
    throw new Problem(
      'range-not-satisfiable',
      { id: `Berkas ini ${size} bita.`, en: `This file has ${size} bytes.` },
      {},
      { 'Content-Range': `bytes */${size}` },
    );
  return Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
}
