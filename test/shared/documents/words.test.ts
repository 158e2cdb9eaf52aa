import { expect, it } from 'vitest';
import { plainWords } from '../../../shared/documents/words.ts';

it('keeps words and numbers, and no sign that could mean anything else', () => {
  expect(plainWords('Créatinine : 92 µmol/L\u0000\u001b[31m "OR" *\u202e\n')).toBe(
    'Créatinine 92 µmol L 31m OR',
  );
});

it('puts a letter and its accent together, and cuts what is no word', () => {
  expect(plainWords('e\u0301panchement')).toBe('épanchement');
  expect(plainWords('a'.repeat(10_000))).toHaveLength(64);
});
