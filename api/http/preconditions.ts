/** Optimistic locking by entity tags (RFC 9110 §13.1.1): nobody overwrites a state that they have not seen. */
import type { Request } from 'express';
import { Problem } from './problems.ts';

/** Entity tag of a thing's version: `"7"`. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** RFC 9110 §8.8.3, one member of the list with the comma or the end behind it. */
const member = /[ \t]*(?:(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)")?[ \t]*(?:,|$)/y;
/** What compressing proxies append to a tag, as in `"7-gzip"`. */
const codingSuffix = /(?:-|;)(?:gzip|br|zstd|deflate)$/;

/**
 * The opaque parts of an If-Match value, `'*'` for any state, undefined when the header is malformed.
 * Tags are compared weakly although §13.1.1 asks for the strong comparison: proxies that compress weaken our tags
 * on the way out, and a version names one state whatever its coding.
 */
export function parseIfMatch(value: string): '*' | string[] | undefined {
  if (value.trim() === '*') return '*';
  const tags: string[] = [];
  member.lastIndex = 0;
  while (member.lastIndex < value.length) {
    const match = member.exec(value);
    if (match === null) return undefined;
    if (match[1] !== undefined) tags.push(match[1].replace(codingSuffix, ''));
  }
  return tags.length > 0 ? tags : undefined;
}

/**
 * Lets a write pass only when its If-Match names the thing's current version.
 * Call it in the transaction that holds the row's lock. `currentVersion` undefined: the thing does not exist.
 * Throws version-required (428) without the header, stale-version (412) with `current` and the current ETag,
 * invalid-parameter (400) when the header cannot be read.
 */
export function requireIfMatch(req: Request, currentVersion: number | undefined, currentState: unknown): void {
  const header = req.get('if-match');
  if (header === undefined)
    throw new Problem('version-required', {
      id: 'Sebutkan versi yang Anda ubah: kirim ETag dari pembacaan terakhir sebagai tajuk If-Match.',
      en: 'Name the version that you change: send the ETag of your last read in the If-Match header.',
    });
  const wanted = parseIfMatch(header);
  if (wanted === undefined)
    throw new Problem(
      'invalid-parameter',
      {
        id: 'If-Match: kirim ETag dalam tanda kutip, misalnya "7".',
        en: 'If-Match: send the ETag in quotes, such as "7".',
      },
      { errors: [{ parameter: 'If-Match' }] },
    );
  if (currentVersion !== undefined && (wanted === '*' || wanted.includes(String(currentVersion)))) return;
  throw new Problem(
    'stale-version',
    {
      id: 'Data ini sudah diubah sejak Anda membacanya. Perubahan Anda belum disimpan. Bandingkan dengan keadaan terkini lalu kirim lagi dengan ETag-nya.',
      en: 'This was changed since you read it. Your change was not saved. Compare it with the current state and send it again with that ETag.',
    },
    { current: currentState ?? null },
    currentVersion === undefined ? {} : { ETag: etagOf(currentVersion) },
  );
}
