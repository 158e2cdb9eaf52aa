import type { Instant } from '../../shared/access/vocabulary.ts';

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const CALENDAR_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** An ISO 8601 instant with its offset, to the millisecond; undefined for anything else, 30 February included. */
export function parseInstant(value: unknown): Instant | undefined {
  if (typeof value !== 'string') return undefined;
  const date = INSTANT.exec(value)?.[1];
  return date === undefined || !isCalendarDate(date) ? undefined : Date.parse(value.replace(',', '.'));
}

/** A day that exists, `YYYY-MM-DD`; undefined for anything else. */
export const parseCalendarDate = (value: unknown): string | undefined =>
  typeof value === 'string' && isCalendarDate(value) ? value : undefined;

function isCalendarDate(value: string): boolean {
  const [, year, month, day] = (CALENDAR_DATE.exec(value) ?? []).map(Number);
  return (
    year !== undefined &&
    month !== undefined &&
    day !== undefined &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month)
  );
}

const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
