/** The parameters of OGC API Features Part 1 Core, parsed into typed values. */
import { invalidParameter } from '../http/validate.ts';

export type Bbox = [west: number, south: number, east: number, north: number];

/** §7.15.3: four or six comma-separated numbers in CRS84; heights are read and not used. West > east crosses the antimeridian. */
export function parseBbox(text: string): Bbox {
  const numbers = text
    .split(',')
    .map((part) => (/^\s*-?\d+(\.\d+)?([eE][-+]?\d+)?\s*$/.test(part) ? Number(part) : NaN));
  if ((numbers.length !== 4 && numbers.length !== 6) || numbers.some((n) => !Number.isFinite(n)))
    throw invalidParameter('bbox', {
      id: 'empat bilangan: barat,selatan,timur,utara dalam derajat.',
      en: 'four numbers: west,south,east,north in degrees.',
    });
  const [west, south, east, north] = (
    numbers.length === 4 ? numbers : [numbers[0], numbers[1], numbers[3], numbers[4]]
  ) as Bbox;
  if (Math.abs(west) > 180 || Math.abs(east) > 180 || Math.abs(south) > 90 || Math.abs(north) > 90) {
    const swapped = Math.abs(west) <= 90 && Math.abs(east) <= 90 && Math.abs(south) <= 180 && Math.abs(north) <= 180;
    throw invalidParameter(
      'bbox',
      swapped
        ? {
            id: 'lintang di luar -90 sampai 90; mungkin bujur dan lintang tertukar.',
            en: 'a latitude is outside -90 to 90; the axes are likely swapped.',
          }
        : { id: 'di luar bumi; pakai derajat.', en: 'off the earth; use degrees.' },
    );
  }
  if (south > north)
    throw invalidParameter('bbox', { id: 'selatan lebih besar daripada utara.', en: 'south is greater than north.' });
  return [west, south, east, north];
}

const instant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/;

/** §7.15.4: an instant or an interval, open at `..` or at nothing. A date without a time means that whole day in UTC. */
export function parseDatetime(text: string): { from: Date | null; to: Date | null } {
  const parts = text.split('/');
  const ends = parts.length === 1 ? [text, text] : parts;
  const [from, to] = [endOf(ends[0] ?? '', false), endOf(ends[1] ?? '', true)];
  const open = (end: string | undefined) => end === '' || end === '..';
  const bothOpen = parts.length === 2 && open(parts[0]) && open(parts[1]);
  if (parts.length > 2 || (parts.length === 1 && open(text)) || bothOpen || (from && to && from > to))
    throw unreadable();
  return { from, to };
}

function endOf(text: string, last: boolean): Date | null {
  if (text === '' || text === '..') return null;
  if (!instant.test(text)) throw unreadable();
  const date = new Date(text.length === 10 ? `${text}T${last ? '23:59:59.999' : '00:00:00.000'}Z` : text);
  if (Number.isNaN(date.getTime()) || (text.length === 10 && date.toISOString().slice(0, 10) !== text))
    throw unreadable();
  return date;
}

function unreadable() {
  return invalidParameter('datetime', {
    id: 'saat atau selang RFC 3339, misalnya 2026-01-01/.. .',
    en: 'an RFC 3339 instant or interval, such as 2026-01-01/.. .',
  });
}
