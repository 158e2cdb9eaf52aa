import { describe, expect, it } from 'vitest';
import file from '../../../resources/agenda/recommended-exams.json' with { type: 'json' };
import { isMovable, mayBecome } from '../../../shared/agenda/changes.ts';
import { examsInWords } from '../../../shared/agenda/exam-words.ts';
import { RecommendedExams, recommendedTo } from '../../../shared/agenda/recommended-exams.ts';

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
    const [first] = examsInWords({ birthDate: '2018-02-09', gender: 'male' }, TODAY, EXAMS);
    expect(first?.why).toMatch(/^De \d+ à \d+ ans, /);
    expect(first?.source).toMatch(/\(\d{4}\)$/);
    expect(codes('2027-01-01', 'male')).toEqual([]);
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
