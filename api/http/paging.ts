/** Paging by key: the opaque `after` of a list's next page holds the sort key of the last item of this one. */
import type { Request } from 'express';
import type { z } from 'zod';
import { invalidParameter } from './validate.ts';

/** The key as it travels: JSON in base64url. */
export function encodeKey(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key that `encodeKey` made, parsed by its schema; undefined on the first page. What we did not make is a 400 that names `after`. */
export function decodeKey<S extends z.ZodType>(schema: S, after: string | undefined): z.output<S> | undefined {
  if (after === undefined) return undefined;
  const parsed = schema.safeParse(readJson(after));
  if (parsed.success) return parsed.data;
  throw invalidParameter('after', {
    id: 'pakai alamat next dari halaman sebelumnya apa adanya.',
    en: 'use the next address of the page before as it is.',
  });
}

function readJson(text: string): unknown {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString(), refuseNul);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The database cannot take a NUL, so no key of ours has one. */
function refuseNul(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && value.includes('\0')) throw new SyntaxError('NUL in a key');
  return value;
}

/** Address of the next page, relative to the host: this request's with another `after`. */
export function nextLink(req: Request, key: unknown): string {
  const url = new URL(req.originalUrl, 'http://host.invalid');
  url.searchParams.set('after', encodeKey(key));
  return url.pathname + url.search;
}

/**
 * One page from rows of which one more than `limit` was asked for: the surplus row only tells that there is a next page.
 */
export function pageOf<Row, Item>(
  req: Request,
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  keyOf: (row: Row) => unknown,
): { items: Item[]; next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(toItem);
  return rows.length > limit && last !== undefined ? { items, next: nextLink(req, keyOf(last)) } : { items };
}
