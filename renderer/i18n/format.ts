/** Dates, ages, identifiers and sizes as a French reader expects them. Nothing here reads a clock. */
import { localDay } from '../../shared/identity/calendar.ts';

const NARROW = '\u202F';
const NO_BREAK = '\u00A0';

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;
const SHORT_MONTHS = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
] as const;

interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Reads `YYYY-MM-DD`, or the day of an instant where the reader is; null when the text is neither. */
function calendarDay(value: string): CalendarDay | null {
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (plain !== null) return { year: Number(plain[1]), month: Number(plain[2]), day: Number(plain[3]) };
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return null;
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
}

/** 12/05/1978, from a date or an instant; the text itself when it is neither. */
export function shortDate(value: string): string {
  const day = calendarDay(value);
  return day === null ? value : `${two(day.day)}/${two(day.month)}/${String(day.year)}`;
}

/** A day as far as it is known: 2015, décembre 2015, 12/05/2015. */
export function factDate(value: string): string {
  if (/^\d{4}$/.test(value)) return value;
  return /^\d{4}-\d{2}$/.test(value) ? monthAndYear(`${value}-01`) : shortDate(value);
}

/** 18 nov. 2026. */
export function mediumDate(value: string): string {
  const day = calendarDay(value);
  if (day === null) return value;
  const number = day.day === 1 ? '1er' : String(day.day);
  return [number, SHORT_MONTHS[day.month - 1] ?? '', String(day.year)].join(NO_BREAK);
}

/** 14 h 32, where the reader is. */
export function timeOfDay(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return [String(date.getHours()), 'h', two(date.getMinutes())].join(NO_BREAK);
}

/** 18 nov. 2026 à 14 h 32. */
export const dateAndTime = (instant: string): string =>
  `${mediumDate(instant)} à${NO_BREAK}${timeOfDay(instant)}`;

/** novembre 2026. */
export function monthAndYear(value: string): string {
  const day = calendarDay(value);
  return day === null ? value : `${MONTHS[day.month - 1] ?? ''}${NO_BREAK}${String(day.year)}`;
}

/** Sorts and groups by month: `2026-11`, in the reader's calendar. */
export function monthKey(value: string): string {
  const day = calendarDay(value);
  return day === null ? '' : `${String(day.year)}-${two(day.month)}`;
}

/** « aujourd’hui », « hier », else 18 nov. 2026; `today` is `YYYY-MM-DD`. */
export function relativeDay(value: string, today: string): string {
  const apart = daysBetween(value.length === 10 ? value : localDay(value), today);
  if (apart === 0) return 'aujourd’hui';
  if (apart === 1) return 'hier';
  return mediumDate(value);
}

/** Whole days from one `YYYY-MM-DD` to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** `day` moved by a number of years: 29 February becomes 28. */
export function yearsBefore(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year - years, month, 0)).getUTCDate();
  return `${String(year - years)}-${two(month)}-${two(Math.min(date, last))}`;
}

/**
 * Age in words on a given day (both `YYYY-MM-DD`): days in the first month, months until two years, then
 * years. Who is born on 29 February is older on 1 March (docs/rules.md 1).
 */
export function age(birthDate: string, today: string): string {
  const birth = calendarDay(birthDate);
  const day = calendarDay(today);
  if (birth === null || day === null || birthDate > today) return '';
  const months = (day.year - birth.year) * 12 + day.month - birth.month - (day.day < birth.day ? 1 : 0);
  if (months < 1) {
    const days = daysBetween(birthDate, today);
    return `${String(days)}${NO_BREAK}${days > 1 ? 'jours' : 'jour'}`;
  }
  if (months < 24) return `${String(months)}${NO_BREAK}mois`;
  return `${String(Math.floor(months / 12))}${NO_BREAK}ans`;
}

/** INS in its groups 1 2 2 2 3 3 2: `2 78 05 44 109 123 45`. Anything else comes back as it is. */
export function insGroups(value: string): string {
  const groups = /^(.)(..)(..)(..)(...)(...)(..)$/.exec(value);
  return groups === null ? value : groups.slice(1).join(NO_BREAK);
}

/** Sex as in the INS. */
export const sexLetter = (gender: 'female' | 'male' | 'unknown'): string =>
  ({ female: 'F', male: 'M', unknown: 'I' })[gender];

export const sexWord = (gender: 'female' | 'male' | 'unknown'): string =>
  ({ female: 'féminin', male: 'masculin', unknown: 'indéterminé' })[gender];

/** 1 234 567. */
export const count = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, NARROW);

/** 1 234,5: a number with its decimals, none where there are none. */
export function decimal(value: number, most = 2): string {
  const [whole = '', fraction = ''] = value.toFixed(most).split('.');
  const kept = fraction.replace(/0+$/, '');
  const sign = whole.startsWith('-') && Number(whole + fraction) !== 0 ? '\u2212' : '';
  const shown = sign + count(Number(whole.replace('-', '')));
  return kept === '' ? shown : `${shown},${kept}`;
}

/** 860 o, 12 ko, 1,2 Mo (decimal, as files are shown in French). */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)}${NO_BREAK}o`;
  if (bytes < 999_500) return `${String(Math.round(bytes / 1000))}${NO_BREAK}ko`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.', ',')}${NO_BREAK}Mo`;
}

/**
 * Reads a date as French hands type it: 12/05/1978, 12.5.78, 12051978, 1978-05-12. Two-digit years are the
 * latest that is not after `today`. Null when no such day exists.
 */
export function parseFrenchDate(typed: string, today: string): string | null {
  const text = typed.trim();
  const parts =
    /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [day, month, yearTyped] =
    iso !== null ? [iso[3], iso[2], iso[1]] : parts !== null ? [parts[1], parts[2], parts[3]] : [];
  if (day === undefined || month === undefined || yearTyped === undefined) return null;
  const year = yearTyped.length === 4 ? Number(yearTyped) : fullYear(Number(yearTyped), today);
  const date = new Date(Date.UTC(year, Number(month) - 1, Number(day)));
  const valid = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return valid ? `${String(year).padStart(4, '0')}-${two(Number(month))}-${two(Number(day))}` : null;
}

function fullYear(short: number, today: string): number {
  const current = Number(today.slice(0, 4));
  const guess = Math.floor(current / 100) * 100 + short;
  return guess > current ? guess - 100 : guess;
}
