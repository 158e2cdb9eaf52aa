import { describe, expect, it } from 'vitest';
import { readMedicineCode } from '../../../shared/clinical/gs1.ts';

/** 952: the prefix that GS1 keeps for demonstrations. */
const GTIN = '09521234000013';
const GS = '\u001d';
const BOX = { gtin: GTIN, lot: 'A1B-2', expires: '2027-06-30', serial: 'X9' };

describe('the DataMatrix of a box', () => {
  it.each([
    ['with its separator', `01${GTIN}1727063010A1B-2${GS}21X9`],
    ['with the serial number first', `01${GTIN}21X9${GS}1727063010A1B-2`],
    ['after the identifier of its symbology', `]d201${GTIN}1727063010A1B-2${GS}21X9`],
    ['from a scanner that spells the separator', `01${GTIN}1727063010A1B-2<GS>21X9`],
    ['from a scanner that pictures it', `01${GTIN}1727063010A1B-2\u241d21X9`],
    ['as it is printed in brackets', `(01)${GTIN}(17)270630(10)A1B-2(21)X9`],
    ['with a separator where none is needed', `${GS}01${GTIN}${GS}17270630${GS}10A1B-2${GS}21X9${GS}`],
    ['with a national number besides', `01${GTIN}1727063010A1B-2${GS}21X9${GS}71212345678`],
  ])('is read %s', (_, typed) => {
    expect(readMedicineCode(typed)).toEqual({ ok: true, value: BOX });
  });

  it('of which a month alone is known expires on its last day', () => {
    expect(readMedicineCode(`01${GTIN}17280200`)).toMatchObject({
      value: { expires: '2028-02-29', lot: null },
    });
  });

  it('without a lot or a date is read as far as it goes', () => {
    expect(readMedicineCode(`01${GTIN}`)).toEqual({
      ok: true,
      value: { gtin: GTIN, lot: null, expires: null, serial: null },
    });
  });
});

describe('what is no code of a box', () => {
  it.each([
    ['nothing', '', 'notGs1'],
    ['a name', 'hexavalent', 'notGs1'],
    ['an INS', 'IS0100000001234567', 'notGs1'],
    ['a code cut short', '010952123400', 'notGs1'],
    ['a lot without a product', '10A1B2', 'notGs1'],
    ['an unknown field, after which anything could follow', `01${GTIN}99SOMETHING`, 'notGs1'],
    ['the same field twice', `01${GTIN}01${GTIN}`, 'notGs1'],
    ['a lot that is too long', `01${GTIN}10${'A'.repeat(21)}`, 'notGs1'],
    ['a wrong check digit', '0109521234000014', 'damaged'],
    ['a day that does not exist', `01${GTIN}17270231`, 'damaged'],
    ['a month that does not exist', `01${GTIN}17271300`, 'damaged'],
    ['digits typed as a French keyboard has them', `à&àçé"'(-è_çà`.repeat(2), 'keyboard'],
  ])('%s is refused', (_, typed, problem) => {
    expect(readMedicineCode(typed)).toEqual({ ok: false, error: problem });
  });
});
