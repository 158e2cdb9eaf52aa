import { describe, expect, test } from 'vitest';
import {
  applyFilters,
  facetChoices,
  isFiltering,
  NO_FILTERS,
  statesOf,
  toggle,
} from '../../../../renderer/features/record/filters.ts';
import { newestFirst, timeLineRows } from '../../../../renderer/features/record/rows.ts';
import type { DocumentSummary } from '../../../../shared/bridge/record.ts';
import { fakeDocuments } from '../../../fixtures/fake-documents.ts';

const documents = fakeDocuments(40);
const [first] = documents;
if (first === undefined) throw new Error('the fixture is empty');
const document = (change: Partial<DocumentSummary>): DocumentSummary => ({ ...first, ...change });

describe('filters of the time line', () => {
  test('without a filter the list is the very same', () => {
    expect(applyFilters(documents, NO_FILTERS)).toBe(documents);
    expect(isFiltering(NO_FILTERS)).toBe(false);
  });

  test('choices of one facet add up, facets narrow each other', () => {
    const biology = toggle(NO_FILTERS, 'type', '11502-2');
    const both = toggle(biology, 'type', '57833-6');
    expect(applyFilters(documents, both).map(({ type }) => type.code)).toEqual(
      documents.map(({ type }) => type.code).filter((code) => code === '11502-2' || code === '57833-6'),
    );
    const mine = toggle(both, 'state', 'own');
    expect(applyFilters(documents, mine).every(({ own }) => own)).toBe(true);
    expect(applyFilters(documents, mine).length).toBeLessThan(applyFilters(documents, both).length);
  });

  test('a choice taken back leaves no trace', () => {
    const filters = toggle(toggle(NO_FILTERS, 'class', '10'), 'class', '10');
    expect(isFiltering(filters)).toBe(false);
  });

  test('the search ignores accents and takes words in any order', () => {
    const found = applyFilters(documents, { ...NO_FILTERS, text: 'abdominale echographie' });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ title }) => title === 'Échographie abdominale')).toBe(true);
    expect(applyFilters(documents, { ...NO_FILTERS, text: 'introuvable' })).toEqual([]);
  });

  test('each choice counts what it would show under the other filters', () => {
    const filters = toggle(NO_FILTERS, 'class', '42');
    const types = facetChoices(documents, filters, 'type');
    const prescriptions = documents.filter(({ class: { code } }) => code === '42').length;
    expect(types.find(({ id }) => id === '57833-6')?.count).toBe(prescriptions);
    expect(types.find(({ id }) => id === '11502-2')?.count).toBe(0);
    expect(facetChoices(documents, filters, 'class').find(({ id }) => id === '10')?.count).toBe(
      documents.filter(({ class: { code } }) => code === '10').length,
    );
  });

  test('every state that a reader must see has its badge', () => {
    expect(
      statesOf(
        document({
          confidentiality: ['N', 'MASQUE_PS', 'INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX'],
          archived: true,
          status: 'superseded',
          byPatient: true,
          own: false,
        }),
      ),
    ).toEqual([
      'masked',
      'hiddenFromPatient',
      'hiddenFromRepresentatives',
      'archived',
      'superseded',
      'byPatient',
    ]);
    expect(statesOf(document({ confidentiality: ['N'], own: false }))).toEqual([]);
  });
});

describe('the lines of the time line', () => {
  const at = (actDate: string, uniqueId: string): DocumentSummary => document({ actDate, uniqueId });

  test('newest act first, a heading where the month changes', () => {
    const { rows, rowOf } = timeLineRows(
      newestFirst([
        at('2026-10-30T12:00:00Z', 'b'),
        at('2026-11-18T12:00:00Z', 'a'),
        at('2026-10-02T12:00:00Z', 'c'),
      ]),
    );
    expect(
      rows.map((row) => (row.kind === 'month' ? row.label.replace('\u00A0', ' ') : row.document.uniqueId)),
    ).toEqual(['novembre 2026', 'a', 'octobre 2026', 'b', 'c']);
    expect(rowOf).toEqual([1, 3, 4]);
  });

  test('instants with an offset are ordered by time, not by text', () => {
    const sorted = newestFirst([
      at('2026-11-18T10:00:00+02:00', 'early'),
      at('2026-11-18T09:00:00Z', 'late'),
    ]);
    expect(sorted.map(({ uniqueId }) => uniqueId)).toEqual(['late', 'early']);
  });

  test('10 000 documents are filtered well within 50 ms', () => {
    const many = fakeDocuments(10_000);
    const filters = { ...toggle(NO_FILTERS, 'state', 'own'), text: 'consultation' };
    applyFilters(many, filters);
    const start = performance.now();
    applyFilters(many, filters);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
