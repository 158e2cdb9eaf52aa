import type { PartialDate } from '../../shared/identity/birth-date.ts';
import { parseIsoDate } from '../../shared/identity/calendar.ts';
import type { NameSources } from './find-by-names.ts';
import { findByNames, SAME_ROLES, USUAL_ROLES } from './find-by-names.ts';
import type { Findings } from './findings.ts';
import { asFarOff, asHeard, asMistyped, asSpelled, asWritten, either } from './meanings.ts';
import type { BorneWord, Meaning } from './name-match.ts';
import { gradeWords, matchedBy } from './name-match.ts';
import type { QueryReading } from './query.ts';
import { wordings } from './query.ts';

/** Somebody seen lately, ready to be compared. */
export interface RecentPatient {
  readonly id: number;
  readonly birthDate: string;
  readonly words: readonly BorneWord[];
}

export interface CascadeSources extends NameSources {
  /** The patients seen last, the latest first. */
  readonly recent: readonly RecentPatient[];
}

/** A matricule without its key already names one person. */
const MATRICULE_BODY = 13;

/**
 * Looks for patients under one reading of the query, from what was meant literally to what may have been a
 * mistake, and stops as soon as enough were found.
 */
export function findReading(
  sources: CascadeSources,
  reading: QueryReading,
  enough: number,
  findings: Findings,
): void {
  if (reading.kind === 'ins') {
    findByIns(sources, reading.prefix, findings);
    return;
  }
  const { words, dates } = reading;
  if (words.length === 0) {
    findByBirth(sources, dates, findings);
    return;
  }
  for (const wording of wordings(words)) {
    const meanings = wording.map((word) => asSpelled(word, sources.lexicons));
    findAmongRecent(sources, meanings, dates, findings);
    findByNames(sources, { meanings, dates, roles: USUAL_ROLES }, findings);
  }
  if (findings.size < enough) findInUnusualRoles(sources, words, dates, findings);
  if (findings.size < enough) findDeviating(sources, words, dates, findings);
}

/** Two family names or two given names: whole words, half-typed ones only when nobody was found. */
function findInUnusualRoles(
  sources: CascadeSources,
  words: readonly string[],
  dates: readonly PartialDate[],
  findings: Findings,
): void {
  const meaningOf = findings.size > 0 ? asWritten : asSpelled;
  const meanings = words.map((word) => meaningOf(word, sources.lexicons));
  findByNames(sources, { meanings, dates, roles: SAME_ROLES }, findings);
}

/**
 * Names heard or typed wrong: one word of them, which also completes the list of those whose name is right
 * with those who may be confused with them. Only when nobody was found: several words, then one badly wrong.
 */
function findDeviating(
  sources: CascadeSources,
  words: readonly string[],
  dates: readonly PartialDate[],
  findings: Findings,
): void {
  const { lexicons, postings } = sources;
  const isComplete = findings.hasExact;
  const isHopeless = findings.size === 0;
  const roles = isHopeless ? [...USUAL_ROLES, ...SAME_ROLES] : USUAL_ROLES;
  const ask = (meanings: readonly Meaning[]) => findByNames(sources, { meanings, dates, roles }, findings);
  const right = words.map((word) => (isComplete ? asWritten(word, lexicons) : asSpelled(word, lexicons)));
  const heard = words.map((word) => asHeard(word, lexicons, postings));
  // Half-typed words that find somebody have no typing mistake to look for.
  const wrong =
    isComplete || isHopeless
      ? heard.map((meaning, index) => either(meaning, asMistyped(words[index] ?? '', lexicons)))
      : heard;
  wrong.forEach((meaning, index) => ask(right.with(index, meaning)));
  if (findings.size > 0) return;
  ask(right.map((meaning, index) => either(meaning, wrong[index] ?? meaning)));
  if (findings.size > 0) return;
  words.forEach((word, index) => ask(right.with(index, asFarOff(word, lexicons))));
}

/** A slip in the key must not hide the person whom the thirteen characters before it name. */
function findByIns({ postings }: CascadeSources, prefix: string, findings: Findings): void {
  const whole = postings.identifiedBy(prefix, findings.room());
  const patients =
    whole.length > 0 || prefix.length <= MATRICULE_BODY
      ? whole
      : postings.identifiedBy(prefix.slice(0, MATRICULE_BODY), findings.room());
  for (const patient of patients) findings.add({ patient, matched: 'ins', distance: 0 });
}

function findByBirth({ postings }: CascadeSources, dates: readonly PartialDate[], findings: Findings): void {
  for (const date of dates) {
    for (const patient of postings.born(date, findings.room())) {
      findings.add({ patient, matched: 'birthDate', distance: 0 });
    }
  }
}

/** Those seen last come before their equals: they are looked at one by one, so that no cut can hide them. */
function findAmongRecent(
  { recent }: CascadeSources,
  meanings: readonly Meaning[],
  dates: readonly PartialDate[],
  findings: Findings,
): void {
  for (const { id, birthDate, words } of recent) {
    if (dates.length > 0 && !dates.some((date) => isBornThen(birthDate, date))) continue;
    const grades = gradeWords(words, meanings);
    if (grades === undefined) continue;
    findings.add({ patient: id, matched: matchedBy(grades, dates.length > 0), distance: 2 * grades });
  }
}

function isBornThen(birthDate: string, { year, month, day }: PartialDate): boolean {
  const born = parseIsoDate(birthDate);
  return (
    born !== undefined &&
    (year === undefined || born.year === year) &&
    (month === undefined || born.month === month) &&
    (day === undefined || born.day === day)
  );
}
