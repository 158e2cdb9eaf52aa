import { editsBetween, letterSignature, signaturesAreClose } from './spelling.ts';
import type { WordSet } from './word-set.ts';
import { GRADE } from './word-set.ts';

export interface LexiconEntry {
  readonly id: number;
  readonly word: string;
  readonly sound: string;
  /** Whether the word is what people go by (see `NameWord`). */
  readonly isMain: boolean;
  /** How many patients bear the word. */
  readonly patients: number;
}

/** What playing a minor part in a name adds to the grade of a word. */
export function partOf({ isMain }: LexiconEntry): number {
  return isMain ? 0 : GRADE.further;
}

/** The distinct words of one role, in memory: some tens of thousands, however many patients there are. */
export interface Lexicon {
  /** All entries, in the order of their words. */
  readonly entries: readonly LexiconEntry[];
  /** The entries of a word: none, or one or two, the main one first. */
  entriesOf(word: string): readonly LexiconEntry[];
  entry(id: number): LexiconEntry | undefined;
  /** Words that begin with the text; the word itself, if it exists, is the exact one. */
  startingWith(text: string): WordSet;
  /** Words one edit away (two with `edits` 2), not the word itself. */
  near(text: string, edits: 1 | 2): readonly LexiconEntry[];
  /** Words whose sound key is one edit away from a key. */
  soundingNear(sound: string): readonly LexiconEntry[];
}

/** @param entries in any order */
export function createLexicon(entries: readonly LexiconEntry[]): Lexicon {
  const sorted = [...entries].sort(byWordThenPart);
  // A sparse table by word number: it is asked for each word of each candidate.
  const positions = new Int32Array(sorted.reduce((most, { id }) => Math.max(most, id), 0) + 1).fill(-1);
  sorted.forEach(({ id }, position) => {
    positions[id] = position;
  });
  const upTo = new Uint32Array(sorted.length + 1);
  sorted.forEach(({ patients }, i) => {
    upTo[i + 1] = (upTo[i] ?? 0) + patients;
  });
  const byWord = lengthBuckets(sorted, ({ word }) => word);
  const bySound = lengthBuckets(sorted, ({ sound }) => sound);

  return {
    entries: sorted,
    entriesOf(word) {
      const from = firstAtOrAfter(sorted, word);
      return sorted.slice(from, from + 2).filter((entry) => entry.word === word);
    },
    entry: (id) => sorted[positions[id] ?? -1],
    startingWith(text) {
      const from = firstAtOrAfter(sorted, text);
      const to = firstAtOrAfter(sorted, `${text}\uffff`);
      return {
        size: to - from,
        patients: (upTo[to] ?? 0) - (upTo[from] ?? 0),
        *ids() {
          for (let i = from; i < to; i += 1) {
            const entry = sorted[i];
            if (entry !== undefined) yield entry.id;
          }
        },
        grade(id) {
          const position = positions[id] ?? -1;
          const entry = position < from || position >= to ? undefined : sorted[position];
          if (entry === undefined) return undefined;
          return (entry.word === text ? GRADE.exact : GRADE.prefix) + partOf(entry);
        },
      };
    },
    near: (text, edits) => byWord.near(text, edits).filter(({ word }) => word !== text),
    soundingNear: (sound) => bySound.near(sound, 1),
  };
}

function byWordThenPart(a: LexiconEntry, b: LexiconEntry): number {
  if (a.word !== b.word) return a.word < b.word ? -1 : 1;
  return partOf(a) - partOf(b);
}

function firstAtOrAfter(sorted: readonly LexiconEntry[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.word ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface LengthBuckets {
  near(text: string, edits: 1 | 2): LexiconEntry[];
}

/** Texts by length, with their letters as bits: most words are ruled out without being read. */
function lengthBuckets(
  entries: readonly LexiconEntry[],
  textOf: (entry: LexiconEntry) => string,
): LengthBuckets {
  const groups = new Map<number, number[]>();
  entries.forEach((entry, position) => {
    const { length } = textOf(entry);
    const group = groups.get(length);
    if (group === undefined) groups.set(length, [position]);
    else group.push(position);
  });
  const buckets = new Map(
    [...groups].map(([length, group]) => {
      const signatures = group
        .map((position) => entries[position])
        .map((entry) => {
          return entry === undefined ? 0 : letterSignature(textOf(entry));
        });
      return [length, { positions: Int32Array.from(group), signatures: Int32Array.from(signatures) }];
    }),
  );
  return {
    near(text, edits) {
      const signature = letterSignature(text);
      const found: LexiconEntry[] = [];
      for (let length = text.length - edits; length <= text.length + edits; length += 1) {
        const bucket = buckets.get(length);
        if (bucket === undefined) continue;
        const { positions, signatures } = bucket;
        for (let i = 0; i < signatures.length; i += 1) {
          if (!signaturesAreClose(signature, signatures[i] ?? 0, edits)) continue;
          const entry = entries[positions[i] ?? -1];
          if (entry !== undefined && editsBetween(text, textOf(entry), edits) !== undefined)
            found.push(entry);
        }
      }
      return found;
    },
  };
}
