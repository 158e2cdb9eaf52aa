import type { PartialDate } from '../../shared/identity/birth-date.ts';
import type { NameRole } from '../../shared/identity/name-words.ts';
import type { StoredPatient } from '../store/patients.ts';
import type { Findings } from './findings.ts';
import type { Lexicons, Meaning } from './name-match.ts';
import { borneWords, gradeWords, matchedBy } from './name-match.ts';
import type { Postings } from './postings.ts';
import type { WordSet } from './word-set.ts';
import { GRADE } from './word-set.ts';

export interface NameSources {
  readonly postings: Postings;
  readonly lexicons: Lexicons;
  readonly read: (patient: number) => StoredPatient | undefined;
}

type RolePair = readonly [NameRole, NameRole];

/** A name is said family name first, then the other way round. */
export const USUAL_ROLES: readonly RolePair[] = [
  ['family', 'given'],
  ['given', 'family'],
];
/** Two family names (of birth and of use, or halves of a double one); two given names. */
export const SAME_ROLES: readonly RolePair[] = [
  ['family', 'family'],
  ['given', 'given'],
];

export interface NameQuestion {
  /** One for each word typed; a patient bears a word of each. */
  readonly meanings: readonly Meaning[];
  /** The patient was born on one of these; any day if there is none. */
  readonly dates: readonly PartialDate[];
  /** The roles in which two words are tried, the likeliest first. */
  readonly roles: readonly RolePair[];
}

/** So few pairs of words are asked for one by one, so many in one question. */
const FEW_PAIRS = 8;
const PAIRS_AT_ONCE = 256;
/** A pair that is asked for costs about a quarter of reading all companions of one patient. */
const PAIRS_PER_BEARER = 4;
/** Answers to one question that are read: the best of them are kept. */
const MOST_READ = 200;

/**
 * Finds patients by their names. The rarest word with the dates, or the two rarest words, are looked up in
 * the indexes; what is left of the question is checked on each patient's names.
 */
export function findByNames(sources: NameSources, question: NameQuestion, findings: Findings): void {
  const { meanings, dates } = question;
  const byRarity = meanings
    .map((_, index) => index)
    .sort((a, b) => bearers(meanings[a]) - bearers(meanings[b]));
  const indexed = byRarity.slice(0, dates.length > 0 ? 1 : 2).sort((a, b) => a - b);
  const rest = meanings.filter((_, index) => !indexed.includes(index));
  const [first, second] = indexed.map((index) => meanings[index]);
  const report: Report = (patient, grade, isSwapped = false) => {
    const more = gradeOfRest(sources, patient, rest);
    if (more === undefined) return;
    const grades = grade + more;
    const distance = 2 * grades + (isSwapped ? 1 : 0);
    findings.add({ patient, matched: matchedBy(grades, dates.length > 0), distance });
  };
  if (first === undefined) return;
  if (second === undefined) {
    findOne(sources.postings, first.family, dates, findings, report);
    findOne(sources.postings, first.given, dates, findings, report);
    return;
  }
  for (const [one, other] of question.roles) {
    const isSwapped = one === 'given' && other === 'family';
    findTwo(sources.postings, first[one], second[other], findings, (patient, grade) =>
      report(patient, grade, isSwapped),
    );
  }
}

type Report = (patient: number, grade: number, isSwapped?: boolean) => void;

function bearers(meaning: Meaning | undefined): number {
  return meaning === undefined ? 0 : meaning.family.patients + meaning.given.patients;
}

function gradeOfRest(
  { read, lexicons }: NameSources,
  patient: number,
  rest: readonly Meaning[],
): number | undefined {
  if (rest.length === 0) return GRADE.exact;
  const stored = read(patient);
  return stored === undefined ? undefined : gradeWords(borneWords(stored.identity, lexicons), rest);
}

function findOne(
  postings: Postings,
  words: WordSet,
  dates: readonly PartialDate[],
  findings: Findings,
  report: Report,
): void {
  for (const word of words.ids()) {
    if (findings.room() === 0) return;
    const grade = words.grade(word) ?? GRADE.far;
    if (dates.length === 0) {
      for (const patient of postings.bearing(word, findings.room())) report(patient, grade);
    }
    for (const date of dates) {
      for (const patient of postings.bearingAndBorn(word, date)) report(patient, grade);
    }
  }
}

/**
 * Asks for pairs of words, the best first, some at a time; where the pairs are more than the people who bear
 * the rarer side, reads all companions of that side and lets memory tell which belong to the other side.
 */
function findTwo(postings: Postings, a: WordSet, b: WordSet, findings: Findings, report: Report): void {
  if (a.size === 0 || b.size === 0) return;
  const [driver, other] = a.patients <= b.patients ? [a, b] : [b, a];
  const grade = (word: number, companion: number) =>
    (driver.grade(word) ?? GRADE.far) + (other.grade(companion) ?? GRADE.far);
  const pairs = driver.size * other.size;
  if (pairs <= FEW_PAIRS) {
    for (const word of driver.ids()) {
      for (const companion of other.ids()) {
        const patients = postings.bearingBoth(word, companion, findings.room());
        for (const patient of patients) report(patient, grade(word, companion));
      }
    }
    return;
  }
  if (pairs <= PAIRS_PER_BEARER * driver.patients) {
    const companions = [...other.ids()];
    for (const words of chunks(driver.ids(), Math.ceil(PAIRS_AT_ONCE / companions.length))) {
      if (findings.room() === 0) return;
      const found = postings
        .bearingSome(words, companions, MOST_READ)
        .map(([word, companion, patient]) => ({ patient, grade: grade(word, companion) }));
      for (const one of found.sort((x, y) => x.grade - y.grade)) report(one.patient, one.grade);
    }
    return;
  }
  for (const word of driver.ids()) {
    for (const [companion, patient] of postings.companions(word)) {
      if (other.grade(companion) !== undefined) report(patient, grade(word, companion));
      if (findings.room() === 0) return;
    }
  }
}

function* chunks(ids: Iterable<number>, size: number): Generator<number[]> {
  let chunk: number[] = [];
  for (const id of ids) {
    chunk.push(id);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
