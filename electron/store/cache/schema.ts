import type { Migration } from '../migrate.ts';
import { cachedPatients } from './migrations/001-cached-patients.ts';
import { keptRecord } from './migrations/001-kept-record.ts';
import { sectionsAndPages } from './migrations/002-sections-and-pages.ts';
import { wordsOfDocuments } from './migrations/003-words-of-documents.ts';

/** The schema of the list of kept patients and their keys, oldest step first. */
export const CACHE_SCHEMA: readonly Migration[] = [cachedPatients];

/** The schema of what is kept of one record. */
export const KEPT_RECORD_SCHEMA: readonly Migration[] = [keptRecord, sectionsAndPages, wordsOfDocuments];
