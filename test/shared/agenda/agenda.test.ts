import { describe, expect, it } from 'vitest';
import file from '../../../resources/agenda/recommended-exams.json' with { type: 'json' };
import { isMovable, mayBecome } from '../../../shared/agenda/changes.ts';
import { examsInWords } from '../../../shared/agenda/exam-words.ts';
import { childExamsAt, RecommendedExams, recommendedTo } from '../../../shared/agenda/recommended-exams.ts';

const EXAMS = RecommendedExams.parse(file);
const TODAY = '2026-11-26';
const codes = (birthDate: string, gender: 'female' | 'male' | 'unknown'): string[] =>
  recommendedTo({ birthDate, gender }, TODAY, EXAMS).map(({ code }) => code);

describe('recommended examinations', () => {
  it('go by age, both ends included, and by sex', () => {
    expect(codes('1976-11-26', 'female')).toEqual(expect.arrayContaining(['sein', 'colorectal', 'bilan-45']));
    expect(codes('1976-11-27', 'female')).not.toContain('sein');
    expect(codes('1951-11-27', 'female')).toContain('sein');
    expect(codes('1951-11-26', 'female')).not.toContain('sein');
    expect(codes('1970-01-01', 'male')).not.toContain('sein');
    expect(codes('1970-01-01', 'unknown')).toContain('sein');
  });

  it('each says why and who says it; nothing is recommended before birth', () => {
    const first = examsInWords({ birthDate: '1976-11-26', gender: 'male' }, TODAY, EXAMS)[0];
    expect(first?.why).toMatch(/^De \d+ à \d+ ans, /);
    expect(first?.source).toMatch(/\(\d{4}\)$/);
    expect(codes('2027-01-01', 'male')).toEqual([]);
  });
});

describe('the compulsory examinations of a child', () => {
  const at = (birthDate: string) => {
    const { now, next } = childExamsAt(birthDate, TODAY, EXAMS);
    return [now.map(({ code }) => code.replace('enfant-', '')), next?.code.replace('enfant-', ''), next?.day];
  };

  // The calendar of 2025: twenty, thirteen of them in the first three years, four from the seventh on.
  it('are twenty, three of them with a certificate', () => {
    const { exams } = EXAMS.child;
    expect(exams).toHaveLength(20);
    expect(exams.filter(({ unit, from }) => unit !== 'years' || from < 3)).toHaveLength(13);
    expect(exams.filter(({ unit, from }) => unit === 'years' && from >= 6)).toHaveLength(4);
    expect(exams.filter(({ certificate }) => certificate).map(({ code }) => code)).toEqual([
      'enfant-1',
      'enfant-8',
      'enfant-12',
    ]);
  });

  it.each([
    ['2026-11-26', ['1'], '2', '2026-12-03'],
    ['2026-11-18', ['1', '2'], '3', '2026-12-18'],
    ['2026-11-05', [], '3', '2026-12-05'],
    ['2026-10-26', ['3'], '4', '2026-12-26'],
    ['2026-03-03', ['8'], '9', '2027-02-03'],
    ['2024-12-26', ['12'], '13', '2026-12-26'],
    ['2024-11-26', ['12', '13'], '14', '2027-11-26'],
    ['2019-11-27', ['17'], '18', '2027-11-27'],
    ['2018-02-09', ['18'], '19', '2029-02-09'],
    ['2010-11-27', ['20'], undefined, undefined],
    ['2009-11-26', [], undefined, undefined],
    ['1980-02-03', [], undefined, undefined],
    ['2027-01-01', [], undefined, undefined],
  ])('by age, of who was born on %s: %j, then %s from %s on', (birthDate, now, next, day) => {
    expect(at(birthDate)).toEqual([now, next, day]);
  });

  it('say why, with their place and their source, what is to come after what is asked for now', () => {
    const [now, next] = examsInWords({ birthDate: '2026-03-03', gender: 'female' }, TODAY, EXAMS);
    expect(now?.why).toBe('À cet âge, examen 8 sur 20, avec certificat de santé');
    expect(next?.why).toBe('À venir, dès le 03/02/2027, examen 9 sur 20');
    expect(now?.source).toContain('R.2132-1');
  });
});

describe('an appointment', () => {
  it('is accepted by the side that did not propose it', () => {
    expect(mayBecome('professional', 'proposed', 'booked')).toBe(false);
    expect(mayBecome('patient', 'proposed', 'booked')).toBe(true);
    expect(mayBecome('professional', 'pending', 'booked')).toBe(true);
    expect(mayBecome('patient', 'pending', 'booked')).toBe(false);
  });

  it('that is over stays over, whoever asks', () => {
    for (const side of ['professional', 'patient', 'own'] as const) {
      for (const over of ['fulfilled', 'cancelled', 'noshow', 'entered-in-error'] as const) {
        expect(isMovable(over)).toBe(false);
        expect(mayBecome(side, over, 'booked')).toBe(false);
      }
    }
    expect(isMovable('booked')).toBe(true);
  });
});
