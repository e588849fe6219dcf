/** Writes that are authorised by the session cookie must carry the session's token in X-CSRF-Token (OWASP synchroniser token). */
import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { Problem } from './problems.ts';

export function requireCsrfToken(req: Request, operation: { permission: string }): void {
  // Bearer tokens are never sent by a browser on its own, and signing in has no session to protect yet.
  if (req.actor.kind === 'public' || req.actor.tokenId !== undefined || operation.permission === 'session.create')
    return;
  const expected = Buffer.from(req.session.csrfToken ?? '');
  const given = Buffer.from(req.get('x-csrf-token') ?? '');
  if (expected.length === 0 || expected.length !== given.length || !timingSafeEqual(expected, given))
    throw new Problem('csrf-token-missing', {
      id: 'Muat ulang halaman lalu coba lagi: tajuk X-CSRF-Token tidak cocok dengan sesi Anda.',
      en: 'Reload the page and try again: the X-CSRF-Token header does not match your session.',
    });
}
