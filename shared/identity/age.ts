import type { CalendarDate } from './calendar.ts';
import { parseIsoDate } from './calendar.ts';

/** Completed units of life; undefined for a birth that is not a date or lies after the day asked for. */
export interface Age {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/**
 * The age reached on a day, counted as the law does: whoever is born on 29 February gains a year on 1 March
 * of a common year (docs/rules.md 1, "time").
 *
 * @param birthDate `YYYY-MM-DD`
 * @param on `YYYY-MM-DD`, the UTC date of the moment that is judged
 * @returns completed years, completed months of life in all, and days lived
 */
export function ageOn(birthDate: string, on: string): Age | undefined {
  const birth = parseIsoDate(birthDate);
  const day = parseIsoDate(on);
  if (birth === undefined || day === undefined) return undefined;
  const days = dayNumber(day) - dayNumber(birth);
  if (days < 0) return undefined;
  const months = (day.year - birth.year) * 12 + day.month - birth.month - (day.day < birth.day ? 1 : 0);
  return { years: Math.floor(months / 12), months, days };
}

/** Days since 1 March of the year 0: years that end with February make every month's offset regular. */
function dayNumber({ year, month, day }: CalendarDate): number {
  const y = month > 2 ? year : year - 1;
  const monthOfYear = (month + 9) % 12;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leaps + Math.floor((monthOfYear * 306 + 5) / 10) + day - 1;
}

/**
 * An age as it is said: days in the first month, months up to two years, then years (« 12 jours »,
 * « 7 mois », « 48 ans »). Empty when there is no age to tell.
 */
export function formatAge(birthDate: string, on: string): string {
  const age = ageOn(birthDate, on);
  if (age === undefined) return '';
  if (age.months < 1) return `${age.days}\u00a0${age.days > 1 ? 'jours' : 'jour'}`;
  if (age.years < 2) return `${age.months}\u00a0mois`;
  return `${age.years}\u00a0ans`;
}
