import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';

/**
 * A recovery code as it is printed: seven groups of four signs and a check sign. Base 32 without I, L, O and
 * U, so that nothing is misread on paper.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 7;
const GROUP_DATA = 4;
const BITS_PER_SIGN = 5;

/** 140 bits: more than the 128 that nobody will ever guess, in whole groups. */
export const RECOVERY_CODE_BITS = GROUPS * GROUP_DATA * BITS_PER_SIGN;
/** Random bytes that a code is made of; of the last one the upper half alone counts. */
export const RECOVERY_CODE_BYTES = Math.ceil(RECOVERY_CODE_BITS / 8);

/** `7K2QX`: what is printed of one group. */
export type CodeGroup = string;

export type CodeFault =
  | { readonly code: 'LENGTH' }
  /** Groups, counted from 0, that cannot be what was printed. */
  | { readonly code: 'GROUPS'; readonly groups: readonly number[] };

/**
 * Writes random bytes as a code.
 *
 * @param bytes at least `RECOVERY_CODE_BYTES`; the rest is left out
 */
export function writeRecoveryCode(bytes: Uint8Array): readonly CodeGroup[] {
  if (bytes.length < RECOVERY_CODE_BYTES) throw new RangeError('a recovery code needs more bytes');
  const signs = Array.from({ length: GROUPS * GROUP_DATA }, (_, index) => fiveBits(bytes, index));
  return Array.from({ length: GROUPS }, (_, group) => {
    const data = signs.slice(group * GROUP_DATA, (group + 1) * GROUP_DATA);
    return [...data, checkSign(data, group)].map((sign) => ALPHABET[sign] ?? '').join('');
  });
}

/**
 * Reads a code as somebody typed it: small letters, other separators and the usual confusions (O for 0, I or L
 * for 1) are taken for what they mean.
 *
 * @returns the bytes that the code was written from, or which groups are mistyped
 */
export function readRecoveryCode(text: string): Result<Uint8Array, CodeFault> {
  const typed = groupsOf(text);
  if (typed === undefined) return err({ code: 'LENGTH' });
  const wrong = typed.flatMap((group, index) => (isCodeGroup(group, index) ? [] : [index]));
  if (wrong.length > 0) return err({ code: 'GROUPS', groups: wrong });
  const bytes = new Uint8Array(RECOVERY_CODE_BYTES);
  typed
    .flatMap((group) => signsOf(group).slice(0, GROUP_DATA))
    .forEach((sign, index) => putFiveBits(bytes, index, sign));
  return ok(bytes);
}

/** Whether one typed group is well formed at its place: two groups exchanged are seen as well. */
export function isCodeGroup(text: string, index: number): boolean {
  const signs = signsOf(cleaned(text));
  if (signs.length !== GROUP_DATA + 1 || signs.includes(-1)) return false;
  return signs[GROUP_DATA] === checkSign(signs.slice(0, GROUP_DATA), index);
}

/** Whether a typed group is the printed one. */
export const sameCodeGroup = (typed: string, printed: CodeGroup): boolean => cleaned(typed) === printed;

function groupsOf(text: string): readonly string[] | undefined {
  const signs = cleaned(text);
  const size = GROUP_DATA + 1;
  if (signs.length !== GROUPS * size) return undefined;
  return Array.from({ length: GROUPS }, (_, index) => signs.slice(index * size, (index + 1) * size));
}

/** Each sign as its number; -1 for what is none. */
const signsOf = (text: string): readonly number[] => Array.from(text, (sign) => ALPHABET.indexOf(sign));

const cleaned = (text: string): string =>
  text
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015._-]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1');

/**
 * A weighted sum over the field of 32 elements, with the place of the group in it: one wrong sign, two
 * neighbours exchanged and two groups exchanged always show.
 */
function checkSign(data: readonly number[], group: number): number {
  let sum = group + 1;
  for (const sign of data) sum = timesAlpha(sum) ^ sign;
  return timesAlpha(sum);
}

/** Multiplies by the generator of GF(32), whose polynomial is x⁵ + x² + 1. */
const timesAlpha = (element: number): number => ((element << 1) ^ (element & 16 ? 0b100101 : 0)) & 31;

function fiveBits(bytes: Uint8Array, index: number): number {
  const bit = index * BITS_PER_SIGN;
  const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
  return (pair >> (11 - (bit & 7))) & 31;
}

function putFiveBits(bytes: Uint8Array, index: number, sign: number): void {
  const bit = index * BITS_PER_SIGN;
  const placed = sign << (11 - (bit & 7));
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (placed >> 8);
  if ((bit >> 3) + 1 < bytes.length) bytes[(bit >> 3) + 1] = (bytes[(bit >> 3) + 1] ?? 0) | (placed & 255);
}
