import { describe, expect, it } from 'vitest';
import { parseDocumentSearch } from '../../../shared/fhir/document-search.ts';
import {
  dateMatches,
  parseDates,
  parseIdentifier,
  parsePaging,
  parsePatient,
  parseTokens,
  tokenMatches,
} from '../../../shared/fhir/search-parameters.ts';
import { answersSetSearch, parseSetSearch } from '../../../shared/fhir/set-search.ts';

const day = (text: string) => {
  const [query] = parseDates(text) ?? [];
  if (query === undefined) throw new Error(text);
  return query.span;
};
const matches = (query: string, value: string) => dateMatches(parseDates(query) ?? [], day(value));

describe('dates', () => {
  it.each([
    ['2026-11', '2026-11-20', true],
    ['2026-11-20', '2026-11', false],
    ['eq2026-11-20', '2026-11-20T10:00:00+01:00', true],
    ['eq2026-11-20', '2026-11-20T00:30:00+01:00', true],
    ['eq2026-11-20', '2026-11-20T23:30:00Z', false],
    ['ne2026-11-20', '2026-11-21', true],
    ['ne2026-11-20', '2026-11-20', false],
    ['gt2026-11-20', '2026-11-20', false],
    ['gt2026-11-20', '2026-11-21', true],
    ['ge2026-11-20', '2026-11-20', true],
    ['ge2026-11-20', '2026-11-19', false],
    ['lt2026-11-20', '2026-11-20', false],
    ['lt2026-11-20', '2026-11-19', true],
    ['le2026-11-20', '2026-11-20', true],
    ['le2026-11-20', '2026-11-21', false],
    ['sa2026-11', '2026-12-01', true],
    ['sa2026-11', '2026-11-30', false],
    ['eb2026-11', '2026-10-31', true],
    ['eb2026-11', '2026-11-01', false],
    ['2026-01-01,2026-11-20', '2026-11-20', true],
    ['gt2026-11-20T10:00:00 01:00', '2026-11-20T11:00:00+01:00', true],
  ])('%s against %s: %s', (query, value, expected) => {
    expect(matches(query, value)).toBe(expected);
  });
  it.each(['', 'xx2026', 'ap2026', 'ge', '2026-11-20,'])('%j', (query) => {
    expect(parseDates(query) === undefined).toBe(query !== '2026-11-20,');
  });
});

describe('tokens', () => {
  const tokens = [['http://loinc.org', '11488-4'] as const, [null, 'X|Y'] as const];
  it.each([
    ['11488-4', true],
    ['http://loinc.org|11488-4', true],
    ['urn:oid:2.16.840.1.113883.6.1|11488-4', true],
    ['http://example.org|11488-4', false],
    ['|11488-4', false],
    ['|X\\|Y', true],
    ['other,11488-4', true],
    ['11488', false],
  ])('%s: %s', (query, expected) => {
    expect(tokenMatches(parseTokens(query) ?? [], tokens)).toBe(expected);
  });
  it('without a code are none', () => {
    expect([parseTokens(''), parseTokens('http://loinc.org|')]).toEqual([undefined, undefined]);
  });
});

describe('the patient', () => {
  it('is named with his system, or by the id of his resource', () => {
    expect(parseIdentifier('urn:a|1')).toEqual({ system: 'urn:a', value: '1' });
    expect([parseIdentifier('1'), parseIdentifier('|1'), parseIdentifier('urn:a|')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(parsePatient('patient', 'Patient/abc')).toEqual({ ok: true, value: { by: 'id', id: 'abc' } });
    expect(parsePatient('patient', 'Group/abc')).toEqual({ ok: false, error: { parameter: 'patient' } });
    expect(parsePatient('status', 'x')).toBeUndefined();
  });
});

describe('paging', () => {
  it('cuts the count, and reads the order and the total', () => {
    expect(parsePaging('_count', '1000')).toEqual({ ok: true, value: { count: 200 } });
    expect(parsePaging('_count', '0')).toEqual({ ok: true, value: { count: 0 } });
    expect(parsePaging('_count', '1.5')).toEqual({ ok: false, error: { parameter: '_count' } });
    expect(parsePaging('_sort', 'date')).toEqual({ ok: true, value: { newestFirst: false } });
    expect(parsePaging('_total', 'none')).toEqual({ ok: true, value: { total: false } });
    expect(parsePaging('type', 'x')).toBeUndefined();
  });
});

describe('a search of documents', () => {
  const read = (query: string, lenient = false) => parseDocumentSearch(new URLSearchParams(query), lenient);
  it('is of current documents, newest first, fifty at a time, unless it says otherwise', () => {
    const search = read('patient=Patient/a');
    expect(search).toMatchObject({
      ok: true,
      value: { count: 50, newestFirst: true, total: true, archived: null },
    });
    expect(search.ok && [...search.value.statuses]).toEqual(['current']);
  });
  it('keeps each repetition as a criterion of its own', () => {
    const search = read('patient=a&date=ge2026&date=lt2027&security-label=N&security-label=R');
    expect(search.ok && [search.value.dates.length, search.value.labels.length]).toEqual([2, 2]);
  });
  it('takes words of letters and digits, whatever stands between them', () => {
    const search = read('patient=a&_content=l%27h%C3%A9moglobine%20%22A1c%22*');
    expect(search.ok && search.value.words).toEqual(['l', 'hémoglobine', 'A1c']);
    expect(read('patient=a&_content=%22*%22')).toEqual({ ok: false, error: { parameter: '_content' } });
  });
  it('still judges what it knows when it is lenient', () => {
    expect(read('patient=a&colour=red', true).ok).toBe(true);
    expect(read('patient=a&date=red', true)).toEqual({ ok: false, error: { parameter: 'date' } });
    expect(read('colour=red', true)).toEqual({ ok: false, error: { parameter: 'patient.identifier' } });
  });
});

describe('a search of submission sets', () => {
  const at = { datedAt: Date.parse('2026-11-20T10:00:00Z'), submittedAt: Date.parse('2026-11-21T10:00:00Z') };
  it.each([
    ['code=submissionset', true],
    ['code=folder', false],
    ['status=current', true],
    ['status=retired', false],
    ['date=ge2026-11-21', false],
    ['date=2026-11-20', true],
    ['_lastUpdated=gt2026-11-20', true],
    ['_lastUpdated=lt2026-11-21', false],
  ])('%s: %s', (query, expected) => {
    const search = parseSetSearch(new URLSearchParams(`patient=a&${query}`), false);
    expect(search.ok && answersSetSearch(search.value, at)).toBe(expected);
  });
  it('refuses what it does not know', () => {
    expect(parseSetSearch(new URLSearchParams('patient=a&type=x'), false)).toEqual({
      ok: false,
      error: { parameter: 'type' },
    });
  });
});
