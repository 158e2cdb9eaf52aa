import type { PatientHit } from '../../shared/bridge/patients.ts';
import type { ReadableDatabase } from '../store/open.ts';
import { patientReader } from '../store/patients.ts';
import { findReading } from './cascade.ts';
import { createFindings } from './findings.ts';
import { openSearchMemory } from './memory.ts';
import { openPostings } from './postings.ts';
import { readQuery } from './query.ts';

export interface PatientSearch {
  /**
   * Finds patients from what was typed, the best first: right words before unfinished ones, those before
   * names that sound alike, those before typing mistakes; among equals, who was seen last.
   *
   * @param limit hits wanted
   * @returns the hits, and how many patients were found; beyond a hundred they are not looked for
   */
  search(query: string, limit: number): { hits: PatientHit[]; total: number };
}

/** A practitioner refines a query that finds more: counting further would only cost time. */
const MOST_FOUND = 100;

/**
 * Opens the search over the patients of a store. Nothing is built: the indexes are in the store, and the
 * distinct words of names, which are few, are read into memory. A patient is found as soon as the transaction
 * that stored him has ended.
 */
export function createPatientSearch(db: ReadableDatabase): PatientSearch {
  const postings = openPostings(db);
  const read = patientReader(db);
  const memory = openSearchMemory(db);
  memory();

  return {
    search(query, limit) {
      const { lexicons, recent, recency } = memory();
      const sources = { postings, lexicons, read, recent };
      const findings = createFindings(Math.max(MOST_FOUND, limit));
      for (const reading of readQuery(query)) {
        if (findings.size >= limit) break;
        findReading(sources, reading, limit, findings);
      }
      const hits = findings.best(limit, recency).flatMap(({ patient, matched }): PatientHit[] => {
        const stored = read(patient);
        return stored === undefined
          ? []
          : [{ identity: stored.identity, lastSeenAt: stored.lastSeenAt, matched }];
      });
      return { hits, total: findings.size };
    },
  };
}
