import type { PartialDate } from '../../shared/identity/birth-date.ts';
import type { CalendarDate } from '../../shared/identity/calendar.ts';
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
  readonly born: CalendarDate | undefined;
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
  for (const wording of wordings(words)) findSpelled(sources, wording, dates, enough, findings);
  if (findings.size < enough) findInUnusualRoles(sources, words, dates, findings);
  if (findings.size < enough) findDeviating(sources, words, dates, findings);
}

/** Names that are right as far as they are typed; unfinished ones only where whole ones are not enough. */
function findSpelled(
  sources: CascadeSources,
  words: readonly string[],
  dates: readonly PartialDate[],
  enough: number,
  findings: Findings,
): void {
  const meanings = words.map((word) => asSpelled(word, sources.lexicons));
  if (meanings.some(({ family, given }) => family.size + given.size === 0)) return;
  findAmongRecent(sources, meanings, dates, findings);
  const whole = words.map((word) => asWritten(word, sources.lexicons));
  findByNames(sources, { meanings: whole, dates, roles: USUAL_ROLES }, findings);
  if (findings.size < enough) findByNames(sources, { meanings, dates, roles: USUAL_ROLES }, findings);
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
 * Names heard or typed wrong. Where somebody bears the very words, those whose names sound the same follow,
 * for they may be confused. Only when nobody was found are typing mistakes looked for: in one word, in
 * several, at last bad ones in one.
 */
function findDeviating(
  sources: CascadeSources,
  words: readonly string[],
  dates: readonly PartialDate[],
  findings: Findings,
): void {
  const { lexicons, postings } = sources;
  const isHopeless = findings.size === 0;
  const roles = isHopeless ? [...USUAL_ROLES, ...SAME_ROLES] : USUAL_ROLES;
  const ask = (meanings: readonly Meaning[]) => findByNames(sources, { meanings, dates, roles }, findings);
  const heard = words.map((word) => asHeard(word, lexicons, postings));
  const right = words.map((word) => (findings.hasExact ? asWritten : asSpelled)(word, lexicons));
  const wrong = isHopeless
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
  for (const { id, born, words } of recent) {
    if (dates.length > 0 && !dates.some((date) => isBornThen(born, date))) continue;
    const grades = gradeWords(words, meanings);
    if (grades === undefined) continue;
    findings.add({ patient: id, matched: matchedBy(grades, dates.length > 0), distance: 2 * grades });
  }
}

function isBornThen(born: CalendarDate | undefined, { year, month, day }: PartialDate): boolean {
  return (
    born !== undefined &&
    (year === undefined || born.year === year) &&
    (month === undefined || born.month === month) &&
    (day === undefined || born.day === day)
  );
}
