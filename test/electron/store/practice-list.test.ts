import { describe, expect, it } from 'vitest';
import { readPracticeList } from '../../../electron/store/practice-list.ts';
import { INS_SYSTEMS } from '../../../shared/identity/ins.ts';
import { matricule } from '../../fixtures/patient.ts';

const HEADER = 'ins;system;family;used;given;birthdate;gender;birthplace;birthplaceLabel';
const OID = INS_SYSTEMS.DEMO;
const INS = matricule(1);

const list = (...lines: string[]) => Buffer.from([HEADER, ...lines, ''].join('\n'));
const reasons = (bytes: Uint8Array) => {
  const read = readPracticeList(bytes);
  return read.ok ? read.value.refused : read.error;
};

describe("a practice's list", () => {
  it('gives the identities with their five traits', () => {
    const read = readPracticeList(
      list(`${INS};${OID};LE GALL;D’ŒUVRE;Marie-Élise Anne;1978-05-12;female;44109;Nantes`),
    );
    expect(read).toEqual({
      ok: true,
      value: {
        refused: [],
        patients: [
          {
            ins: { system: OID, value: INS },
            birthFamilyName: 'LE GALL',
            usedFamilyName: 'D’ŒUVRE',
            givenNames: ['Marie-Élise', 'Anne'],
            birthDate: '1978-05-12',
            gender: 'female',
            birthPlace: { code: '44109', label: 'Nantes' },
            qualified: true,
          },
        ],
      },
    });
  });

  it('separates given names by commas where there are some', () => {
    const read = readPracticeList(list(`${INS};${OID};DURAND;;Jean Pierre, Luc;1978-05-12;M;;`));
    expect(read).toMatchObject({
      ok: true,
      value: { patients: [{ givenNames: ['Jean Pierre', 'Luc'], birthPlace: null }] },
    });
  });

  it('accepts what other programs write: quotes, CRLF, a byte order mark, French dates, spaced INS', () => {
    const spaced = INS.replace(/^(.)(..)(..)(..)(...)(...)(..)$/, '$1 $2 $3 $4 $5 $6 $7');
    const bytes = Buffer.from(
      `\ufeff${HEADER}\r\n"${spaced}";1.2.250.1.213.1.4.11;"DURAND; DIT LEROY";;Léa;12/05/1978;F;44109;\r\n`,
    );
    expect(readPracticeList(bytes)).toMatchObject({
      ok: true,
      value: {
        patients: [{ ins: { value: INS }, birthFamilyName: 'DURAND; DIT LEROY', birthDate: '1978-05-12' }],
      },
    });
  });

  it('reads the Windows-1252 of older software', () => {
    const bytes = Buffer.from(`${HEADER}\n${INS};${OID};LEF\xc8VRE;;L\xe9a;1978-05-12;F;;\n`, 'latin1');
    expect(readPracticeList(bytes)).toMatchObject({
      ok: true,
      value: { patients: [{ birthFamilyName: 'LEFÈVRE', givenNames: ['Léa'] }] },
    });
  });

  it('leaves out bad lines with their reason, and keeps the others', () => {
    const bytes = list(
      `${INS};${OID};DURAND;;Léa;1978-05-12;F;;`,
      `${INS.slice(0, 13)}00;${OID};DURAND;;Léa;1978-05-12;F;;`,
      `${INS};urn:oid:1.2.3;DURAND;;Léa;1978-05-12;F;;`,
      `${INS};${OID};;;Léa;1978-05-12;F;;`,
      `${INS};${OID};DURAND;;Léa;1978-02-30;F;;`,
      `${INS};${OID};DURAND;;Léa;12/05/78;F;;`,
      `${INS};${OID};DURAND;;Léa;1978-05-12;?;;`,
      `${INS};${OID}`,
    );
    expect(readPracticeList(bytes)).toMatchObject({
      ok: true,
      value: { patients: [{ birthFamilyName: 'DURAND' }] },
    });
    expect(reasons(bytes)).toEqual([
      { line: 3, reason: 'INS_WRONG_KEY' },
      { line: 4, reason: 'INS_UNKNOWN_SYSTEM' },
      { line: 5, reason: 'NAME' },
      { line: 6, reason: 'BIRTH_DATE' },
      { line: 7, reason: 'BIRTH_DATE' },
      { line: 8, reason: 'GENDER' },
      { line: 9, reason: 'COLUMNS' },
    ]);
  });

  it('says when a file is no such list', () => {
    expect(reasons(Buffer.from('name,age\nLéa,12\n'))).toBe('NO_HEADER');
    expect(reasons(Buffer.from(`${HEADER}\n"never closed`))).toBe('NOT_CSV');
    expect(readPracticeList(Buffer.from(''))).toEqual({ ok: true, value: { patients: [], refused: [] } });
  });
});
