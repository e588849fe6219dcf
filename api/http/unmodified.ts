/** RFC 9110 §13.1.2: whether the client already has the state that an entity tag names. */
import type { Request } from 'express';
import { parseIfMatch } from './preconditions.ts';

/**
 * @param tag the opaque part of the current entity tag
 *
 * Unlike Express' `req.fresh` it does not look at the request's Cache-Control: `no-cache` there is for the caches on the
 * way, and fetch() sends it of its own accord with every If-None-Match that a program sets.
 */
export function isUnmodified(req: Request, tag: string): boolean {
  const known = parseIfMatch(req.get('if-none-match') ?? '');
  return known === '*' || known?.includes(tag) === true;
}
