import { isCalendarDate } from './calendar.ts';
import { foldLetters } from './traits.ts';

/** What is known of a birth date; at least one member is there, and together they can be a real day. */
export interface PartialDate {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

/** One way to understand a text: a date was found in it (two, when the century is open), and some words. */
export interface BirthDateReading {
  readonly dates: readonly PartialDate[];
  /** The rest of the text, folded as names are compared. */
  readonly rest: string;
}

const MONTHS = [
  ['janvier', 'janv', 'jan'],
  ['fevrier', 'fevr', 'fev'],
  ['mars', 'mar'],
  ['avril', 'avr'],
  ['mai'],
  ['juin'],
  ['juillet', 'juil'],
  ['aout'],
  ['septembre', 'sept', 'sep'],
  ['octobre', 'oct'],
  ['novembre', 'nov'],
  ['decembre', 'dec'],
] as const;

const MONTH = `(?<name>${MONTHS.flat().join('|')})\\.?`;
const DAY = '(?<day>\\d{1,2})';
const NUMBER = '(?<month>\\d{1,2})';
const YEAR = '(?<year>\\d{4})';
const ANY_YEAR = '(?<year>\\d{4}|\\d{2})';

/** The usual forms, the most telling first. Digits next to the form would make it something else. */
const FORMS = [
  `${YEAR}(?<sep>[-/.])${NUMBER}\\k<sep>${DAY}`,
  `${DAY}(?<sep>[-/. ])${NUMBER}\\k<sep>${ANY_YEAR}`,
  // A year not typed to its end yet says nothing: the day and the month already do.
  `${DAY}(?<sep>[-/. ])${NUMBER}\\k<sep>\\d{3}`,
  `${DAY}(?:er)?[ -]?${MONTH}[ -]?${ANY_YEAR}`,
  `${DAY}(?:er)?[ -]?${MONTH}`,
  `${MONTH}[ -]?${YEAR}`,
  `${NUMBER}[-/. ]${YEAR}`,
  `${YEAR}[-/.]${NUMBER}`,
  `${DAY}[-/.]${NUMBER}`,
  '(?<day>\\d{2})(?<month>\\d{2})(?<year>\\d{4})',
  '(?<year>(?:18|19|20)\\d{2})(?<month>\\d{2})(?<day>\\d{2})',
  '(?<day>\\d{2})(?<month>\\d{2})(?<year>\\d{2})',
  '(?<year>(?:18|19|20)\\d{2})',
  '(?<day>\\d{2})(?<month>\\d{2})',
].map((form) => new RegExp(`(?<![\\p{L}\\d]|\\d[-/. ])${form}(?![\\p{L}\\d]|[-/. ]\\d)`, 'u'));

const INTRODUCTION = /(?:\bne(?:\(?e\)?)?|\bddn)?\s*(?:\ble|\ben)?\s*:?\s*$/u;

/**
 * The ways to read a birth date out of what was typed, alone or among names: `12/05/1978`, `12.05.78`,
 * `12051978`, `12 mai 1978`, `1978-05-12`, `05/1978`, `mai 1978`, `1978`, `12/05`. Without a clock: a year
 * of two digits stands for both centuries, and `12/05/19` may also be on its way to 1978.
 *
 * @returns the most telling reading first; none when the text holds no date
 */
export function readBirthDates(text: string): readonly BirthDateReading[] {
  if (!/\d/.test(text)) return [];
  const folded = foldLetters(text)
    .replace(/\p{M}/gu, '')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim();
  const readings: BirthDateReading[] = [];
  for (const form of FORMS) {
    const match = form.exec(folded);
    if (match === null) continue;
    const dates = datesOf(match.groups ?? {});
    const before = folded.slice(0, match.index).replace(INTRODUCTION, '');
    const rest = `${before} ${folded.slice(match.index + match[0].length)}`.trim();
    if (dates.length === 0 || /\d/.test(rest) || readings.some((known) => known.rest === rest)) continue;
    readings.push({ dates, rest });
  }
  return readings;
}

/** Reads a text that is a birth date and nothing else; empty when it is not. */
export function parseBirthDate(text: string): readonly PartialDate[] {
  return readBirthDates(text).find(({ rest }) => rest === '')?.dates ?? [];
}

function datesOf(groups: Readonly<Record<string, string | undefined>>): readonly PartialDate[] {
  const day = number(groups['day']);
  const month = groups['name'] === undefined ? number(groups['month']) : monthNamed(groups['name']);
  return yearsOf(groups['year'])
    .map((year) => ({
      ...(year === undefined ? {} : { year }),
      ...(month === undefined ? {} : { month }),
      ...(day === undefined ? {} : { day }),
    }))
    .filter(canBe);
}

function number(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function monthNamed(name: string): number {
  return MONTHS.findIndex((names) => names.some((known) => known === name)) + 1;
}

function yearsOf(text: string | undefined): readonly (number | undefined)[] {
  if (text === undefined) return [undefined];
  if (text.length === 4) return [Number(text)];
  const centuries = [1900 + Number(text), 2000 + Number(text)];
  return /^(?:18|19|20)$/.test(text) ? [...centuries, undefined] : centuries;
}

/** Whether some day of some year fits: 29/02 without a year does. */
function canBe({ year = 2000, month = 1, day = 1 }: PartialDate): boolean {
  return isCalendarDate({ year, month, day });
}
