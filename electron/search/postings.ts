import type { PartialDate } from '../../shared/identity/birth-date.ts';
import { isoDate } from '../../shared/identity/calendar.ts';
import { bornNumber } from '../store/name-index.ts';
import type { ReadableDatabase } from '../store/open.ts';

/** What the indexes of the store answer; patients and words go by their numbers. */
export interface Postings {
  /** Patients who bear a word. */
  bearing(word: number, most: number): readonly number[];
  /** Patients who bear a word and were born then. */
  bearingAndBorn(word: number, date: PartialDate): readonly number[];
  /** Patients who bear both words. */
  bearingBoth(word: number, other: number, most: number): readonly number[];
  /** Patients who bear one of some words and one of some others, with both words; in no order. */
  bearingSome(
    words: readonly number[],
    others: readonly number[],
    most: number,
  ): readonly (readonly [word: number, other: number, patient: number])[];
  /** Every other word of those who bear a word, with the patient, as long as it is read. */
  companions(word: number): Iterable<readonly [other: number, patient: number]>;
  born(date: PartialDate, most: number): readonly number[];
  /** Patients whose matricule begins with some characters. */
  identifiedBy(prefix: string, most: number): readonly number[];
  /** Words that sound like a key, in whatever role. */
  sounding(key: string): readonly number[];
}

/** Prepares the questions that the search asks the store. */
export function openPostings(db: ReadableDatabase): Postings {
  const numbers = <P extends unknown[]>(sql: string) => db.prepare<P, number>(sql).pluck();
  const bearing = numbers<[number, number]>('SELECT patient FROM name_births WHERE word = ? LIMIT ?');
  const bearingBornBetween = numbers<[number, number, number]>(
    'SELECT patient FROM name_births WHERE word = ? AND born BETWEEN ? AND ?',
  );
  const bearingBirthday = numbers<[number, number]>(
    'SELECT patient FROM name_births WHERE word = ? AND born % 10000 = ?',
  );
  const bearingBoth = numbers<[number, number, number]>(
    'SELECT patient FROM name_pairs WHERE word = ? AND other = ? LIMIT ?',
  );
  const bearingSome = db
    .prepare<[string, string, number], [number, number, number]>(
      `SELECT word, other, patient FROM name_pairs
       WHERE word IN (SELECT value FROM json_each(?)) AND other IN (SELECT value FROM json_each(?)) LIMIT ?`,
    )
    .raw();
  const companions = db
    .prepare<[number], [number, number]>('SELECT other, patient FROM name_pairs WHERE word = ?')
    .raw();
  const bornBetween = numbers<[string, string, number]>(
    'SELECT id FROM patients WHERE birth_date BETWEEN ? AND ? ORDER BY birth_date LIMIT ?',
  );
  const birthday = numbers<[string, number]>(
    'SELECT id FROM patients WHERE substr(birth_date, 6) = ? LIMIT ?',
  );
  const identified = numbers<[string, string, number]>(
    'SELECT id FROM patients WHERE ins_value >= ? AND ins_value < ? ORDER BY ins_value LIMIT ?',
  );
  const sounding = numbers<[string]>('SELECT id FROM name_words WHERE sound = ?');

  return {
    bearing: (word, most) => bearing.all(word, most),
    bearingAndBorn(word, date) {
      const span = spanOf(date);
      return span === undefined
        ? bearingBirthday.all(word, bornNumber(monthAndDay(date)))
        : bearingBornBetween.all(word, bornNumber(span.from), bornNumber(span.to));
    },
    bearingBoth: (word, other, most) => bearingBoth.all(word, other, most),
    bearingSome: (words, others, most) =>
      bearingSome.all(JSON.stringify(words), JSON.stringify(others), most),
    companions: (word) => companions.iterate(word),
    born(date, most) {
      const span = spanOf(date);
      return span === undefined
        ? birthday.all(monthAndDay(date), most)
        : bornBetween.all(span.from, span.to, most);
    },
    identifiedBy: (prefix, most) => identified.all(prefix, `${prefix}\uffff`, most),
    sounding: (key) => sounding.all(key),
  };
}

/** The days that a date with a year may be, first and last; undefined when only day and month are known. */
function spanOf({ year, month, day }: PartialDate): { from: string; to: string } | undefined {
  if (year === undefined) return undefined;
  return {
    from: isoDate({ year, month: month ?? 1, day: day ?? 1 }),
    to: isoDate({ year, month: month ?? 12, day: day ?? 31 }),
  };
}

function monthAndDay({ month = 0, day = 0 }: PartialDate): string {
  return isoDate({ year: 0, month, day }).slice(5);
}
