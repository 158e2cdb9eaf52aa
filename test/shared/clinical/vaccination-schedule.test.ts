import { describe, expect, it } from 'vitest';
import scheduleFile from '../../../resources/vaccination/schedule.json' with { type: 'json' };
import vaccinesFile from '../../../resources/vaccination/vaccines.json' with { type: 'json' };
import type { Given } from '../../../shared/clinical/vaccination-schedule.ts';
import { vaccineHints, VaccinationSchedule } from '../../../shared/clinical/vaccination-schedule.ts';
import { VaccineList } from '../../../shared/clinical/vaccines.ts';

const schedule = VaccinationSchedule.parse(scheduleFile);
const TODAY = '2026-11-20';
const DTP = ['diphtheria', 'tetanus', 'polio'];
const HEXAVALENT = [...DTP, 'pertussis', 'hib', 'hepatitisB'];

const hints = (birthDate: string, given: readonly Given[] = [], today = TODAY) =>
  vaccineHints(schedule, birthDate, today, given);
const statusOf = (rule: string, ...asked: Parameters<typeof hints>): string | undefined =>
  hints(...asked).find((hint) => hint.rule === rule)?.status;

describe('the schedule as it ships', () => {
  it('names only diseases that it knows, and so does the list of vaccines', () => {
    const known = new Set(schedule.diseases.map(({ id }) => id));
    const { vaccines } = VaccineList.parse(vaccinesFile);
    const named = [...schedule.rules, ...vaccines].flatMap(({ diseases }) => diseases);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it('says its year and where it comes from', () => {
    expect(schedule).toMatchObject({ year: 2025, source: expect.stringContaining('Ministère') });
  });
});

describe('an infant', () => {
  it('at two months is due for the hexavalent, and late two months after', () => {
    expect(statusOf('dtp', '2026-09-20')).toBe('due');
    expect(statusOf('dtp', '2026-09-21')).toBe('soon');
    expect(statusOf('dtp', '2026-07-20')).toBe('late');
  });

  it('is told one dose at a time, with what was found and what is expected', () => {
    const [hint, ...others] = hints('2026-05-20', [{ date: '2026-07-20', diseases: HEXAVALENT }]).filter(
      ({ rule }) => rule === 'dtp',
    );
    expect(others).toEqual([]);
    expect(hint).toMatchObject({
      status: 'late',
      compulsory: true,
      reason: { kind: 'dose', found: 1, expected: 2, atMonths: 4 },
    });
  });

  it('who began late is not pressed to the second dose before its interval', () => {
    const given = [{ date: '2026-11-01', diseases: HEXAVALENT }];
    expect(statusOf('dtp', '2026-05-20', given)).toBe('soon');
    expect(hints('2026-05-20', given).find(({ rule }) => rule === 'dtp')?.from).toBe('2027-01-01');
  });

  it('is no more told of rotavirus after six months', () => {
    expect(statusOf('rotavirus', '2026-08-20')).toBe('late');
    expect(statusOf('rotavirus', '2026-05-20')).toBeUndefined();
  });

  it('counts one dose that two hands wrote on the same day as one', () => {
    const twice = ['2026-07-20', '2026-07-20'].map((date) => ({ date, diseases: HEXAVALENT }));
    expect(hints('2026-05-20', twice).find(({ rule }) => rule === 'dtp')?.reason).toMatchObject({ found: 1 });
  });

  it('born before meningococci were compulsory is told of them as recommended', () => {
    const compulsory = (birth: string, today: string) =>
      hints(birth, [], today).find(({ rule }) => rule === 'meningococcusB')?.compulsory;
    expect(compulsory('2025-06-20', TODAY)).toBe(true);
    expect(compulsory('2023-06-20', '2024-11-20')).toBe(false);
  });
});

describe('a booster', () => {
  const born = '1980-11-21';
  it('at forty-five is due on the birthday, soon before it and met by a dose of the last five years', () => {
    expect(statusOf('dtp', born, [{ date: '2008-01-10', diseases: DTP }], '2025-11-21')).toBe('due');
    expect(statusOf('dtp', born, [{ date: '2008-01-10', diseases: DTP }], '2025-11-20')).toBe('soon');
    expect(statusOf('dtp', born, [{ date: '2021-01-10', diseases: DTP }], '2025-11-21')).toBeUndefined();
  });

  it('says since which age no dose was found', () => {
    expect(hints(born, [], TODAY).find(({ rule }) => rule === 'dtp')?.reason).toEqual({
      kind: 'booster',
      sinceMonths: 480,
      atMonths: 540,
    });
  });

  it('is not met by a vaccine that leaves out one of its diseases', () => {
    expect(statusOf('dtp', born, [{ date: '2024-01-10', diseases: ['tetanus'] }])).toBe('due');
  });
});

describe('a year known alone', () => {
  it('is read in favour of whoever was vaccinated', () => {
    expect(statusOf('dtp', '1980-11-21', [{ date: '2020', diseases: DTP }], '2025-11-21')).toBeUndefined();
    expect(statusOf('dtp', '1980-11-21', [{ date: '2019', diseases: DTP }], '2025-11-21')).toBe('due');
  });
});

describe('a season', () => {
  const old = '1950-02-03';
  const flu = (date: string): Given => ({ date, diseases: ['influenza'] });
  it('asks each autumn, over the end of the year, and for nothing in summer', () => {
    expect(statusOf('influenza', old, [flu('2025-11-10')])).toBe('due');
    expect(statusOf('influenza', old, [flu('2025-11-10')], '2026-01-20')).toBeUndefined();
    expect(statusOf('influenza', old, [], '2027-01-20')).toBe('due');
    expect(statusOf('influenza', old, [], '2026-07-01')).toBeUndefined();
  });

  it('is met by a dose since it began, and starts at its age', () => {
    expect(statusOf('influenza', old, [flu('2026-10-15')])).toBeUndefined();
    expect(statusOf('influenza', '1961-11-21')).toBeUndefined();
    expect(statusOf('influenza', '1961-11-20')).toBe('due');
  });
});

describe('what the age alone cannot say', () => {
  it('suggests measles to nobody born before 1980', () => {
    expect(statusOf('mmr', '1979-12-31')).toBeUndefined();
    expect(statusOf('mmr', '1980-01-01')).toBe('late');
  });

  it('suggests nothing to whoever is not born yet, or has no birth date', () => {
    expect(hints('2027-01-01')).toEqual([]);
    expect(hints('inconnue')).toEqual([]);
  });

  it('tells the late ones first', () => {
    const ranks = hints('2026-07-20').map(({ status }) => ['late', 'due', 'soon'].indexOf(status));
    expect(new Set(ranks).size).toBeGreaterThan(1);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });
});
