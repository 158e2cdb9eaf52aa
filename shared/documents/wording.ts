import { foldLetters } from '../identity/traits.ts';
import { z } from '../schema/zod.ts';

/** Phrases that speak of one thing (`resources/vigilance/`); accents, case and plurals do not matter. */
export interface Wording<Topic extends string> {
  readonly topic: Topic;
  readonly phrases: readonly string[];
}

/**
 * How French takes a word back: before it ("absence de"), after it ("négatif"), and what ends that effect
 * (`resources/vigilance/negations.json`).
 */
export const Negations = z.strictObject({
  before: z.array(z.string()),
  after: z.array(z.string()),
  stops: z.array(z.string()),
});
export type Negations = z.infer<typeof Negations>;

/** A phrase that stands in a text and that the text affirms. */
export interface Finding<Topic extends string> {
  readonly topic: Topic;
  /** The words around it, as the text writes them. */
  readonly excerpt: string;
}

/** A negation reaches this many words further; "pas d'argument en faveur d'une lésion maligne" is one. */
const REACH_BEFORE = 8;
const REACH_AFTER = 4;
const EXCERPT_WORDS = 4;
/** What a text can hold is looked at, and no more: a document of a thousand pages says it early. */
const READ_CHARACTERS = 200_000;

interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  /** Which sentence it stands in; a negation never leaves its sentence. */
  readonly sentence: number;
  /** Part of a sentence up to a colon: "Suivi : métastase" does not deny what follows. */
  readonly clause: number;
  readonly line: number;
}

type Phrase = readonly string[];

/**
 * The phrases that a text affirms, one finding a topic, in the order of the text. A phrase that the same
 * sentence denies ("absence de lésion suspecte", "VIH : négatif") is none.
 */
export function findWordings<Topic extends string>(
  text: string,
  wordings: readonly Wording<Topic>[],
  negations: Negations,
): Finding<Topic>[] {
  const read = text.slice(0, READ_CHARACTERS);
  const words = wordsOf(read);
  const denials = {
    before: negations.before.map(phraseOf),
    after: negations.after.map(phraseOf),
    stops: negations.stops.map(phraseOf),
  };
  return wordings
    .flatMap(({ topic, phrases }) => {
      const affirmed = phrases
        .map(phraseOf)
        .flatMap((phrase) => placesOf(words, phrase).map((at) => ({ at, length: phrase.length })))
        .filter((place) => !isDenied(words, place, denials))
        .sort((a, b) => a.at - b.at || b.length - a.length);
      const [first] = affirmed;
      return first === undefined ? [] : [{ topic, at: first.at, excerpt: excerptOf(read, words, first) }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ topic, excerpt }) => ({ topic, excerpt }));
}

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let sentence = 0;
  let clause = 0;
  let line = 0;
  let last = 0;
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const between = text.slice(last, match.index);
    // A full stop ends a sentence; the dot of a number or of an article of the code (L.1111-5) does not.
    if (/[.;!?](?=\s)|\n\s*\n/u.test(between)) sentence += 1;
    if (between.includes(':')) clause += 1;
    if (between.includes('\n')) line += 1;
    last = match.index + match[0].length;
    words.push({ folded: foldWord(match[0]), start: match.index, end: last, sentence, clause, line });
  }
  return words;
}

const foldWord = (word: string): string => foldLetters(word).replace(/\p{M}/gu, '');

const phraseOf = (phrase: string): Phrase => wordsOf(phrase).map(({ folded }) => folded);

/** Where a phrase begins; each of its words may carry the mark of the plural. */
function placesOf(words: readonly Word[], phrase: Phrase): number[] {
  const places: number[] = [];
  for (let at = 0; at + phrase.length <= words.length; at += 1) {
    if (stands(words, phrase, at)) places.push(at);
  }
  return places;
}

function stands(words: readonly Word[], phrase: Phrase, at: number): boolean {
  return phrase.every((wanted, offset) => {
    const word = words[at + offset];
    if (word === undefined || word.sentence !== words[at]?.sentence) return false;
    return word.folded === wanted || word.folded === `${wanted}s` || word.folded === `${wanted}x`;
  });
}

interface Denials {
  readonly before: readonly Phrase[];
  readonly after: readonly Phrase[];
  readonly stops: readonly Phrase[];
}

interface Place {
  readonly at: number;
  readonly length: number;
}

function isDenied(words: readonly Word[], place: Place, denials: Denials): boolean {
  return isDeniedBefore(words, place, denials) || isDeniedAfter(words, place, denials);
}

function isDeniedBefore(words: readonly Word[], { at }: Place, { before, stops }: Denials): boolean {
  const { sentence, clause } = words[at] ?? {};
  for (let back = at - 1; back >= 0 && back >= at - REACH_BEFORE; back -= 1) {
    if (words[back]?.sentence !== sentence || words[back]?.clause !== clause) return false;
    if (stops.some((stop) => stands(words, stop, back))) return false;
    if (before.some((denial) => back + denial.length <= at && stands(words, denial, back))) return true;
  }
  return false;
}

/** A result stands on the line of its test: the next line is another test's. */
function isDeniedAfter(words: readonly Word[], { at, length }: Place, { after, stops }: Denials): boolean {
  const { sentence, line } = words[at + length - 1] ?? {};
  for (let next = at + length; next < at + length + REACH_AFTER; next += 1) {
    const word = words[next];
    if (word === undefined || word.sentence !== sentence || word.line !== line) return false;
    if (stops.some((stop) => stands(words, stop, next))) return false;
    if (after.some((denial) => stands(words, denial, next))) return true;
  }
  return false;
}

function excerptOf(text: string, words: readonly Word[], { at, length }: Place): string {
  const sentence = words[at]?.sentence;
  const inSentence = (index: number): boolean => words[index]?.sentence === sentence;
  let from = at;
  while (from > at - EXCERPT_WORDS && inSentence(from - 1)) from -= 1;
  let to = at + length - 1;
  while (to < at + length - 1 + EXCERPT_WORDS && inSentence(to + 1)) to += 1;
  const cut = text
    .slice(words[from]?.start ?? 0, words[to]?.end ?? 0)
    .replace(/\s+/gu, ' ')
    .trim();
  return `${inSentence(from - 1) ? '… ' : ''}${cut}${inSentence(to + 1) ? ' …' : ''}`;
}
