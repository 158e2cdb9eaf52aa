import { describe, expect, it } from 'vitest';
import { hl7FromIso, isoFromHl7 } from '../../../shared/cda/timestamp.ts';

describe('HL7 time stamps', () => {
  it.each([
    ['2026', '2026'],
    ['202603', '2026-03'],
    ['20260318', '2026-03-18'],
    ['202603181430', '2026-03-18T14:30:00'],
    ['20260318143059+0100', '2026-03-18T14:30:59+01:00'],
    ['20260318143059.123-0400', '2026-03-18T14:30:59-04:00'],
  ])('reads %s as %s', (hl7, iso) => {
    expect(isoFromHl7(hl7)).toBe(iso);
  });

  it.each(['', 'hier', '20261318', '20260332', '2026031825', '20260318146099', '18/03/2026', undefined])(
    'refuses %s',
    (text) => {
      expect(isoFromHl7(text)).toBeNull();
    },
  );

  it('writes what it reads', () => {
    for (const hl7 of ['2026', '202603', '20260318', '20260318143059+0100'])
      expect(hl7FromIso(isoFromHl7(hl7) ?? '')).toBe(hl7);
    expect(hl7FromIso('2026-03-18T14:30:59Z')).toBe('20260318143059+0000');
  });
});
