import type { PatientHit } from '../../shared/bridge/patients.ts';
import type { NameRole } from '../../shared/identity/name-words.ts';
import type { ReadableDatabase } from '../store/open.ts';
import type { StoredPatient } from '../store/patients.ts';
import { patientListRevision, patientReader, recentPatients } from '../store/patients.ts';
import type { RecentPatient } from './cascade.ts';
import { findReading } from './cascade.ts';
import { createFindings } from './findings.ts';
import type { LexiconEntry } from './lexicon.ts';
import { createLexicon } from './lexicon.ts';
import type { Lexicons } from './name-match.ts';
import { borneWords } from './name-match.ts';
import { openPostings } from './postings.ts';
import { readQuery } from './query.ts';

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
const MOST_FOUND = 100;
/** The patients seen last, looked at before the indexes so that the cut at MOST_FOUND never hides them. */
const RECENT = 128;

/** What is kept in memory: the words of all names and the last patients seen. */
interface Memory {
  readonly lexicons: Lexicons;
  readonly recent: readonly RecentPatient[];
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
      const sources = { postings, lexicons, read, recent };
      for (const reading of readQuery(query)) {
        if (findings.size >= limit) break;
        findReading(sources, reading, limit, findings);
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

function readMemory(db: ReadableDatabase): Memory {
  const lexicons = {
    family: createLexicon(readWords(db, 'family')),
    given: createLexicon(readWords(db, 'given')),
  };
  const recent = recentPatients(db, RECENT).map(({ id, identity }) => ({
    id,
    birthDate: identity.birthDate,
    words: borneWords(identity, lexicons),
  }));
  return {
    lexicons,
    recent,
    recency: new Map(recent.map(({ id }, rank) => [id, rank])),
  };
}

function readWords(db: ReadableDatabase, role: NameRole): LexiconEntry[] {
  return db
    .prepare<[string], [number, string, string, 0 | 1, number]>(
      'SELECT id, word, sound, is_main, patients FROM name_words WHERE role = ?',
    )
    .raw()
    .all(role)
    .map(([id, word, sound, isMain, patients]) => ({ id, word, sound, isMain: isMain === 1, patients }));
}
