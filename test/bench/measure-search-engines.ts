import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import uFuzzy from '@leeoniya/ufuzzy';
import Database from 'better-sqlite3';
import FlexSearch from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { PartialDate } from '../../shared/identity/birth-date.ts';
import { nameWords } from '../../shared/identity/name-words.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { createPatientSearch } from '../../electron/search/patient-search.ts';
import { readQuery } from '../../electron/search/query.ts';
import { openStore } from '../../electron/store/open.ts';
import { markPatientSeen, storePatients } from '../../electron/store/patients.ts';
import { WORKSTATION_SCHEMA } from '../../electron/store/schema.ts';

export const LIMIT = 10;

/** Finds patients: their matricules, the best first, ten at most. */
export type FindPatients = (query: string) => readonly string[];

export interface SearchEngine {
  readonly name: string;
  /** How many of the queries it gets: the slow ones would take hours for all of them. */
  readonly share: number;
  build(people: readonly PatientIdentity[]): { find: FindPatients; close: () => void };
}

const two = (value: number) => String(value).padStart(2, '0');

/** What the peers index: the same words as ours, the birth date in both orders, the matricule. */
function terms(patient: PatientIdentity): readonly string[] {
  const [year = '', month = '', day = ''] = patient.birthDate.split('-');
  const names = nameWords(patient).map(({ text }) => text);
  return [...new Set(names), `b${year}${month}${day}`, `j${month}${day}`, `n${patient.ins.value}`];
}

/** The peers get our reading of the query: dates and matricules are found for them. */
function queryTerms(query: string): readonly string[] {
  const [reading] = readQuery(query);
  if (reading === undefined) return [];
  if (reading.kind === 'ins') return [`n${reading.prefix}`];
  return [...reading.words, ...reading.dates.slice(0, 1).map(dateTerm)];
}

function dateTerm({ year, month, day }: PartialDate): string {
  if (year === undefined) return `j${two(month ?? 0)}${two(day ?? 0)}`;
  return `b${year}${month === undefined ? '' : two(month)}${day === undefined ? '' : two(day)}`;
}

const isName = (term: string) => /^[a-z]+$/.test(term);

function temporaryFile(): { file: string; remove: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'search-bench-'));
  return { file: path.join(folder, 'patients.db'), remove: () => rmSync(folder, { recursive: true }) };
}

const ours: SearchEngine = {
  name: 'Poste Santé, encrypted store',
  share: 1,
  build(people) {
    const { file, remove } = temporaryFile();
    const key = new Uint8Array(32).fill(7);
    const built = openStore(file, key, WORKSTATION_SCHEMA);
    if (!built.ok) throw new Error(built.error.code);
    storePatients(built.value, people);
    // A practice at work: what was seen lately is compared with every query.
    people
      .slice(0, 128)
      .forEach(({ ins }, i) => markPatientSeen(built.value, ins, 1_790_000_000_000 + i * 60_000));
    built.value.close();
    // What a user waits for is the opening of a store that is already there.
    const opened = openStore(file, key, WORKSTATION_SCHEMA);
    if (!opened.ok) throw new Error(opened.error.code);
    const began = performance.now();
    const patients = createPatientSearch(opened.value);
    process.stderr.write(`  opened in ${(performance.now() - began).toFixed(0)} ms\n`);
    return {
      find: (query) => patients.search(query, LIMIT).hits.map(({ identity }) => identity.ins.value),
      close() {
        opened.value.close();
        remove();
      },
    };
  },
};

/** The fastest peer: SQLite's own full text with prefix indexes, in a store that is not encrypted. */
const fts5: SearchEngine = {
  name: 'FTS5 prefix, not encrypted',
  share: 1,
  build(people) {
    const { file, remove } = temporaryFile();
    const db = new Database(file);
    db.pragma('journal_mode = WAL');
    db.pragma('cache_size = -16000');
    db.exec(`
      CREATE TABLE patients (id INTEGER PRIMARY KEY, ins TEXT, identity TEXT);
      CREATE VIRTUAL TABLE words USING fts5 (text, content='', tokenize='unicode61', prefix='2 3 4');
    `);
    const put = db.prepare('INSERT INTO patients VALUES (?, ?, ?)');
    const index = db.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
    db.transaction(() => {
      people.forEach((patient, id) => {
        put.run(id, patient.ins.value, JSON.stringify(patient));
        index.run(id, terms(patient).join(' '));
      });
      db.exec("INSERT INTO words (words) VALUES ('optimize')");
    })();
    const find = db.prepare<[string, number], { ins: string; identity: string }>(
      'SELECT p.ins, p.identity FROM words JOIN patients p ON p.id = words.rowid WHERE words MATCH ? LIMIT ?',
    );
    return {
      find: (query) =>
        find
          .all(
            queryTerms(query)
              .map((term) => `"${term}"*`)
              .join(' AND '),
            LIMIT,
          )
          .map(({ ins, identity }) => {
            JSON.parse(identity);
            return ins;
          }),
      close() {
        db.close();
        remove();
      },
    };
  },
};

const minisearch: SearchEngine = {
  name: 'MiniSearch, prefix and fuzzy',
  share: 0.5,
  build(people) {
    const index = new MiniSearch<{ id: number; text: string }>({
      fields: ['text'],
      tokenize: (text) => text.split(' '),
      processTerm: (term) => term,
    });
    index.addAll(people.map((patient, id) => ({ id, text: terms(patient).join(' ') })));
    return {
      find: (query) =>
        index
          .search(queryTerms(query).join(' '), {
            prefix: true,
            fuzzy: (term) => (isName(term) && term.length > 3 ? 0.2 : false),
            combineWith: 'AND',
          })
          .slice(0, LIMIT)
          .map(({ id }) => insAt(people, id)),
      close: () => undefined,
    };
  },
};

const flexsearch: SearchEngine = {
  name: 'FlexSearch, forward, LatinBalance',
  share: 0.5,
  build(people) {
    const index = new FlexSearch.Index({ tokenize: 'forward', encoder: FlexSearch.Charset.LatinBalance });
    people.forEach((patient, id) => index.add(id, terms(patient).join(' ')));
    return {
      find: (query) =>
        index.search(queryTerms(query).join(' '), { limit: LIMIT }).map((id) => insAt(people, Number(id))),
      close: () => undefined,
    };
  },
};

const ufuzzy: SearchEngine = {
  name: 'uFuzzy, one error a word',
  share: 0.1,
  build(people) {
    const haystack = people.map((patient) => terms(patient).join(' '));
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- a const enum of its types: no value to import
    const fuzzy = new uFuzzy({ intraMode: 1 });
    return {
      find(query) {
        const [found, , order] = fuzzy.search(haystack, queryTerms(query).join(' '), 3, 1000);
        const best = order === null || order === undefined ? found : order.map((at) => found?.[at] ?? -1);
        return (best ?? []).slice(0, LIMIT).map((id) => insAt(people, id));
      },
      close: () => undefined,
    };
  },
};

const fuse: SearchEngine = {
  name: 'Fuse.js, extended',
  share: 0.01,
  build(people) {
    const index = new Fuse(
      people.map((patient) => terms(patient).join(' ')),
      { useExtendedSearch: true, ignoreLocation: true, threshold: 0.25 },
    );
    return {
      find: (query) =>
        index
          .search(queryTerms(query).join(' '), { limit: LIMIT })
          .map(({ refIndex }) => insAt(people, refIndex)),
      close: () => undefined,
    };
  },
};

function insAt(people: readonly PatientIdentity[], id: number): string {
  return people[id]?.ins.value ?? '';
}

/** Fuse needs seconds a query at a million: it is left out there. */
export function enginesFor(size: number): readonly SearchEngine[] {
  const engines = [ours, fts5, minisearch, flexsearch, ufuzzy];
  return size > 200_000 ? engines : [...engines, fuse];
}
