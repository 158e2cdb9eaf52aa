import type { PartialDate } from '../../shared/identity/birth-date.ts';
import type { NameRole } from '../../shared/identity/name-words.ts';
import type { StoredPatient } from '../store/patients.ts';
import type { Findings } from './findings.ts';
import type { Lexicons, Meaning } from './name-match.ts';
import { gradeNames, matchedBy } from './name-match.ts';
import type { Postings } from './postings.ts';
import type { WordSet } from './word-set.ts';
import { GRADE } from './word-set.ts';

export interface CascadeDeps {
  readonly postings: Postings;
  readonly lexicons: Lexicons;
  readonly read: (patient: number) => StoredPatient | undefined;
}

/** Up to this many words it is cheaper to ask for each pair than to read all companions of the other word. */
const FEW_WORDS = 12;

/** The roles in which two words are tried: a name is said family name first, then the other way round. */
const ROLES: readonly (readonly [NameRole, NameRole])[] = [
  ['family', 'given'],
  ['given', 'family'],
  ['family', 'family'],
  ['given', 'given'],
];

/**
 * Finds the patients who bear a word of every meaning and were born on one of the dates (any, if none is
 * given). The one or two rarest words and the dates are looked up in the indexes; what is left of the
 * question is checked on each patient's names.
 */
export function findByNames(
  deps: CascadeDeps,
  meanings: readonly Meaning[],
  dates: readonly PartialDate[],
  findings: Findings,
): void {
  const [rarest, second] = meanings
    .map((_, index) => index)
    .sort((a, b) => cost(meanings[a]) - cost(meanings[b]));
  const first = rarest === undefined ? undefined : meanings[rarest];
  if (rarest === undefined || first === undefined) return;
  const report = (patient: number, grade: number, isSwapped: boolean, rest: readonly Meaning[]) => {
    const more = rest.length === 0 ? 0 : gradeOfRest(deps, patient, rest);
    if (more === undefined) return;
    const total = grade + more;
    findings.add({
      patient,
      matched: matchedBy(total, dates.length > 0),
      distance: total * 2 + (isSwapped ? 1 : 0),
    });
  };
  if (dates.length > 0 || second === undefined) {
    const rest = meanings.filter((_, index) => index !== rarest);
    for (const role of ['family', 'given'] as const) {
      findOne(deps.postings, first[role], dates, findings, (patient, grade) =>
        report(patient, grade, false, rest),
      );
    }
    return;
  }
  const [before, after] = [meanings[Math.min(rarest, second)], meanings[Math.max(rarest, second)]];
  if (before === undefined || after === undefined) return;
  const rest = meanings.filter((_, index) => index !== rarest && index !== second);
  for (const [one, other] of ROLES) {
    const isSwapped = one === 'given' && other === 'family';
    findTwo(deps.postings, before[one], after[other], findings, (patient, grade) =>
      report(patient, grade, isSwapped, rest),
    );
  }
}

function cost(meaning: Meaning | undefined): number {
  return meaning === undefined ? 0 : meaning.family.patients + meaning.given.patients;
}

function gradeOfRest(
  { read, lexicons }: CascadeDeps,
  patient: number,
  rest: readonly Meaning[],
): number | undefined {
  const stored = read(patient);
  return stored === undefined ? undefined : gradeNames(stored.identity, rest, lexicons);
}

type Report = (patient: number, grade: number) => void;

function findOne(
  postings: Postings,
  words: WordSet,
  dates: readonly PartialDate[],
  findings: Findings,
  report: Report,
): void {
  for (const word of words.ids()) {
    const grade = words.grade(word) ?? GRADE.far;
    if (dates.length === 0) {
      for (const patient of postings.bearing(word, findings.room())) report(patient, grade);
    }
    for (const date of dates) {
      for (const patient of postings.bearingAndBorn(word, date, UNBOUNDED)) report(patient, grade);
    }
    if (findings.room() === 0) return;
  }
}

const UNBOUNDED = -1;

/** Reads the companions of the rarer side only; the other side is a question asked in memory. */
function findTwo(postings: Postings, a: WordSet, b: WordSet, findings: Findings, report: Report): void {
  if (a.size === 0 || b.size === 0) return;
  const [driver, other] = a.patients <= b.patients ? [a, b] : [b, a];
  for (const word of driver.ids()) {
    const grade = driver.grade(word) ?? GRADE.far;
    if (other.size <= FEW_WORDS) {
      for (const companion of other.ids()) {
        const sum = grade + (other.grade(companion) ?? GRADE.far);
        for (const patient of postings.bearingBoth(word, companion, UNBOUNDED)) report(patient, sum);
        if (findings.room() === 0) return;
      }
      continue;
    }
    for (const [companion, patient] of postings.companions(word)) {
      const more = other.grade(companion);
      if (more !== undefined) report(patient, grade + more);
      if (findings.room() === 0) break;
    }
    if (findings.room() === 0) return;
  }
}
