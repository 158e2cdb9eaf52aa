import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseTrait, sameTrait } from '../../../shared/identity/traits.ts';

describe('two writings of one name', () => {
  it.each([
    ['ÉLISE', 'elise'],
    ['Élise (composed)', 'E\u0301lise (composed)'],
    ['Jean-Pierre', 'JEAN PIERRE'],
    ['Jean\u2010Pierre', 'Jean\u2011Pierre'],
    ["D'ARTAGNAN", 'd\u2019Artagnan'],
    ['d\u02bcArtagnan', 'DARTAGNAN'],
    ['DE LA FONTAINE', 'Delafontaine'],
    ['LE\u00a0GALL', 'le\u202fgall'],
    ['Lœtitia', 'LOETITIA'],
    ['Œuvrard', 'oeuvrard'],
    ['Lætitia', 'LAETITIA'],
    ['Ǽlis', 'aelis'],
    ['Strauß', 'STRAUSS'],
    ['STRAUẞ', 'strauss'],
    ['ﬁlippo', 'FILIPPO'],
    ['ÇELİK', 'celik'],
    ['ŸVES', 'yves'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['\u2003MARTIN\u3000', 'martin'],
  ])('%s is %s', (a, b) => {
    expect(sameTrait(a, b)).toBe(true);
    expect(sameTrait(b, a)).toBe(true);
  });
});

describe('two different names', () => {
  it.each([
    ['MARTIN', 'MARTINE'],
    ['LÉA', 'LÉO'],
    ['DURAND', 'DURANT'],
    ['O.NEILL', 'ONEILL'],
    ['ANNE_MARIE', 'ANNEMARIE'],
    ['ANNE\u2013MARIE', 'ANNEMARIE'],
    ['ıșık', 'işik'],
    ['', 'A'],
  ])('%s is not %s', (a, b) => {
    expect(sameTrait(a, b)).toBe(false);
  });
});

describe('the comparison form', () => {
  it('is the bare letters', () => {
    expect(normaliseTrait('Élise-Anne d’Œuvre')).toBe('eliseannedoeuvre');
  });

  it('is stable: reducing twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normaliseTrait(normaliseTrait(text))).toBe(normaliseTrait(text));
      }),
    );
  });

  it('does not depend on how Unicode composed the text, nor on hyphens, apostrophes and spaces in it', () => {
    const ignored = fc.constantFrom(
      '-',
      '\u2010',
      '\u2011',
      "'",
      '\u2019',
      '\u02bc',
      ' ',
      '\u00a0',
      '\u0301',
      '\u0327',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), ignored)), (parts) => {
        const bare = parts.map(([text]) => text).join('');
        const dressed = parts.map(([text, mark]) => text + mark).join('');
        expect(sameTrait(dressed, bare)).toBe(true);
        expect(sameTrait(dressed.normalize('NFC'), dressed.normalize('NFD'))).toBe(true);
      }),
    );
  });
});
