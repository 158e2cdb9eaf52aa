import type { NameWord, PersonNames } from '../../shared/identity/name-words.ts';
import { nameWords } from '../../shared/identity/name-words.ts';
import { soundKey } from '../../shared/identity/sound.ts';
import type { WritableDatabase } from './open.ts';

/** A patient as the name index sees him. */
export interface IndexedPatient {
  readonly id: number;
  readonly names: PersonNames;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
}

/** `19780512` for `1978-05-12`: the form in which the index orders births. */
export function bornNumber(isoDate: string): number {
  return Number(isoDate.replaceAll('-', ''));
}

/**
 * Adds patients to the name index, inside the caller's transaction. The rows are gathered in memory and
 * written in the order of each index: a list of a million then costs minutes of sequential writing, not
 * hours of random pages.
 */
export function addToNameIndex(db: WritableDatabase, patients: Iterable<IndexedPatient>): void {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS staged_words (
      patient INTEGER NOT NULL, word INTEGER NOT NULL, born INTEGER NOT NULL,
      PRIMARY KEY (patient, word)
    ) STRICT, WITHOUT ROWID;
    DELETE FROM staged_words;
  `);
  stage(db, patients);
  db.exec(`
    INSERT INTO name_births (word, born, patient)
      SELECT word, born, patient FROM staged_words ORDER BY word, born, patient;
    INSERT INTO name_pairs (word, other, patient)
      SELECT a.word, b.word, a.patient
      FROM staged_words a CROSS JOIN staged_words b ON b.patient = a.patient AND b.word <> a.word
      ORDER BY a.word, b.word, a.patient;
    UPDATE name_words SET patients = patients + staged.count
      FROM (SELECT word, count(*) AS count FROM staged_words GROUP BY word) AS staged
      WHERE name_words.id = staged.word;
    DELETE FROM staged_words;
  `);
}

function stage(db: WritableDatabase, patients: Iterable<IndexedPatient>): void {
  const known = new Map<string, number>();
  const find = wordFinder(db);
  const add = db.prepare(
    'INSERT INTO name_words (word, role, is_main, sound, patients) VALUES (?, ?, ?, ?, 0)',
  );
  const put = db.prepare('INSERT INTO staged_words (patient, word, born) VALUES (?, ?, ?)');
  const numberOf = (word: NameWord): number => {
    const { text, role, isMain } = word;
    const key = `${text}|${role}|${isMain}`;
    const number =
      known.get(key) ??
      find(word) ??
      Number(add.run(text, role, isMain ? 1 : 0, soundKey(text)).lastInsertRowid);
    known.set(key, number);
    return number;
  };
  for (const { id, names, birthDate } of patients) {
    const born = bornNumber(birthDate);
    for (const word of nameWords(names)) put.run(id, numberOf(word), born);
  }
}

function wordFinder(db: WritableDatabase): (word: NameWord) => number | undefined {
  const find = db
    .prepare<[string, string, number], number>(
      'SELECT id FROM name_words WHERE word = ? AND role = ? AND is_main = ?',
    )
    .pluck();
  return ({ text, role, isMain }) => find.get(text, role, isMain ? 1 : 0);
}

/** Takes a patient out of the name index, inside the caller's transaction; words nobody bears any more go too. */
export function removeFromNameIndex(db: WritableDatabase, { id, names, birthDate }: IndexedPatient): void {
  const find = wordFinder(db);
  const words = nameWords(names).flatMap((word) => find(word) ?? []);
  const forgetBirth = db.prepare('DELETE FROM name_births WHERE word = ? AND born = ? AND patient = ?');
  const forgetPair = db.prepare('DELETE FROM name_pairs WHERE word = ? AND other = ? AND patient = ?');
  const countDown = db.prepare('UPDATE name_words SET patients = patients - 1 WHERE id = ?');
  const forgetWord = db.prepare('DELETE FROM name_words WHERE id = ? AND patients <= 0');
  for (const word of words) {
    forgetBirth.run(word, bornNumber(birthDate), id);
    for (const other of words) forgetPair.run(word, other, id);
    countDown.run(word);
    forgetWord.run(word);
  }
}
