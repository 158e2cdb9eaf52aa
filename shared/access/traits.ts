// docs/rules.md 2, step 4: the identity that a professional claims in an emergency against the record's.

import type { ClaimedTraits, RecordFacts } from './question.ts';
import { given } from './tests.ts';

/** Combining marks, hyphens, apostrophes and white space say nothing of whose name it is. */
const SAYS_NOTHING = /[\p{M}\-\u2010\u2011'\u2019\u02bc\p{White_Space}]/gu;

/**
 * Two names are the same when these are equal.
 *
 * Lower then upper case is Unicode's full case folding (ß as SS, final sigma as sigma) but for dotless i,
 * which folds to itself and would become I.
 */
export const comparableName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(SAYS_NOTHING, '')
    .split('ı')
    .map((part) => part.toLowerCase().toUpperCase())
    .join('ı')
    .replaceAll('Œ', 'OE')
    .replaceAll('Æ', 'AE');

/** Family name, any one of the given names, and the birth date to the letter. What is not claimed differs. */
export function traitsMatch(claimed: ClaimedTraits | undefined, record: RecordFacts): boolean {
  const { familyName, givenName, birthDate } = claimed ?? {};
  return (
    familyName !== undefined &&
    comparableName(familyName) === comparableName(given(record.familyName, 'record.familyName')) &&
    givenName !== undefined &&
    isOneOf(givenName, given(record.givenNames, 'record.givenNames')) &&
    birthDate !== undefined &&
    birthDate === given(record.birthDate, 'record.birthDate')
  );
}

function isOneOf(name: string, names: readonly string[]): boolean {
  const sought = comparableName(name);
  return names.some((candidate) => comparableName(candidate) === sought);
}
