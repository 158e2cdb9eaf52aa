import { describe, expect, it } from 'vitest';
import { formatMatricule, INS_SYSTEMS, insKind, parseIns } from '../../../shared/identity/ins.ts';

const NIR = '1.2.250.1.213.1.4.8';

describe('reading an INS', () => {
  it.each([
    ['bare', '255081416802538'],
    ['grouped as on a card', '2 55 08 14 168 025 38'],
    ['with narrow spaces', '2\u202f55\u202f08\u202f14\u202f168\u202f025\u202f38'],
    ['with dots and hyphens', '2.55.08.14.168.025-38'],
  ])('%s', (_, text) => {
    expect(parseIns(NIR, text)).toEqual({
      ok: true,
      value: { system: `urn:oid:${NIR}`, value: '255081416802538' },
    });
  });

  it('takes Corsica in small letters too', () => {
    expect(parseIns(NIR, '2 84 05 2a 321 025 52')).toMatchObject({
      ok: true,
      value: { value: '284052A32102552' },
    });
  });

  it('refuses a wrong key as such: the person may be another one', () => {
    expect(parseIns(NIR, '255081416802539')).toEqual({ ok: false, error: 'WRONG_KEY' });
  });

  it.each([
    ['a number without its key', NIR, '2550814168025', 'MALFORMED'],
    ['a provisional number under the authority of NIRs', NIR, '755081416802538', 'MALFORMED'],
    ['a NIR under the authority of provisional numbers', INS_SYSTEMS.NIA, '255081416802538', 'MALFORMED'],
    ['letters', NIR, 'DURAND', 'MALFORMED'],
    ['the retired INS-C', '1.2.250.1.213.1.4.2', '255081416802538', 'UNKNOWN_SYSTEM'],
  ])('refuses %s', (_, system, text, error) => {
    expect(parseIns(system, text)).toEqual({ ok: false, error });
  });

  it('accepts test and demonstration identities under their own authorities only', () => {
    expect(insKind('urn:oid:1.2.250.1.213.1.4.10')).toBe('TEST');
    expect(insKind('1.2.250.1.213.1.4.11')).toBe('DEMO');
    expect(insKind('1.2.250.1.213.1.4')).toBeUndefined();
  });
});

describe('showing an INS', () => {
  it('groups 1 2 2 2 3 3 2', () => {
    expect(formatMatricule('278054410912345').split('\u202f')).toEqual([
      '2',
      '78',
      '05',
      '44',
      '109',
      '123',
      '45',
    ]);
  });

  it('groups what was typed so far, and loses nothing of what is too long', () => {
    expect(formatMatricule('27805').split('\u202f')).toEqual(['2', '78', '05']);
    expect(formatMatricule('2780544109123456').replaceAll('\u202f', '')).toBe('2780544109123456');
    expect(formatMatricule('')).toBe('');
  });
});
