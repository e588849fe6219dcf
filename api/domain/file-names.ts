/** Names of uploaded files: told to people, never used as a path. */
import type { MediaType } from '../contract/photos.ts';

const MAX_LENGTH = 200;
const extensions: Record<MediaType, readonly [string, ...string[]]> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif', 'hif'],
};

/** What follows the last slash of either kind, without control and direction characters, at most 200 characters, its end kept. */
export function baseNameOf(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const readable = last.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '').trim();
  const characters = Array.from(/^\.*$/.test(readable) ? '' : readable);
  return characters.slice(-MAX_LENGTH).join('');
}

/** A name to save the file under, whose extension fits what the file is. */
export function downloadNameOf(originalName: string, fallback: string, type: MediaType): string {
  const [, stem = '', extension = ''] = /^(.*?)(?:\.(\w*))?$/su.exec(originalName) ?? [];
  const fits = extensions[type].includes(extension.toLowerCase());
  return `${stem === '' ? fallback : stem}.${fits ? extension : extensions[type][0]}`;
}
