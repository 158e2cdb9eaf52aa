import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClinicalFact, PlaceReading, PlaceReadings } from '../../../shared/clinical/vital-facts.ts';
import {
  COUNTER_TOPICS,
  FACT_PLACES,
  FACT_TOPICS,
  factLines,
  VITAL_TOPICS,
} from '../../../shared/clinical/vital-facts.ts';

const TODAY = '2026-11-26';
const every = (reading: PlaceReading): PlaceReadings =>
  Object.fromEntries(FACT_PLACES.map((place) => [place, reading])) as PlaceReadings;
const READ = every({ status: 'read' });

const fact = (over: Partial<ClinicalFact>): ClinicalFact => ({
  topic: 'allergies',
  text: 'Pénicilline',
  detail: null,
  date: '2024-06-09',
  place: 'profile',
  document: null,
  ...over,
});
const ask = (facts: readonly ClinicalFact[], readings: PlaceReadings, gender: 'female' | 'male' = 'female') =>
  factLines({ topics: VITAL_TOPICS, facts, readings, gender, today: TODAY });
const line = (topic: ClinicalFact['topic'], facts: readonly ClinicalFact[], readings: PlaceReadings) =>
  ask(facts, readings).find((each) => each.topic === topic);

describe('a line of vital facts', () => {
  it('is one for each topic, in the order in which an emergency asks', () => {
    expect(ask([], READ).map(({ topic }) => topic)).toEqual([...VITAL_TOPICS]);
    expect(ask([], READ, 'male').map(({ topic }) => topic)).not.toContain('pregnancy');
  });

  it('says « not found » only of what was read whole', () => {
    expect(line('allergies', [], READ)?.outcome).toBe('notFound');
    expect(
      line('allergies', [], { ...READ, documents: { status: 'partly', left: 2, older: 0, hasMore: false } })
        ?.outcome,
    ).toBe('partial');
    expect(line('allergies', [], { ...READ, profile: { status: 'notShared' } })?.outcome).toBe('partial');
    expect(line('allergies', [], every({ status: 'notShared' }))?.outcome).toBe('notReadable');
    expect(line('contacts', [], every({ status: 'notPermitted' }))?.outcome).toBe('notReadable');
    expect(line('weight', [], every({ status: 'failed' }))?.outcome).toBe('notReadable');
    expect(line('weight', [], { ...READ, documents: { status: 'pending' } })?.outcome).toBe('pending');
  });

  it('tells the latest first, and the same words once, by the latest that wrote them', () => {
    const found = line(
      'treatments',
      [
        fact({ topic: 'treatments', text: 'Metformine 1 000 mg', date: '2020-01-01' }),
        fact({ topic: 'treatments', text: 'Apixaban', date: null }),
        fact({ topic: 'treatments', text: 'métformine 1 000 MG', date: '2026-01-01', place: 'documents' }),
        fact({ topic: 'treatments', text: 'Insuline', date: '2025-01-01' }),
      ],
      READ,
    );
    expect(found?.facts.map(({ text }) => text)).toEqual(['métformine 1 000 MG', 'Insuline', 'Apixaban']);
  });

  it('does not tell a pregnancy of two years ago as one of now', () => {
    const pregnancy = (date: string) => fact({ topic: 'pregnancy', text: 'Grossesse', date });
    expect(line('pregnancy', [pregnancy('2024-10-01')], READ)?.outcome).toBe('notFound');
    expect(line('pregnancy', [pregnancy('2026-10-01')], READ)?.outcome).toBe('found');
  });
});

const readings: fc.Arbitrary<PlaceReading> = fc.oneof(
  fc.constantFrom<PlaceReading>(
    { status: 'pending' },
    { status: 'read' },
    { status: 'notShared' },
    { status: 'notPermitted' },
    { status: 'failed' },
  ),
  fc
    .integer({ min: 1, max: 9 })
    .map((left): PlaceReading => ({ status: 'partly', left, older: 0, hasMore: false })),
);
const anyReadings = fc.record(
  Object.fromEntries(FACT_PLACES.map((place) => [place, readings])) as Record<
    (typeof FACT_PLACES)[number],
    typeof readings
  >,
);
const anyFact: fc.Arbitrary<ClinicalFact> = fc.record({
  topic: fc.constantFrom(...FACT_TOPICS),
  text: fc.string({ minLength: 1, maxLength: 12 }),
  detail: fc.option(fc.string({ maxLength: 8 })),
  date: fc.option(fc.constantFrom('2019-05-01', '2026-11-01', '2026-11-02T10:00:00Z')),
  place: fc.constantFrom(...FACT_PLACES),
  document: fc.constant(null),
});

describe('of any facts and any readings', () => {
  const topics = [...new Set([...VITAL_TOPICS, ...COUNTER_TOPICS])];
  const question = fc.record({
    topics: fc.constant(topics),
    facts: fc.array(anyFact, { maxLength: 12 }),
    readings: anyReadings,
    gender: fc.constantFrom('female' as const, 'male' as const, 'unknown' as const),
    today: fc.constant(TODAY),
  });

  it('nothing is told that no source said, and « not found » hides nothing unread', () => {
    fc.assert(
      fc.property(question, (asked) => {
        for (const { topic, outcome, facts, unread } of factLines(asked)) {
          expect(facts.every((told) => asked.facts.includes(told) && told.topic === topic)).toBe(true);
          expect(outcome === 'found').toBe(facts.length > 0);
          expect(outcome === 'notFound' && unread.length > 0).toBe(false);
        }
      }),
    );
  });

  it('the order in which sources answer changes nothing', () => {
    fc.assert(
      fc.property(question, fc.infiniteStream(fc.nat()), (asked, chance) => {
        const shuffled = asked.facts
          .map((each) => ({ each, at: chance.next().value }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ each }) => each);
        const texts = (facts: readonly ClinicalFact[]) =>
          factLines({ ...asked, facts }).map((each) => each.facts.map(({ text, date }) => [text, date]));
        expect(texts(shuffled)).toEqual(texts(asked.facts));
      }),
    );
  });

  it('a place that becomes readable takes no fact away', () => {
    fc.assert(
      fc.property(question, fc.array(anyFact, { maxLength: 4 }), (asked, more) => {
        const found = (lines: ReturnType<typeof factLines>) =>
          lines.filter(({ outcome }) => outcome === 'found').map(({ topic }) => topic);
        const before = found(factLines(asked));
        const after = found(factLines({ ...asked, readings: READ, facts: [...asked.facts, ...more] }));
        expect(after).toEqual(expect.arrayContaining(before));
      }),
    );
  });
});
