/** Numbers, dates, lengths and shares as the office writes them. Pure: the language is an argument with the shown one as default. */
import { getLocale } from './locale.ts';

const ZONE = 'Asia/Makassar';
const tag = (language: string): string => (language === 'en' ? 'en-GB' : 'id-ID');

/** 1.234,5 (id) or 1,234.5 (en); at most the given decimals. */
export function formatNumber(value: number, decimals = 1, language: string = getLocale()): string {
  return new Intl.NumberFormat(tag(language), { maximumFractionDigits: decimals }).format(value);
}

/** A share of 100 with one decimal: `42,5%` */
export function formatPercent(percent: number, language: string = getLocale()): string {
  const number = new Intl.NumberFormat(tag(language), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${number.format(percent)}%`;
}

/** Metres below one kilometre, kilometres with two decimals from there on. */
export function formatLength(metres: number, language: string = getLocale()): string {
  if (Math.abs(metres) < 1000) return `${formatNumber(metres, metres < 100 ? 1 : 0, language)} m`;
  return `${formatNumber(metres / 1000, 2, language)} km`;
}

/** Square metres below one hectare. */
export function formatArea(squareMetres: number, language: string = getLocale()): string {
  if (squareMetres < 10_000) return `${formatNumber(squareMetres, 0, language)} m²`;
  return `${formatNumber(squareMetres / 10_000, 2, language)} ha`;
}

/** `Rp 1.250.000.000` */
export function formatRupiah(rupiah: number, language: string = getLocale()): string {
  return `Rp ${formatNumber(rupiah, 0, language)}`;
}

/** Bytes as people compare them: `2,4 MB` (1 MB = 1.000.000 bytes). */
export function formatBytes(bytes: number, language: string = getLocale()): string {
  if (bytes < 1000) return `${formatNumber(bytes, 0, language)} B`;
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000, 0, language)} kB`;
  return `${formatNumber(bytes / 1_000_000, 1, language)} MB`;
}

/** A day without a time (`YYYY-MM-DD`): `14 Maret 2026`. */
export function formatDay(day: string, language: string = getLocale()): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat(tag(language), { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** An instant in full: `Selasa, 14 Maret 2026, 09.20 WITA`. */
export function formatInstant(instant: string | Date, language: string = getLocale()): string {
  const date = new Date(instant);
  const day = new Intl.DateTimeFormat(tag(language), { dateStyle: 'full', timeZone: ZONE }).format(date);
  return `${day.replace(/^(\p{L}+) /u, '$1, ')}, ${formatClock(date, language)} WITA`;
}

/** An instant where space is short: `14 Mar 2026, 09.20`. */
export function formatInstantShort(instant: string | Date, language: string = getLocale()): string {
  const date = new Date(instant);
  const day = new Intl.DateTimeFormat(tag(language), { dateStyle: 'medium', timeZone: ZONE }).format(date);
  return `${day}, ${formatClock(date, language)}`;
}

function formatClock(date: Date, language: string): string {
  const clock = new Intl.DateTimeFormat(tag(language), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: ZONE,
  });
  return clock.format(date);
}

/** `2,55300° LS, 120,32700° BT`: latitude first, as people say it. */
export function formatPosition(longitude: number, latitude: number, language: string = getLocale()): string {
  const number = new Intl.NumberFormat(tag(language), { minimumFractionDigits: 5, maximumFractionDigits: 5 });
  const [south, north, east, west] = language === 'en' ? ['S', 'N', 'E', 'W'] : ['LS', 'LU', 'BT', 'BB'];
  const side = (value: number, positive: string | undefined, negative: string | undefined): string =>
    `${number.format(Math.abs(value))}° ${value < 0 ? negative : positive}`;
  return `${side(latitude, north, south)}, ${side(longitude, east, west)}`;
}
