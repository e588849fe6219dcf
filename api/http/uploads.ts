/** Reads a multipart form with one file, which is streamed into a draft of the photo store while it is hashed. */
import type { Readable } from 'node:stream';
import { callbackify, promisify } from 'node:util';
import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { PhotoTooLarge, StorageFull, type Draft, type PhotoStore } from '../storage/photo-store.ts';
import { languageOf, Problem } from './problems.ts';
import { invalidContent } from './validate.ts';

interface Received {
  /** Holds the file; whoever gets it discards it, kept or not. */
  draft: Draft;
  sha256: string;
  bytes: number;
  /** As the sender has it, with whatever path. */
  name: string;
}

export interface Upload extends Received {
  /** The form's other fields; those left empty are absent. */
  fields: Record<string, unknown>;
}

const FILE_FIELD = 'file';
/** Beside the file: a few words and numbers. */
const limits = {
  fields: 30,
  parts: 40,
  fieldNameSize: 100,
  fieldSize: 2000,
  fieldNestingDepth: 3,
  fieldArrayIndexLimit: 5,
};
/** What the form's text and boundaries may add to the file. */
const FORM_BYTES = 256 * 1024;

/** Whatever goes wrong, no draft is left. The order of the fields is free. */
export async function receiveUpload(req: Request, res: Response, store: PhotoStore, maxBytes: number): Promise<Upload> {
  // Said before the body comes: nobody waits for 100 MB to be refused.
  if (Number(req.headers['content-length'] ?? 0) > maxBytes + FORM_BYTES) throw new PhotoTooLarge(maxBytes);
  let receiving: Promise<Received> | undefined;
  const storage: StorageEngine = {
    _handleFile: (_req, file, done) => {
      receiving = receiveInto(store, file.stream, maxBytes, file.originalname);
      callbackify(async () => void (await receiving))((error) => done(error, {}));
    },
    // Multer may end before the draft does: what is left of it is seen to below.
    _removeFile: (_req, _file, done) => done(null),
  };
  // Names come in UTF-8 (HTML §4.10.21.8), whole: a name is nothing but text here.
  const read = multer({ storage, limits, preservePath: true, defParamCharset: 'utf8' }).single(FILE_FIELD);
  const [form] = await Promise.allSettled([promisify(read)(req, res)]);
  const [file] = await Promise.allSettled([receiving]);
  if (form.status === 'rejected') {
    if (file.status === 'fulfilled') await file.value?.draft.discard();
    // Multer hears of a failed write by the broken stream; the store knows why it broke.
    const reason: unknown = file.status === 'rejected' ? file.reason : form.reason;
    throw problemOfForm(req, reason) ?? reason;
  }
  if (file.status === 'rejected') throw file.reason;
  if (file.value === undefined) throw faulty(req, FILE_FIELD, { id: 'Pilih satu foto.', en: 'Choose one photo.' });
  const body = req.body as Record<string, unknown>;
  return { ...file.value, fields: Object.fromEntries(Object.entries(body).filter(([, value]) => value !== '')) };
}

async function receiveInto(store: PhotoStore, source: Readable, maxBytes: number, name: string): Promise<Received> {
  const draft = await store.draft();
  try {
    return { draft, name, ...(await draft.receive(source, maxBytes)) };
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

/** What multer and the parser under it throw at a bad form; undefined for anything else. */
function problemOfForm(req: Request, error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  if ((error as NodeJS.ErrnoException).code === 'ECONNRESET' || /^Request (aborted|closed|error)$/.test(error.message))
    return new Problem('client-closed', { id: 'Unggahan terputus.', en: 'The upload was cut off.' });
  if (error instanceof MulterError) {
    const { field } = error;
    if (error.code === 'LIMIT_UNEXPECTED_FILE' && field === FILE_FIELD)
      return faulty(req, field, { id: 'Kirim satu foto saja.', en: 'Send one photo only.' });
    if (error.code === 'LIMIT_UNEXPECTED_FILE' && field !== undefined)
      return faulty(req, field, { id: 'Tidak dikenal di sini.', en: 'Not known here.' });
    if (field !== undefined)
      return faulty(req, field, {
        id: 'Isian ini terlalu panjang atau rumit.',
        en: 'This is too long or too complex.',
      });
    return new Problem('malformed-request', {
      id: `Formulir tidak terbaca: ${error.message}.`,
      en: `The form cannot be read: ${error.message}.`,
    });
  }
  // Busboy has plain errors.
  return /^(Unexpected end of|Malformed|Multipart:|Missing Content-Type|Unsupported content type)/.test(error.message)
    ? new Problem('malformed-request', {
        id: `Formulir terpotong atau rusak (${error.message}).`,
        en: `The form is cut off or damaged (${error.message}).`,
      })
    : undefined;
}

function faulty(req: Request, field: string, detail: { id: string; en: string }): Problem {
  return invalidContent([{ pointer: `/${field}`, detail: detail[languageOf(req)] }]);
}

/** What the photo store throws, as problems; undefined for what is a bug. */
export function storageProblem(error: unknown): Problem | undefined {
  if (error instanceof StorageFull)
    return new Problem('insufficient-storage', {
      id: 'Penyimpanan foto penuh. Foto ini belum tersimpan; hubungi pengelola, lalu kirim lagi.',
      en: 'The photo storage is full. This photo was not stored; tell the operator, then send it again.',
    });
  if (error instanceof PhotoTooLarge)
    return new Problem('too-large', {
      id: `Foto lebih besar daripada ${Math.floor(error.maxBytes / 1024 / 1024)} MB.`,
      en: `The photo is larger than ${Math.floor(error.maxBytes / 1024 / 1024)} MB.`,
    });
  return undefined;
}
