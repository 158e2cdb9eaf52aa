import { describe, expect, it } from 'vitest';
import type { DocumentSummary } from '../../../../shared/bridge/record.ts';
import type { Care } from '../../../../shared/bridge/sections.ts';
import { byMonth, countsOf, joined, passing } from '../../../../renderer/features/care/time-line.ts';
import { fakeDocuments } from '../../../fixtures/fake-documents.ts';

const care = (id: string, kind: Care['kind'], date: string): Care => ({
  id,
  kind,
  label: id,
  provider: null,
  date,
});
const document = (uniqueId: string, actDate: string): DocumentSummary => {
  const [first] = fakeDocuments(1);
  if (first === undefined) throw new Error('no document');
  return { ...first, uniqueId, actDate };
};

describe('care joined with documents', () => {
  const lines = joined(
    [care('a', 'drug', '2026-11-17'), care('b', 'consultation', '2026-10-02'), care('c', null, '2024-01-02')],
    [document('d', '2026-11-17T08:00:00Z'), document('e', '2026-10-20T08:00:00Z')],
  );

  it('goes from the newest to the oldest, the act before the document of the same day', () => {
    expect(lines.map(({ id }) => id)).toEqual(['care a', 'document d', 'document e', 'care b', 'care c']);
  });

  it('is narrowed by kind and by day, and counts what each kind would show', () => {
    const kinds = new Set(['drug', 'other'] as const);
    expect(passing(lines, { kinds, since: null }).map(({ id }) => id)).toEqual(['care a', 'care c']);
    expect(passing(lines, { kinds, since: '2025-01-01' }).map(({ id }) => id)).toEqual(['care a']);
    expect([...countsOf(lines, '2025-01-01')]).toEqual([
      ['drug', 1],
      ['document', 2],
      ['consultation', 1],
    ]);
  });

  it('stands under its months', () => {
    expect(byMonth(lines).map(({ month, lines: of }) => [month, of.length])).toEqual([
      ['2026-11', 2],
      ['2026-10', 2],
      ['2024-01', 1],
    ]);
  });
});
