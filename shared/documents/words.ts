const LONGEST_WORD = 64;

/**
 * The words of a text and nothing else of it: letters and digits, one space between two words. What is found by
 * them needs no more, and no control character of a hostile document goes any further.
 */
export const plainWords = (text: string): string =>
  (text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, LONGEST_WORD)).join(' ');
