/** RFC 9457: every expected failure is a Problem of this catalogue; anything else is a bug and a logged 500. */
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Language, Text } from '../contract/text.ts';

export const catalogue = {
  'malformed-request': { status: 400, title: { id: 'Permintaan tidak terbaca', en: 'Malformed request' } },
  'invalid-parameter': { status: 400, title: { id: 'Parameter tidak sah', en: 'Invalid parameter' } },
  unauthenticated: { status: 401, title: { id: 'Anda belum masuk', en: 'Not signed in' } },
  'wrong-credentials': { status: 401, title: { id: 'Surel atau kata sandi salah', en: 'Wrong email or password' } },
  forbidden: { status: 403, title: { id: 'Tidak diizinkan', en: 'Not allowed' } },
  'csrf-token-missing': { status: 403, title: { id: 'Token CSRF tidak cocok', en: 'CSRF token does not match' } },
  'not-found': { status: 404, title: { id: 'Tidak ditemukan', en: 'Not found' } },
  'method-not-allowed': { status: 405, title: { id: 'Metode tidak didukung', en: 'Method not allowed' } },
  'not-acceptable': { status: 406, title: { id: 'Format tidak tersedia', en: 'Not acceptable' } },
  conflict: { status: 409, title: { id: 'Bertentangan dengan data yang ada', en: 'Conflict with existing data' } },
  deleted: { status: 410, title: { id: 'Sudah dihapus', en: 'Deleted' } },
  'stale-version': { status: 412, title: { id: 'Sudah diubah orang lain', en: 'Changed by somebody else' } },
  'too-large': { status: 413, title: { id: 'Terlalu besar', en: 'Too large' } },
  'unsupported-media-type': { status: 415, title: { id: 'Jenis berkas tidak didukung', en: 'Unsupported media type' } },
  'range-not-satisfiable': { status: 416, title: { id: 'Rentang di luar berkas', en: 'Range not satisfiable' } },
  'invalid-content': { status: 422, title: { id: 'Isi belum benar', en: 'Invalid content' } },
  'version-required': { status: 428, title: { id: 'Versi harus disebut', en: 'Version required' } },
  'too-many-requests': { status: 429, title: { id: 'Terlalu banyak percobaan', en: 'Too many attempts' } },
  'client-closed': { status: 499, title: { id: 'Sambungan ditutup', en: 'Connection closed' } },
  unexpected: { status: 500, title: { id: 'Kesalahan di server', en: 'Server error' } },
  unavailable: { status: 503, title: { id: 'Layanan sedang tidak tersedia', en: 'Service unavailable' } },
  'insufficient-storage': { status: 507, title: { id: 'Penyimpanan penuh', en: 'Insufficient storage' } },
} as const satisfies Record<string, { status: number; title: Text }>;

export type ProblemSlug = keyof typeof catalogue;
/** One fault of a body or of a parameter: an RFC 6901 pointer into the body, or the parameter's name. */
export interface Fault {
  pointer?: string;
  parameter?: string;
  detail: string;
}

export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly detail: Text;
  /** Further members of the problem document (RFC 9457 §3.2). */
  readonly extensions: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    slug: ProblemSlug,
    detail: Text,
    extensions: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) {
    super(`${slug}: ${detail.en}`);
    this.name = 'Problem';
    this.slug = slug;
    this.detail = detail;
    this.extensions = extensions;
    this.headers = headers;
  }

  get status(): number {
    return catalogue[this.slug].status;
  }
}

/** The language that a request asks for; Indonesian where it asks for none of ours. */
export function languageOf(req: Request): Language {
  return req.acceptsLanguages('id', 'en') === 'en' ? 'en' : 'id';
}

export function sendProblem(req: Request, res: Response, problem: Problem): void {
  const language = languageOf(req);
  const { status, title } = catalogue[problem.slug];
  res
    .status(status)
    .set({ 'Content-Language': language, 'Cache-Control': 'no-store', Vary: 'Accept-Language', ...problem.headers })
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `/problems/${problem.slug}`,
        title: title[language],
        status,
        detail: problem.detail[language],
        ...problem.extensions,
      }),
    );
}

function unexpectedProblem(id: unknown): Problem {
  const number = typeof id === 'string' ? id : '';
  return new Problem('unexpected', {
    id: `Terjadi kesalahan yang tidak terduga. Data Anda tidak berubah. Sebutkan nomor ${number} kepada pengelola.`,
    en: `Something unexpected went wrong. Your data was not changed. Quote number ${number} to the operator.`,
  });
}

/** The last middleware: any error becomes a problem document; what is not one is logged with its stack and told as 500. */
export function problemWriter(toProblem: (error: unknown) => Problem | undefined): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const problem = error instanceof Problem ? error : toProblem(error);
    if (problem === undefined) req.log.error({ err: error }, 'unexpected error');
    else if (problem.status >= 500) req.log.warn({ err: error }, problem.message);
    if (res.headersSent) {
      // The status line is gone: cutting the connection is the only way to say that the answer is not whole.
      res.destroy();
      return;
    }
    sendProblem(req, res, problem ?? unexpectedProblem(req.id));
  };
}
