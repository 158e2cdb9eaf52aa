/** A text as it is searched: without case, accents or ligatures; any white space is one blank. */
export interface Folded {
  readonly text: string;
  /** For each character of `text`, where it comes from; one more entry for the end. */
  readonly origin: Uint32Array;
}

const LIGATURES: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  '’': "'",
  '\u2010': '-',
  '\u2011': '-',
};

const MARKS = /\p{M}/gu;
const IS_BLANK = /\s/u;
/** Soft hyphens and zero-width characters: invisible, and no reason to miss a word. */
const IS_INVISIBLE = /[\u00ad\u200b-\u200d\ufeff]/u;

function foldCharacter(character: string): string {
  if (IS_BLANK.test(character)) return ' ';
  if (IS_INVISIBLE.test(character)) return '';
  const lower = character.toLowerCase();
  const ligature = LIGATURES[lower];
  if (ligature !== undefined) return ligature;
  if (lower.length === 1 && lower < '\u0080') return lower;
  return lower.normalize('NFD').replaceAll(MARKS, '');
}

/** Folds a text for searching and remembers the place of each character in the original. */
export function fold(original: string): Folded {
  const parts: string[] = [];
  const origin: number[] = [];
  let at = 0;
  let afterBlank = false;
  for (const character of original) {
    const folded = foldCharacter(character);
    const blank = folded === ' ';
    if (!(blank && afterBlank)) {
      parts.push(folded);
      for (let i = 0; i < folded.length; i += 1) origin.push(at);
      if (folded !== '') afterBlank = blank;
    }
    at += character.length;
  }
  origin.push(original.length);
  return { text: parts.join(''), origin: Uint32Array.from(origin) };
}

/** A stretch of the original text, from `start` up to and without `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Every place where the words typed stand, in order, without overlap; none for blanks alone. */
export function occurrences(folded: Folded, typed: string): Span[] {
  const wanted = fold(typed).text.trim();
  if (wanted === '') return [];
  const spans: Span[] = [];
  for (
    let at = folded.text.indexOf(wanted);
    at !== -1;
    at = folded.text.indexOf(wanted, at + wanted.length)
  ) {
    spans.push({ start: folded.origin[at] ?? 0, end: folded.origin[at + wanted.length] ?? 0 });
  }
  return spans;
}
