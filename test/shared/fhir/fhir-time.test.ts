import { describe, expect, it } from 'vitest';
import { instantOf, spanOf } from '../../../shared/fhir/fhir-time.ts';

const iso = (text: string) => {
  const span = spanOf(text);
  return span === null ? null : [new Date(span.from).toISOString(), new Date(span.to).toISOString()];
};

describe('the span of a date', () => {
  it.each([
    ['2026', '2025-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
    ['2026-03', '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z', '2026-11-20T10:00:01.000Z'],
    ['2026-11-20T10:00:00.250+01:00', '2026-11-20T09:00:00.250Z', '2026-11-20T09:00:00.251Z'],
    ['2026-11-20T10:00+01:00', '2026-11-20T09:00:00.000Z', '2026-11-20T09:01:00.000Z'],
    ['2026-07-14T10:00:00', '2026-07-14T08:00:00.000Z', '2026-07-14T08:00:01.000Z'],
  ])('%s', (text, from, to) => {
    expect(iso(text)).toEqual([from, to]);
  });
  it.each(['', 'hier', '2026-1-1', '2026-02-30', '20261120', '2026-11-20T25:00:00Z', '2026-11-20T10:61:00Z'])(
    '%j is none',
    (text) => {
      expect(iso(text)).toBeNull();
    },
  );
});

it('a leap second is the last moment of its minute', () => {
  expect(new Date(instantOf('2016-12-31T23:59:60Z')).toISOString()).toBe('2016-12-31T23:59:59.999Z');
});
