import { describe, expect, it } from 'vitest';
import { parseProfessionalId, rppsToNational, rppsWarning } from '../../../shared/identity/professional.ts';
import { finessWarning, parseStructureId } from '../../../shared/identity/structure.ts';

describe('numbers that raise no warning', () => {
  it.each(['10000000017', '10101234564', '10999999997', '99700024450'])('RPPS %s', (number) => {
    expect(rppsWarning(number)).toBeUndefined();
  });

  it.each([
    '750712184',
    '690781810',
    '310781406',
    '130786049',
    '2A0000014',
    '2A0000386',
    '2B0000020',
    '2B0000012',
  ])('FINESS %s', (number) => {
    expect(finessWarning(number)).toBeUndefined();
  });
});

describe('numbers that raise a warning, never an error', () => {
  it('says what looks wrong with an RPPS number', () => {
    expect(rppsWarning('10000000018')).toBe('CHECK_DIGIT');
    expect(rppsWarning('1000000001')).toBe('LENGTH');
  });

  it('says what looks wrong with a FINESS number', () => {
    expect(finessWarning('750712185')).toBe('CHECK_DIGIT');
    expect(finessWarning('2B0000014')).toBe('CHECK_DIGIT');
    expect(finessWarning('75071218')).toBe('LENGTH');
    expect(finessWarning('2C0000014')).toBe('LENGTH');
  });

  it('still reads an identifier whose check digit is wrong: published sample files hold such numbers', () => {
    expect(parseProfessionalId('810000000018')).toEqual({
      register: 'RPPS',
      number: '10000000018',
      warning: 'CHECK_DIGIT',
    });
  });
});

describe('national identifiers', () => {
  it('tell their register by the first character', () => {
    expect(parseProfessionalId(rppsToNational('10000000017'))).toMatchObject({
      register: 'RPPS',
      number: '10000000017',
    });
    expect(parseProfessionalId('0751234567')).toMatchObject({ register: 'ADELI', warning: undefined });
    expect(parseProfessionalId('3750712184/0042')).toMatchObject({
      register: 'FINESS',
      number: '750712184/0042',
    });
    expect(parseStructureId('1750712184')).toEqual({
      register: 'FINESS',
      number: '750712184',
      warning: undefined,
    });
    expect(parseStructureId('41000000001700')).toMatchObject({ register: 'RPPS_PRACTICE' });
  });

  it('are none without a known prefix or a number', () => {
    expect(parseProfessionalId('710000000017')).toBeUndefined();
    expect(parseProfessionalId('8')).toBeUndefined();
    expect(parseProfessionalId('')).toBeUndefined();
    expect(parseStructureId('9750712184')).toBeUndefined();
    expect(parseStructureId('')).toBeUndefined();
  });
});
