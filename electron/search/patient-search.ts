import type { PatientHit } from '../../shared/bridge/patients.ts';
import type { PartialDate } from '../../shared/identity/birth-date.ts';
import { parseIsoDate } from '../../shared/identity/calendar.ts';
import type { NameRole } from '../../shared/identity/name-words.ts';
import type { ReadableDatabase } from '../store/open.ts';
import type { StoredPatient } from '../store/patients.ts';
import { patientListRevision, patientReader, recentPatients } from '../store/patients.ts';
import type { CascadeDeps } from './cascade.ts';
import { findByNames } from './cascade.ts';
import type { Findings } from './findings.ts';
import { createFindings } from './findings.ts';
import type { LexiconEntry } from './lexicon.ts';
import { createLexicon } from './lexicon.ts';
import { asFarOff, asHeardOrMistyped, asSpelled } from './meanings.ts';
import type { Lexicons, Meaning } from './name-match.ts';
import { gradeNames, matchedBy } from './name-match.ts';
import { openPostings } from './postings.ts';
import type { QueryReading } from './query.ts';
import { readQuery, wordings } from './query.ts';

export interface PatientSearch {
  /**
   * Finds patients from what was typed, the best first.
   *
   * @param limit hits wanted
   * @returns the hits, and how many patients were found in all: beyond MOST_FOUND they are not counted
   */
  search(query: string, limit: number): { hits: PatientHit[]; total: number };
}

/** A practitioner refines a query that finds more: counting further would only cost time. */
export const MOST_FOUND = 100;
/** The patients seen last, looked at before the indexes so that the cut at MOST_FOUND never hides them. */
const RECENT = 128;

/** What is kept in memory: the words of all names and the last patients seen. */
interface Memory {
  readonly lexicons: Lexicons;
  readonly recent: readonly StoredPatient[];
  readonly recency: ReadonlyMap<number, number>;
}

/**
 * Opens the search over the patients of a store. Nothing is built: the indexes are in the store, and the
 * distinct words of names, which are few, are read into memory and read again when the list has changed.
 */
export function createPatientSearch(db: ReadableDatabase): PatientSearch {
  const postings = openPostings(db);
  const revision = patientListRevision(db);
  const read = patientReader(db);
  let memory = readMemory(db);
  let revisionRead = revision();

  return {
    search(query, limit) {
      // A change that is not committed may still be undone: the memory waits for its end.
      if (!db.inTransaction && revision() !== revisionRead) {
        revisionRead = revision();
        memory = readMemory(db);
      }
      const { lexicons, recent, recency } = memory;
      const findings = createFindings(MOST_FOUND);
      const deps = { postings, lexicons, read };
      for (const reading of readQuery(query)) {
        if (findings.size >= limit) break;
        findReading(deps, reading, recent, limit, findings);
      }
      const hits = findings
        .best(limit, (patient) => recency.get(patient) ?? RECENT)
        .flatMap(({ patient, matched }) => {
          const stored = read(patient);
          return stored === undefined ? [] : [hitOf(stored, matched)];
        });
      return { hits, total: findings.size };
    },
  };
}

function hitOf({ identity, lastSeenAt }: StoredPatient, matched: PatientHit['matched']): PatientHit {
  return { identity, lastSeenAt, matched };
}

function findReading(
  deps: CascadeDeps,
  reading: QueryReading,
  recent: readonly StoredPatient[],
  limit: number,
  findings: Findings,
): void {
  if (reading.kind === 'ins') {
    findByIns(deps, reading.prefix, findings);
    return;
  }
  const { words, dates } = reading;
  if (words.length === 0) {
    for (const date of dates) {
      for (const patient of deps.postings.born(date, findings.room())) {
        findings.add({ patient, matched: 'birthDate', distance: 0 });
      }
    }
    return;
  }
  for (const wording of wordings(words)) {
    const spelled = wording.map((word) => asSpelled(word, deps.lexicons));
    findAmongRecent(deps, recent, spelled, dates, findings);
    findByNames(deps, spelled, dates, findings);
  }
  if (findings.size < limit) findDeviating(deps, words, dates, limit, findings);
}

/** One word misspelled, then all of them, then one of them badly: as long as too few were found. */
function findDeviating(
  deps: CascadeDeps,
  words: readonly string[],
  dates: readonly PartialDate[],
  limit: number,
  findings: Findings,
): void {
  const spelled = words.map((word) => asSpelled(word, deps.lexicons));
  const heard = words.map((word) => asHeardOrMistyped(word, deps.lexicons, deps.postings));
  const oneOf = (meanings: readonly Meaning[]) => {
    meanings.forEach((meaning, index) => findByNames(deps, spelled.with(index, meaning), dates, findings));
  };
  oneOf(heard);
  if (findings.size >= limit) return;
  if (words.length > 1) findByNames(deps, heard, dates, findings);
  if (findings.size >= limit) return;
  oneOf(words.map((word) => asFarOff(word, deps.lexicons)));
}

/** The 13 characters name the person: a wrong key (a slip in typing) must not hide him. */
function findByIns({ postings }: CascadeDeps, prefix: string, findings: Findings): void {
  const whole = postings.identifiedBy(prefix, findings.room());
  const patients =
    whole.length > 0 || prefix.length <= 13
      ? whole
      : postings.identifiedBy(prefix.slice(0, 13), findings.room());
  for (const patient of patients) findings.add({ patient, matched: 'ins', distance: 0 });
}

function findAmongRecent(
  { lexicons }: CascadeDeps,
  recent: readonly StoredPatient[],
  meanings: readonly Meaning[],
  dates: readonly PartialDate[],
  findings: Findings,
): void {
  for (const { id, identity } of recent) {
    if (dates.length > 0 && !dates.some((date) => isBornThen(identity.birthDate, date))) continue;
    const grade = gradeNames(identity, meanings, lexicons);
    if (grade === undefined) continue;
    findings.add({ patient: id, matched: matchedBy(grade, dates.length > 0), distance: grade * 2 });
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

function readMemory(db: ReadableDatabase): Memory {
  const recent = recentPatients(db, RECENT);
  return {
    lexicons: {
      family: createLexicon(readWords(db, 'family')),
      given: createLexicon(readWords(db, 'given')),
    },
    recent,
    recency: new Map(recent.map(({ id }, rank) => [id, rank])),
  };
}

function readWords(db: ReadableDatabase, role: NameRole): LexiconEntry[] {
  return db
    .prepare<[string], LexiconEntry>('SELECT id, word, sound, patients FROM name_words WHERE role = ?')
    .all(role);
}
