import { describe, expect, it } from 'vitest';
import { fold, occurrences } from '../../../../renderer/features/viewer/find/fold.ts';

const found = (text: string, typed: string): string[] =>
  occurrences(fold(text), typed).map(({ start, end }) => text.slice(start, end));

describe('search in a document', () => {
  it('finds words whatever their case, accents and ligatures', () => {
    expect(found('Œdème résorbé, pas d’œdème.', 'oedeme')).toEqual(['Œdème', 'œdème']);
    expect(found('CŒUR', 'cœur')).toEqual(['CŒUR']);
  });

  it('gives back the stretch of the original, decomposed accents included', () => {
    const decomposed = 'e\u0301tat ge\u0301ne\u0301ral';
    expect(found(decomposed, 'général')).toEqual(['ge\u0301ne\u0301ral']);
  });

  it('takes the end of a line for a blank', () => {
    expect(found('insuffisance\nrénale', 'insuffisance renale')).toEqual(['insuffisance\nrénale']);
    expect(found('insuffisance  \n  rénale', 'insuffisance rénale')).toHaveLength(1);
  });

  it('overlooks soft hyphens, and sees typographic apostrophes as typed ones', () => {
    expect(found('hypo\u00adthyroïdie', 'hypothyroidie')).toHaveLength(1);
    expect(found('l’état', "l'état")).toEqual(['l’état']);
  });

  it('finds nothing for blanks, and counts without overlap', () => {
    expect(found('aaaa', '  ')).toEqual([]);
    expect(found('aaaa', 'aa')).toHaveLength(2);
  });
});
