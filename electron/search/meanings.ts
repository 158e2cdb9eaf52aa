import type { NameRole } from '../../shared/identity/name-words.ts';
import { soundKey } from '../../shared/identity/sound.ts';
import type { LexiconEntry } from './lexicon.ts';
import type { Lexicons, Meaning } from './name-match.ts';
import type { Postings } from './postings.ts';
import type { GradedWord, WordSet } from './word-set.ts';
import { GRADE, listedWords } from './word-set.ts';

/** Shorter words have neighbours everywhere: a mistake in them cannot be told from another name. */
const SHORTEST_MISTYPED = 3;
const SHORTEST_MISTYPED_TWICE = 7;
const SHORTEST_MISHEARD = 3;

const inBothRoles = (words: (role: NameRole) => WordSet): Meaning => ({
  family: words('family'),
  given: words('given'),
});

/** The typed word, finished or not. */
export function asSpelled(word: string, lexicons: Lexicons): Meaning {
  return inBothRoles((role) => lexicons[role].startingWith(word));
}

/** Words that sound the same, and words one typing mistake away. */
export function asHeardOrMistyped(word: string, lexicons: Lexicons, postings: Postings): Meaning {
  const sound = soundKey(word);
  return inBothRoles((role) => {
    const lexicon = lexicons[role];
    const mistyped = word.length < SHORTEST_MISTYPED ? [] : lexicon.near(word, 1);
    const heard = postings.sounding(sound, role).filter((id) => id !== lexicon.numberOf(word));
    return gradedWords([
      ...mistyped.map((entry) => graded(entry, entry.sound === sound ? GRADE.sound : GRADE.typo)),
      ...heard.map((id) => ({ id, grade: GRADE.sound, patients: lexicon.patientsOf(id) })),
    ]);
  });
}

/** The last resort: two mistakes, or a mistake in what was heard. */
export function asFarOff(word: string, lexicons: Lexicons): Meaning {
  const sound = soundKey(word);
  return inBothRoles((role) => {
    const lexicon = lexicons[role];
    return gradedWords(
      [
        ...(word.length < SHORTEST_MISTYPED_TWICE ? [] : lexicon.near(word, 2)),
        ...(sound.length < SHORTEST_MISHEARD ? [] : lexicon.soundingNear(sound)),
      ].map((entry) => graded(entry, GRADE.far)),
    );
  });
}

function graded({ id, patients }: LexiconEntry, grade: GradedWord['grade']): GradedWord {
  return { id, grade, patients };
}

/** A word that was met in two ways keeps the better one. */
function gradedWords(words: readonly GradedWord[]): WordSet {
  const best = new Map<number, GradedWord>();
  for (const word of words) {
    const known = best.get(word.id);
    if (known === undefined || word.grade < known.grade) best.set(word.id, word);
  }
  return listedWords([...best.values()]);
}
