/** Links as OGC API writes them: absolute, below the address that the request came to. */
import type { Request } from 'express';
import type { Link } from '../contract/common.ts';

export const mediaTypes = {
  json: 'application/json',
  geojson: 'application/geo+json',
  schema: 'application/schema+json',
  openapi: 'application/vnd.oai.openapi+json;version=3.1',
  html: 'text/html',
  tile: 'application/vnd.mapbox-vector-tile',
} as const;

export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

/** `https://host/api`, as the client addressed us; behind a proxy as TRUST_PROXY lets its headers say. */
export function apiRoot(req: Request): string {
  return `${req.protocol}://${req.get('host') ?? 'localhost'}/api`;
}

export function linkTo(req: Request, path: string, rel: string, type: string, title?: string): Link {
  return { href: apiRoot(req) + path, rel, type, ...(title === undefined ? {} : { title }) };
}

/** This very request's address, with other values for some query parameters. */
export function sameAddress(req: Request, changes: Record<string, string> = {}): string {
  const url = new URL(req.originalUrl, apiRoot(req));
  for (const [name, value] of Object.entries(changes)) url.searchParams.set(name, value);
  return url.href;
}
