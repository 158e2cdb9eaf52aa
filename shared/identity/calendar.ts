/** A day of the Gregorian calendar, as in the INS: `1978-05-12`. */
export interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** How many days a month has; 0 for a month that does not exist. */
function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0);
}

export function isCalendarDate({ year, month, day }: CalendarDate): boolean {
  return year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month);
}

/** Reads `YYYY-MM-DD`; a day that does not exist is no date. */
export function parseIsoDate(text: string): CalendarDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isCalendarDate(date) ? date : undefined;
}

export function isoDate({ year, month, day }: CalendarDate): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** The day of an instant where this machine is, as `YYYY-MM-DD`. */
export function localDay(instant: string | number): string {
  const date = new Date(instant);
  return isoDate({ year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() });
}

/**
 * Instants at which a day begins and ends where this machine is.
 *
 * @param day `YYYY-MM-DD`
 */
export function localBounds(day: string): readonly [string, string] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return [new Date(year, month - 1, date).toISOString(), new Date(year, month - 1, date + 1).toISOString()];
}

/** A day `1978-05-12` as it is written in French: 12/05/1978. */
export const frenchDay = (day: string): string => day.split('-').toReversed().join('/');

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/**
 * The day so many months later, or earlier; where that month is too short, its last day.
 *
 * @param day `YYYY-MM-DD`
 * @returns the day itself where it is not one
 */
export function monthsAfter(day: string, months: number): string {
  const date = parseIsoDate(day);
  if (date === undefined) return day;
  const total = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(total / 12);
  const month = (total % 12) + 1;
  return isoDate({ year, month, day: Math.min(date.day, daysInMonth(year, month)) });
}
