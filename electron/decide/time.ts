import type { Instant } from '../../shared/access/vocabulary.ts';

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** An ISO 8601 instant with its offset, to the millisecond; undefined for anything else, 30 February included. */
export function parseInstant(value: unknown): Instant | undefined {
  return typeof value === 'string' && INSTANT.test(value) && dayExists(value) ? Date.parse(value) : undefined;
}

/** A day that exists, `YYYY-MM-DD`; undefined for anything else. */
export function parseCalendarDate(value: unknown): string | undefined {
  return typeof value === 'string' && DATE.test(value) && dayExists(value) ? value : undefined;
}

/** Whether the month of the date that `value` begins with has that many days; all have 28. */
function dayExists(value: string): boolean {
  const day = Number(value.slice(8, 10));
  return day <= 28 || day <= daysIn(Number(value.slice(0, 4)), Number(value.slice(5, 7)));
}

/** Day 0 of the next month is the last of this one. Date.UTC misreads years below 100; 400 years on, the calendar is the same. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year + 400, month, 0)).getUTCDate();
