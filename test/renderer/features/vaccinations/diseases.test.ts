import { describe, expect, it } from 'vitest';
import type { Vaccination, VaccinationNotebook } from '../../../../shared/bridge/sections.ts';
import { byDisease, together } from '../../../../renderer/features/vaccinations/diseases.ts';

const diseases = [
  { id: 'polio', label: 'Poliomyélite' },
  { id: 'tetanus', label: 'Tétanos' },
  { id: 'influenza', label: 'Grippe' },
];
const given = (date: string, known: string[], otherDiseases: string[] = []): Vaccination => ({
  id: date,
  version: 1,
  code: null,
  name: 'Vaccin',
  diseases: known,
  otherDiseases,
  date,
  lot: null,
  expires: null,
  manufacturer: null,
  site: null,
  route: null,
  dose: null,
  doses: null,
  note: null,
  performer: { id: null, name: '', side: 'unknown' },
  own: false,
});
const hint = (rule: string, of: string[]): VaccinationNotebook['hints'][number] => ({
  rule,
  label: rule,
  diseases: of,
  status: 'late',
  from: '2026-01-01',
  reason: { kind: 'dose', found: 0, expected: 1, atMonths: 2 },
  compulsory: false,
});

describe('the notebook by disease', () => {
  it('has a line for what was vaccinated against and for what is due, in the order of the schedule', () => {
    const lines = byDisease(
      { diseases, hints: [hint('grippe', ['influenza'])] },
      [given('2026-02-01', ['tetanus']), given('2020-02-01', ['tetanus'])],
      'non précisée',
    );
    expect(
      lines.map(({ label, doses, hint: due }) => [label, doses.map(({ date }) => date), due?.rule]),
    ).toEqual([
      ['Tétanos', ['2020-02-01', '2026-02-01'], undefined],
      ['Grippe', [], 'grippe'],
    ]);
  });

  it('loses no vaccination: neither of a disease that the schedule does not know, nor of none', () => {
    const lines = byDisease(
      { diseases, hints: [] },
      [given('2026-02-01', [], ['Fièvre du Nil']), given('2026-03-01', [])],
      'non précisée',
    );
    expect(lines.map(({ label }) => label)).toEqual(['Fièvre du Nil', 'non précisée']);
  });
});

describe('hints that one injection answers', () => {
  it('are one line, and what differs stays apart', () => {
    const other = { ...hint('c', []), from: '2026-02-01' };
    expect(together([hint('a', []), hint('b', []), other]).map(({ labels }) => labels)).toEqual([
      ['a', 'b'],
      ['c'],
    ]);
  });
});
