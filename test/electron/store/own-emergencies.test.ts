import { describe, expect, it } from 'vitest';
import type { BegunEmergency } from '../../../electron/store/own-emergencies.ts';
import {
  closeInterrupted,
  countToReview,
  endEmergency,
  listEmergencies,
  reviewEmergency,
  storeEmergency,
} from '../../../electron/store/own-emergencies.ts';
import { memoryStore } from './temporary-store.ts';

const begun = (id: string, startedAt: string): BegunEmergency => ({
  id,
  mode: 'BTG',
  patient: { family: 'DURAND', given: 'ÉLISE', birthDate: '1978-05-12' },
  reason: 'Patiente inconsciente, glycémie effondrée',
  callId: null,
  startedAt,
});

describe('the list of one’s own emergency accesses', () => {
  it('keeps the reason and the first end, and waits to be looked over', () => {
    const db = memoryStore();
    storeEmergency(db, begun('a', '2026-11-26T10:00:00Z'));
    expect(countToReview(db)).toBe(0);
    endEmergency(db, 'a', { at: '2026-11-26T10:12:00Z', because: 'asked' });
    endEmergency(db, 'a', { at: '2026-11-26T10:40:00Z', because: 'time' });
    expect(countToReview(db)).toBe(1);
    expect(listEmergencies(db, 10)).toEqual([
      {
        ...begun('a', '2026-11-26T10:00:00Z'),
        endedAt: '2026-11-26T10:12:00Z',
        endedBecause: 'asked',
        reviewedAt: null,
      },
    ]);
  });

  it('is looked over once, and never while the access lasts', () => {
    const db = memoryStore();
    storeEmergency(db, begun('a', '2026-11-26T10:00:00Z'));
    reviewEmergency(db, 'a', '2026-11-26T10:05:00Z');
    expect(listEmergencies(db, 10)[0]?.reviewedAt).toBeNull();
    endEmergency(db, 'a', { at: '2026-11-26T10:12:00Z', because: 'left' });
    reviewEmergency(db, 'a', '2026-11-26T18:00:00Z');
    reviewEmergency(db, 'a', '2026-11-27T18:00:00Z');
    expect(listEmergencies(db, 10)[0]?.reviewedAt).toBe('2026-11-26T18:00:00Z');
    expect(countToReview(db)).toBe(0);
  });

  it('says that an end is unknown where the post stopped before it', () => {
    const db = memoryStore();
    storeEmergency(db, begun('a', '2026-11-26T10:00:00Z'));
    closeInterrupted(db);
    expect(listEmergencies(db, 10)[0]).toMatchObject({ endedAt: null, endedBecause: 'interrupted' });
    expect(countToReview(db)).toBe(1);
  });

  it('puts first what is still to be looked over, the latest before the others', () => {
    const db = memoryStore();
    for (const [id, day] of [
      ['old', '01'],
      ['seen', '26'],
      ['new', '20'],
    ] as const) {
      storeEmergency(db, begun(id, `2026-11-${day}T10:00:00Z`));
      endEmergency(db, id, { at: `2026-11-${day}T10:30:00Z`, because: 'time' });
    }
    reviewEmergency(db, 'seen', '2026-11-26T12:00:00Z');
    expect(listEmergencies(db, 10).map(({ id }) => id)).toEqual(['new', 'old', 'seen']);
    expect(listEmergencies(db, 1)).toHaveLength(1);
  });
});
