import { describe, expect, it } from 'vitest';
import { FINDING_CODES, healthOf, type Finding } from '../../../shared/doctor/findings.ts';
import { verdict, wordsOf } from '../../../shared/doctor/wording.ts';

const finding = (code: Finding['code'], part: Finding['part'], measure: number | null = null): Finding => ({
  part,
  code,
  measure,
});

describe('the words of the examination', () => {
  it.each(FINDING_CODES)('%s: a sentence, and a repair wherever something is faulty', (code) => {
    const words = wordsOf(finding(code, 'store', 3));
    expect(words.sentence).toMatch(/^[A-Z0-9].*\.$/u);
    expect(healthOf({ code }) !== 'faulty' || words.repair !== null).toBe(true);
  });

  it('the whole in one sentence names what is faulty', () => {
    expect(verdict([finding('DISK_SOUND', 'disk', 9000), finding('CARDS_FOUND', 'cards', 1)])).toBe(
      'Tout est en ordre.',
    );
    expect(verdict([finding('DISK_LOW', 'disk', 300)])).toBe('Rien en panne ; 1 point à savoir.');
    expect(verdict([finding('KEYCHAIN_ABSENT', 'keychain'), finding('CARDS_NONE', 'cards')])).toBe(
      'En panne : trousseau, cartes.',
    );
  });

  it('agrees in number', () => {
    expect(wordsOf(finding('CARDS_FOUND', 'cards', 1)).sentence).toBe('1 carte lue.');
    expect(wordsOf(finding('CARDS_FOUND', 'cards', 2)).sentence).toBe('2 cartes lues.');
  });
});
