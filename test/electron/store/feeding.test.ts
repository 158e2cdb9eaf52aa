import { beforeEach, describe, expect, it } from 'vitest';
import {
  isFeedingOpposed,
  liftOpposition,
  oppositionsOf,
  recordOpposition,
} from '../../../electron/store/feeding.ts';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import { openStore } from '../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';

const ins = { system: 'urn:oid:1.2.250.1.213.1.4.11', value: '280024410990042' };
const other = { ...ins, value: '180024410990042' };

let db: WritableDatabase;
beforeEach(() => {
  const opened = openStore(':memory:', Buffer.alloc(0), WORKSTATION_SCHEMA);
  if (!opened.ok) throw new Error(opened.error.code);
  db = opened.value;
});

const oppose = (id: string, file: string | null = null, of = ins) =>
  recordOpposition(db, of, {
    id,
    sha256: file,
    title: file === null ? null : 'Compte rendu',
    reason: 'Le patient craint que son employeur y ait accès.',
    recorded_at: '2026-11-21T10:00:00.000Z',
  });

describe('oppositions to feeding', () => {
  it('stand for one patient: for his whole record, or for one file', () => {
    expect(isFeedingOpposed(db, ins, 'f1')).toBe(false);
    oppose('1', 'f1');
    expect(isFeedingOpposed(db, ins, 'f1')).toBe(true);
    expect(isFeedingOpposed(db, ins, 'f2')).toBe(false);
    oppose('2');
    expect(isFeedingOpposed(db, ins, 'f2')).toBe(true);
    expect(isFeedingOpposed(db, other, 'f1')).toBe(false);
  });

  it('are one where they are the same', () => {
    oppose('1');
    oppose('2');
    expect(oppositionsOf(db, ins).map(({ id }) => id)).toEqual(['1']);
  });

  it('are lifted with a reason, and stay with it', () => {
    oppose('1');
    const lifted = { at: '2026-11-22T10:00:00.000Z', because: 'Le patient a changé d’avis.' };
    expect(liftOpposition(db, other, '1', lifted)).toBe(false);
    expect(liftOpposition(db, ins, '1', lifted)).toBe(true);
    expect(liftOpposition(db, ins, '1', lifted)).toBe(false);
    expect(isFeedingOpposed(db, ins, 'f1')).toBe(false);
    expect(oppositionsOf(db, ins)).toMatchObject([{ id: '1', lifted_because: lifted.because }]);
    oppose('2');
    expect(oppositionsOf(db, ins).map(({ id }) => id)).toEqual(['2', '1']);
  });
});
