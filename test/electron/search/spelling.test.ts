import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editsBetween, letterSignature, signaturesAreClose } from '../../../electron/search/spelling.ts';

/** The textbook definition, slow and plain. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => i + j),
  );
  const at = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const swap =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      const change = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const row = table[i];
      if (row !== undefined) row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, change, swap);
    }
  }
  return at(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

describe('edits between two words', () => {
  it.each([
    ['martin', 'martin', 0],
    ['martin', 'matrin', 1],
    ['martin', 'marin', 1],
    ['martin', 'martinn', 1],
    ['martin', 'mattin', 1],
    ['martin', 'matrni', 2],
    ['lefebvre', 'lefevre', 1],
  ])('%s, %s: %i', (a, b, edits) => {
    expect(editsBetween(a, b, 2)).toBe(edits);
    expect(editsBetween(b, a, 2)).toBe(edits);
  });

  it('are those of the textbook, up to what was asked for', () => {
    fc.assert(
      fc.property(word, word, fc.constantFrom(1, 2), (a, b, most) => {
        const edits = distance(a, b);
        expect(editsBetween(a, b, most)).toBe(edits <= most ? edits : undefined);
      }),
      { numRuns: 2000 },
    );
  });
});

it('words that are close are never ruled out by their letters', () => {
  fc.assert(
    fc.property(word, word, fc.constantFrom(1, 2), (a, b, edits) => {
      fc.pre(distance(a, b) <= edits);
      expect(signaturesAreClose(letterSignature(a), letterSignature(b), edits)).toBe(true);
    }),
  );
  expect(signaturesAreClose(letterSignature('martin'), letterSignature('dubouclq'), 1)).toBe(false);
});
