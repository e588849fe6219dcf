/** What the database and the HTTP parsers throw, as problems; undefined for what is a bug of ours. */
import {
  DatabaseUnavailable,
  DiskFull,
  namedDatabaseError,
  QueryTimeout,
  SerializationFailure,
} from '../../db/errors.ts';
import { Problem } from './problems.ts';
import { storageProblem } from './uploads.ts';

const RETRY = { 'Retry-After': '5' };

export function problemOf(error: unknown): Problem | undefined {
  return parserProblem(error) ?? storageProblem(error) ?? databaseProblem(error);
}

function databaseProblem(error: unknown): Problem | undefined {
  const named = namedDatabaseError(error);
  if (named instanceof DatabaseUnavailable)
    return new Problem(
      'unavailable',
      {
        id: 'Basis data sedang tidak menjawab. Tidak ada yang berubah; coba lagi sebentar lagi.',
        en: 'The database does not answer just now. Nothing was changed; try again shortly.',
      },
      {},
      RETRY,
    );
  if (named instanceof QueryTimeout || named instanceof SerializationFailure)
    return new Problem(
      'unavailable',
      {
        id: 'Basis data terlalu sibuk untuk permintaan ini. Tidak ada yang berubah; coba lagi sebentar lagi.',
        en: 'The database is too busy for this request. Nothing was changed; try again shortly.',
      },
      {},
      RETRY,
    );
  if (named instanceof DiskFull)
    return new Problem('insufficient-storage', {
      id: 'Penyimpanan basis data penuh. Tidak ada yang berubah; hubungi pengelola.',
      en: "The database's storage is full. Nothing was changed; tell the operator.",
    });
  return undefined;
}

/** Errors of Express's body and path parsers carry a `type` or a status of their own. */
function parserProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { type, status } = error as { type?: unknown; status?: unknown };
  switch (type) {
    case 'entity.parse.failed':
      return new Problem('malformed-request', {
        id: `Isi bukan JSON yang sah: ${error.message}`,
        en: `The body is not valid JSON: ${error.message}`,
      });
    case 'entity.too.large':
      return new Problem('too-large', {
        id: 'Isi lebih besar daripada 2 MB.',
        en: 'The body is larger than 2 MB.',
      });
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new Problem('unsupported-media-type', {
        id: 'Kirim isi dalam UTF-8.',
        en: 'Send the body in UTF-8.',
      });
    case 'request.aborted':
    case 'request.size.invalid':
      return new Problem('malformed-request', { id: 'Isi terpotong.', en: 'The body was cut off.' });
    default:
      return status === 400
        ? new Problem('malformed-request', {
            id: 'Permintaan ini tidak dapat dibaca.',
            en: 'This request cannot be read.',
          })
        : undefined;
  }
}
