import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patients } from '../../../electron/service/demo/people.ts';
import type { InsDatamatrix } from '../../../shared/identity/ins-datamatrix.ts';
import {
  beginsAsInsDatamatrix,
  readInsDatamatrix,
  writeInsDatamatrix,
} from '../../../shared/identity/ins-datamatrix.ts';
import { parseIns } from '../../../shared/identity/ins.ts';

const HEADER = 'IS010000000000000000000000';
const demo = patients[0];
if (demo === undefined) throw new Error('no patient');
const SYSTEM = demo.system.replace('urn:oid:', '');
const traits = (over: Readonly<Record<string, string>> = {}) => ({
  S1: demo.ins,
  S2: `${SYSTEM}\u001d`,
  S3: 'CLAIRE MARIE\u001d',
  S4: 'ROUSSEAU\u001d',
  S5: 'F',
  S6: '03-02-1980',
  S7: '44109',
  ...over,
});
const code = (of: Readonly<Record<string, string>>): string =>
  HEADER +
  Object.entries(of)
    .map(([name, value]) => name + value)
    .join('');
const read = (text: string) => {
  const answer = readInsDatamatrix(text);
  return answer.ok ? answer.value : answer.error;
};
const CLAIRE = {
  ins: { system: demo.system, value: demo.ins },
  birthFamilyName: 'ROUSSEAU',
  givenNames: ['CLAIRE', 'MARIE'],
  gender: 'female',
  birthDate: '1980-02-03',
  birthPlaceCode: '44109',
};

describe('the code of an identity', () => {
  it('gives the INS with its authority, and the five traits', () => {
    expect(read(code(traits()))).toEqual(CLAIRE);
  });

  it.each([
    ['loses the separators', (text: string) => text.replaceAll('\u001d', '')],
    ['types them as words', (text: string) => text.replaceAll('\u001d', '<GS>')],
    ['types a space for them', (text: string) => text.replaceAll('\u001d', ' ')],
    ['types small letters', (text: string) => text.toLowerCase()],
    ['names the symbology first', (text: string) => `]d2${text}`],
    ['adds the end of a line', (text: string) => `${text}\r\n`],
  ])('is read from a scanner that %s', (_how, typed) => {
    expect(read(typed(code(traits())))).toEqual(CLAIRE);
  });

  it('is read whatever the order of its traits, and without the place', () => {
    const { S4, S7: _place, ...others } = traits();
    expect(read(code({ ...others, S4: S4.replace('\u001d', '') }))).toEqual({
      ...CLAIRE,
      birthPlaceCode: null,
    });
  });

  it.each([
    ['the code of a medicine', '010340093000012017280131101234567890', 'NOT_INS'],
    ['a name', 'ROUSSEAU Claire', 'NOT_INS'],
    ['nothing', '', 'NOT_INS'],
    ['a header alone', HEADER, 'UNKNOWN_SYSTEM'],
    ['a wrong key', code(traits({ S1: `${demo.ins.slice(0, 13)}00` })), 'WRONG_KEY'],
    ['an authority that gives no INS', code(traits({ S2: '1.2.3.4\u001d' })), 'UNKNOWN_SYSTEM'],
    ['a day that is none', code(traits({ S6: '31-02-1980' })), 'MALFORMED'],
    ['a trait that is cut', code(traits({ S7: '44' })), 'MALFORMED'],
    ['no name', code(traits({ S4: '\u001d' })), 'MALFORMED'],
    ['a trait told twice', `${code(traits())}S5M`, 'MALFORMED'],
    ['something else among them', `${code(traits())}X9`, 'MALFORMED'],
  ])('is refused of %s', (_what, text, error) => {
    expect(read(text)).toBe(error);
  });

  it('is told from a name by its first letters', () => {
    expect(beginsAsInsDatamatrix(code(traits()))).toBe(true);
    expect(beginsAsInsDatamatrix('ISABELLE 01/02/1980')).toBe(false);
  });
});

const name = fc.stringMatching(/^[A-Z][A-Z'-]{0,18}[A-Z]$/).filter((text) => !/S[1-7]/.test(text));
const identities: fc.Arbitrary<InsDatamatrix> = fc
  .record({
    patient: fc.constantFrom(...patients),
    birthFamilyName: name,
    givenNames: fc.array(name, { minLength: 1, maxLength: 4 }),
    gender: fc.constantFrom('female' as const, 'male' as const),
    birthDate: fc
      .date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    birthPlaceCode: fc.option(fc.constantFrom('44109', '2A004', '99352')),
  })
  .map(({ patient, ...others }) => {
    const ins = parseIns(patient.system, patient.ins);
    if (!ins.ok) throw new Error(ins.error);
    return { ...others, ins: ins.value };
  });

it('of any identity, what is written is read again, with or without its separators', () => {
  fc.assert(
    fc.property(identities, fc.constantFrom('\u001d', '', ' ', '<GS>'), (identity, mark) => {
      expect(read(writeInsDatamatrix(identity).replaceAll('\u001d', mark))).toEqual(identity);
    }),
  );
});

it('of any text, reading ends and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.boolean(), (text, withHeader) => {
      expect(typeof readInsDatamatrix(withHeader ? HEADER + text : text).ok).toBe('boolean');
    }),
  );
});
