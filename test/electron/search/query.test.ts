import { describe, expect, it } from 'vitest';
import { readQuery, wordings } from '../../../electron/search/query.ts';

describe('what was typed is read', () => {
  it('as names', () => {
    expect(readQuery(" L'Hermite-Roux  Élise ")).toEqual([
      { kind: 'names', words: ['l', 'hermite', 'roux', 'elise'], dates: [] },
    ]);
  });

  it('as names with a birth date', () => {
    expect(readQuery('roux 12/05/1978')).toEqual([
      { kind: 'names', words: ['roux'], dates: [{ year: 1978, month: 5, day: 12 }] },
    ]);
  });

  it('as the beginning of an INS, Corsica too', () => {
    expect(readQuery('2 84 05 2a 321')).toEqual([{ kind: 'ins', prefix: '284052A321' }]);
    expect(readQuery('278054410912345')).toEqual([{ kind: 'ins', prefix: '278054410912345' }]);
  });

  it('in both ways when digits can be both', () => {
    expect(readQuery('120578').map(({ kind }) => kind)).toEqual(['names', 'ins']);
    expect(readQuery('1978').map(({ kind }) => kind)).toEqual(['names', 'ins']);
  });

  it('as nothing when nothing was', () => {
    expect(readQuery('')).toEqual([]);
    expect(readQuery(' -’ ')).toEqual([]);
  });
});

it('neighbouring words may be one name', () => {
  expect(wordings(['le', 'gall', 'anne'])).toEqual([
    ['le', 'gall', 'anne'],
    ['legall', 'anne'],
    ['le', 'gallanne'],
  ]);
});
