/**
 * The comparison form of names (docs/rules.md 2, "Traits match when …"). One implementation serves the
 * decision engine, the national look-up and the search, so that they can never disagree on who is who.
 */

const DROPPED = /[\p{M}\p{White_Space}\u002d\u2010\u2011\u0027\u2019\u02bc]/gu;
// Most names in registries are plain capitals: the long way round is not for them.
const ASCII = /^[\0-\x7f]*$/;

/**
 * Full case folding by code point. JavaScript only offers case mappings: going down, up and down again
 * reaches the same form (ß, ẞ and SS meet at ss; ﬁ at fi; ſ at s). The exception is the dotless ı, which
 * folds to itself outside Turkic languages although its capital is I.
 */
function foldCase(text: string): string {
  let folded = '';
  for (const letter of text) {
    folded += letter === 'ı' ? letter : letter.toLowerCase().toUpperCase().toLowerCase();
  }
  return folded;
}

/** Canonical decomposition and full case folding, with œ as oe and æ as ae; marks are still there. */
export function foldLetters(text: string): string {
  return foldCase(text.normalize('NFD')).normalize('NFD').replaceAll('œ', 'oe').replaceAll('æ', 'ae');
}

/**
 * A name reduced to what is compared: decomposed, folded, without combining marks, hyphens, apostrophes or
 * white space (`Élise-Anne d’Œuvre` becomes `eliseannedoeuvre`).
 */
export function normaliseTrait(text: string): string {
  return (ASCII.test(text) ? text.toLowerCase() : foldLetters(text)).replace(DROPPED, '');
}

/** Whether two writings of a name are the same name (docs/rules.md 2). Two empty names are the same. */
export function sameTrait(a: string, b: string): boolean {
  return a === b || normaliseTrait(a) === normaliseTrait(b);
}
