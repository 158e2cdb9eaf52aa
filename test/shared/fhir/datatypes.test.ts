import { describe, expect, it } from 'vitest';
import {
  CodedConcept,
  Extension,
  FhirDate,
  FhirDateTime,
  FhirInstant,
  FullIdentifier,
} from '../../../shared/fhir/datatypes.ts';
import { firstFault } from '../../../shared/fhir/faults.ts';
import { SimplifiedDocumentReference } from '../../../shared/fhir/document-reference.ts';
import { sheet } from './sheet.ts';

describe('points in time', () => {
  it.each(['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.123+01:00', '2024-02-29T23:59:60Z'])(
    '%s is an instant',
    (text) => {
      expect(FhirInstant.safeParse(text).success).toBe(true);
    },
  );
  it.each([
    '2026-11-20T10:00:00',
    '2026-11-20',
    '2026-11-20T10:00Z',
    '2026-02-29T10:00:00Z',
    '2026-11-20T24:00:00Z',
    '2026-11-20T10:00:00+15:00',
  ])('%s is none', (text) => {
    expect(FhirInstant.safeParse(text).success).toBe(false);
  });
  it.each([
    ['2026', true],
    ['2026-11', true],
    ['2026-11-30', true],
    ['2026-11-31', false],
    ['2026-13', false],
    ['2026-11-20T10:00:00+01:00', true],
    ['2026-11-20T10:00:00', false],
  ])('%s is a dateTime: %s', (text, valid) => {
    expect(FhirDateTime.safeParse(text).success).toBe(valid);
    expect(FhirDate.safeParse(text).success).toBe(valid && !text.includes('T'));
  });
});

describe('an extension', () => {
  it('of unknown URL is kept whole', () => {
    const extension = {
      url: 'https://example.org/x',
      extension: [{ url: 'y', valueCode: 'z' }],
      _valueString: { id: 'a' },
    };
    expect(Extension.parse(extension)).toEqual(extension);
  });
  it('holds values and nothing else', () => {
    expect(Extension.safeParse({ url: 'https://example.org/x', other: 1 }).success).toBe(false);
    expect(Extension.safeParse({ valueString: 'x' }).success).toBe(false);
  });
});

it('a concept without a code is not judged by', () => {
  expect(CodedConcept.safeParse({ text: 'Compte rendu' }).success).toBe(false);
  expect(CodedConcept.safeParse({ coding: [{ code: '11488-4' }] }).success).toBe(true);
});

it('an identifier identifies with its system and its value', () => {
  expect(FullIdentifier.safeParse({ value: 'x' }).success).toBe(false);
  expect(FullIdentifier.safeParse({ system: 'urn:a', value: 'x' }).success).toBe(true);
});

describe('the place of a fault', () => {
  const faultOf = (body: object) => {
    const parsed = SimplifiedDocumentReference.safeParse(body);
    return parsed.success ? undefined : firstFault(parsed.error, body);
  };
  it('is nothing for a right sheet', () => {
    expect(faultOf(sheet())).toBeUndefined();
  });
  it('names what is unknown, missing or wrong', () => {
    expect(faultOf({ ...sheet(), docStatus: 'final' })).toEqual({ path: 'docStatus', kind: 'unknownField' });
    expect(faultOf({ ...sheet(), type: undefined })).toEqual({ path: 'type', kind: 'missing' });
    expect(faultOf({ ...sheet(), type: { coding: [{ code: 4 }] } })).toEqual({
      path: 'type.coding[0].code',
      kind: 'invalid',
    });
  });
  it('goes into the contained resource that it concerns', () => {
    const body = { ...sheet(), contained: [{ resourceType: 'Practitioner', id: 'a', salary: 1 }] };
    expect(faultOf(body)).toEqual({ path: 'contained[0].salary', kind: 'unknownField' });
    const unknown = { ...sheet(), contained: [{ resourceType: 'Device', id: 'a' }] };
    expect(faultOf(unknown)?.path).toBe('contained[0].resourceType');
  });
  it('never repeats a value', () => {
    expect(JSON.stringify(faultOf({ ...sheet(), date: 'MARTIN Léa' }))).not.toContain('MARTIN');
  });
});
