/** Input is parsed once, here, into typed values; what does not fit becomes one problem that names every fault. */
import type { Request } from 'express';
import { z } from 'zod';
import type { Language } from '../contract/text.ts';
import { languageOf, Problem, type Fault } from './problems.ts';

const spoken = { id: z.locales.id().localeError, en: z.locales.en().localeError };
const messages: Record<Language, z.core.$ZodErrorMap> = {
  id: (issue) => lengthText(issue)?.id ?? spoken.id(issue),
  en: (issue) => lengthText(issue)?.en ?? spoken.en(issue),
};

const noParameters = z.strictObject({});
const unknownMember = { id: 'Tidak dikenal di sini.', en: 'Not known here.' };

/** What zod says of a text's length is for programmers: people are told what to do. */
function lengthText(issue: z.core.$ZodRawIssue): Record<Language, string> | undefined {
  if (issue.code === 'too_small' && issue.origin === 'string')
    return issue.minimum === 1
      ? { id: 'Wajib diisi.', en: 'Required.' }
      : { id: `Paling sedikit ${issue.minimum} karakter.`, en: `At least ${issue.minimum} characters.` };
  if (issue.code === 'too_big' && issue.origin === 'string')
    return { id: `Paling banyak ${issue.maximum} karakter.`, en: `At most ${issue.maximum} characters.` };
  return undefined;
}

export function parseParams<S extends z.ZodObject>(schema: S, req: Request): z.output<S> {
  const parsed = schema.safeParse(req.params, { error: messages[languageOf(req)] });
  if (parsed.success) return parsed.data;
  // A path with an id that cannot exist names nothing.
  throw invalidParameters(parsed.error, languageOf(req));
}

/** Parses the query string; where an operation takes none, every parameter is unknown. */
export function parseQuery<S extends z.ZodObject>(schema: S | undefined, req: Request): z.output<S> {
  const parsed = (schema ?? noParameters).safeParse(req.query, { error: messages[languageOf(req)] });
  if (parsed.success) return parsed.data as z.output<S>;
  throw invalidParameters(parsed.error, languageOf(req));
}

/** No content of ours is nested as deep; far deeper JSON would exhaust the stack of whatever walks it. */
const DEEPEST = 32;

export function parseBody<S extends z.ZodType>(schema: S, req: Request): z.output<S> {
  if (isDeeperThan(req.body, DEEPEST))
    throw new Problem('malformed-request', {
      id: `Isi bersarang lebih dari ${DEEPEST} tingkat.`,
      en: `The body is nested more than ${DEEPEST} levels deep.`,
    });
  return parseContent(schema, req.body, languageOf(req));
}

/** Whether a JSON value is nested deeper than `levels`; looks no deeper than that. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}

/** Parses content that came in a body or in form fields; faults are told below `at`, a pointer to where it stood. */
export function parseContent<S extends z.ZodType>(
  schema: S,
  content: unknown,
  language: Language,
  at = '',
): z.output<S> {
  const parsed = schema.safeParse(content, { error: messages[language] });
  if (parsed.success) return parsed.data;
  throw invalidContent(
    faultsOf(parsed.error, language).map(({ path, detail }) => ({ pointer: at + pointerOf(path), detail })),
  );
}

export function invalidContent(errors: Fault[]): Problem {
  return new Problem(
    'invalid-content',
    {
      id: `Perbaiki ${errors.length} isian lalu kirim lagi. Belum ada yang disimpan.`,
      en: `Correct ${errors.length} ${errors.length === 1 ? 'entry' : 'entries'} and send again. Nothing was saved.`,
    },
    { errors },
  );
}

/** A parameter that is unknown, malformed or out of bounds. */
export function invalidParameter(parameter: string, detail: { id: string; en: string }): Problem {
  return new Problem(
    'invalid-parameter',
    { id: `${parameter}: ${detail.id}`, en: `${parameter}: ${detail.en}` },
    { errors: [{ parameter }] },
  );
}

function invalidParameters(error: z.ZodError, language: Language): Problem {
  const errors = faultsOf(error, language).map(({ path, detail }) => ({ parameter: path.join('.'), detail }));
  const named = errors.map(({ parameter, detail }) => `${parameter}: ${detail}`).join('; ');
  return new Problem('invalid-parameter', { id: named, en: named }, { errors });
}

function faultsOf(error: z.ZodError, language: Language): { path: PropertyKey[]; detail: string }[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], detail: unknownMember[language] }))
      : [{ path: issue.path, detail: (language === 'id' && ownWords[issue.message]) || issue.message }],
  );
}

/** What the contract says in its own words, in Indonesian. */
const ownWords: Record<string, string> = {
  'a decimal number': 'Tulis sebuah bilangan.',
  'a name in camelCase': 'Tulis nama dalam camelCase.',
  'a-z, 0-9 and single hyphens': 'Pakai huruf kecil, angka, dan tanda hubung tunggal.',
  'control characters are not allowed': 'Ada karakter kendali yang tidak diizinkan.',
};

/** RFC 6901. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
