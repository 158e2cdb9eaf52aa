import type { NameRole } from '../../shared/identity/name-words.ts';
import { soundKey } from '../../shared/identity/sound.ts';
import type { LexiconEntry } from './lexicon.ts';
import { partOf } from './lexicon.ts';
import type { Lexicons, Meaning } from './name-match.ts';
import type { Postings } from './postings.ts';
import type { GradedWord, WordSet } from './word-set.ts';
import { eitherOf, GRADE, listedWords } from './word-set.ts';

/** Shorter words have neighbours everywhere: a mistake in them cannot be told from another name. */
const SHORTEST_MISTYPED = 3;
const SHORTEST_MISTYPED_TWICE = 7;
const SHORTEST_MISHEARD = 3;

const inBothRoles = (words: (role: NameRole) => WordSet): Meaning => ({
  family: words('family'),
  given: words('given'),
});

/** The typed word itself. */
export function asWritten(word: string, lexicons: Lexicons): Meaning {
  return inBothRoles((role) =>
    listedWords(lexicons[role].entriesOf(word).map((entry) => graded(entry, GRADE.exact))),
  );
}

/** The typed word, finished or not. */
export function asSpelled(word: string, lexicons: Lexicons): Meaning {
  return inBothRoles((role) => lexicons[role].startingWith(word));
}

/** Words that sound the same. */
export function asHeard(word: string, lexicons: Lexicons, postings: Postings): Meaning {
  const alike = postings.sounding(soundKey(word));
  return inBothRoles((role) =>
    listedWords(
      alike
        .flatMap((id) => lexicons[role].entry(id) ?? [])
        .filter((entry) => entry.word !== word)
        .map((entry) => graded(entry, GRADE.sound)),
    ),
  );
}

/** Words one typing mistake away. */
export function asMistyped(word: string, lexicons: Lexicons): Meaning {
  return inBothRoles((role) =>
    listedWords(
      word.length < SHORTEST_MISTYPED
        ? []
        : lexicons[role].near(word, 1).map((entry) => graded(entry, GRADE.typo)),
    ),
  );
}

/** What is in one meaning or the other; in both, as the first has it. */
export function either(first: Meaning, second: Meaning): Meaning {
  return inBothRoles((role) => eitherOf(first[role], second[role]));
}

/** The last resort: two mistakes, or a mistake in what was heard. */
export function asFarOff(word: string, lexicons: Lexicons): Meaning {
  const sound = soundKey(word);
  return inBothRoles((role) => {
    const lexicon = lexicons[role];
    return listedWords(
      [
        ...(word.length < SHORTEST_MISTYPED_TWICE ? [] : lexicon.near(word, 2)),
        ...(sound.length < SHORTEST_MISHEARD ? [] : lexicon.soundingNear(sound)),
      ].map((entry) => graded(entry, GRADE.far)),
    );
  });
}

function graded(entry: LexiconEntry, deviation: number): GradedWord {
  return { id: entry.id, grade: deviation + partOf(entry), patients: entry.patients };
}
