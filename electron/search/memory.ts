import { parseIsoDate } from '../../shared/identity/calendar.ts';
import type { NameRole } from '../../shared/identity/name-words.ts';
import type { ReadableDatabase } from '../store/open.ts';
import { patientListRevision, recentPatients } from '../store/patients.ts';
import type { RecentPatient } from './cascade.ts';
import type { Lexicon, LexiconEntry } from './lexicon.ts';
import { createLexicon } from './lexicon.ts';
import type { Lexicons } from './name-match.ts';
import { borneWords } from './name-match.ts';

/** The patients seen last, compared one by one with each query so that no cut of a long answer hides them. */
const RECENT = 128;

/** What the search keeps in memory: the words of all names and the last patients seen. */
export interface SearchMemory {
  readonly lexicons: Lexicons;
  readonly recent: readonly RecentPatient[];
  /** Less is more recent; all who are not among the last seen are equal. */
  readonly recency: (patient: number) => number;
}

/**
 * Opens the memory over the patients of a store. Words are numbered upwards and never twice, so that only new
 * ones are read when the list has changed; a word that nobody bears any more leads to nobody and may stay.
 *
 * @returns the memory as of now, each time it is called
 */
export function openSearchMemory(db: ReadableDatabase): () => SearchMemory {
  const revision = patientListRevision(db);
  const newWords = wordReader(db);
  let lexicons: Lexicons = { family: createLexicon([]), given: createLexicon([]) };
  let memory: SearchMemory | undefined;
  let revisionRead = -1;

  return () => {
    const now = revision();
    // A change that is not committed may still be undone: the memory waits for its end.
    if (memory !== undefined && (db.inTransaction || now === revisionRead)) return memory;
    const added = newWords();
    lexicons = {
      family: enlarged(lexicons.family, added.family),
      given: enlarged(lexicons.given, added.given),
    };
    memory = memoryOf(db, lexicons);
    revisionRead = now;
    return memory;
  };
}

type WordRow = readonly [
  id: number,
  word: string,
  role: NameRole,
  isMain: 0 | 1,
  sound: string,
  patients: number,
];

/** Reads the words that were not read yet. */
function wordReader(db: ReadableDatabase): () => Readonly<Record<NameRole, readonly LexiconEntry[]>> {
  const read = db
    .prepare<[number], WordRow>(
      'SELECT id, word, role, is_main, sound, patients FROM name_words WHERE id > ? ORDER BY id',
    )
    .raw();
  let last = 0;
  return () => {
    const added: Record<NameRole, LexiconEntry[]> = { family: [], given: [] };
    // Many words sound alike: one string for all of them.
    const sounds = new Map<string, string>();
    for (const [id, word, role, isMain, ownSound, patients] of read.iterate(last)) {
      const sound = sounds.get(ownSound) ?? ownSound;
      sounds.set(sound, sound);
      added[role].push({ id, word, sound: sound === word ? word : sound, isMain: isMain === 1, patients });
      last = id;
    }
    return added;
  };
}

/** A word that was forgotten and came back has a new number: the old one goes. */
function enlarged(lexicon: Lexicon, added: readonly LexiconEntry[]): Lexicon {
  if (added.length === 0) return lexicon;
  const key = ({ word, isMain }: LexiconEntry) => `${word}|${isMain}`;
  const replaced = new Set(added.map(key));
  return createLexicon([...lexicon.entries.filter((entry) => !replaced.has(key(entry))), ...added]);
}

function memoryOf(db: ReadableDatabase, lexicons: Lexicons): SearchMemory {
  const recent = recentPatients(db, RECENT).map(({ id, identity }) => ({
    id,
    born: parseIsoDate(identity.birthDate),
    words: borneWords(identity, lexicons),
  }));
  const ranks = new Map(recent.map(({ id }, rank) => [id, rank]));
  return { lexicons, recent, recency: (patient) => ranks.get(patient) ?? RECENT };
}
