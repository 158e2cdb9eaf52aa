import { describe, expect, it } from 'vitest';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import {
  countPatients,
  findPatient,
  forgetPatient,
  markPatientSeen,
  recentPatients,
  storePatients,
} from '../../../electron/store/patients.ts';
import { patient } from '../../fixtures/patient.ts';
import { memoryStore } from './temporary-store.ts';

const AT = Date.UTC(2026, 10, 20, 9, 30);

/** How many rows speak of anybody, in any table of patients. */
function traces(db: WritableDatabase): number {
  return ['patients', 'name_words', 'name_pairs', 'name_births']
    .map((table) => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()))
    .reduce((sum, count) => sum + count, 0);
}

describe("the practice's patients", () => {
  it('keep all their traits', () => {
    const db = memoryStore();
    const everything = patient({
      birthFamilyName: 'LE GALL',
      usedFamilyName: 'D’ŒUVRE',
      givenNames: ['Marie-Élise', 'Anne'],
      gender: 'unknown',
      birthPlace: { code: '2A004', label: null },
      qualified: false,
    });
    const nowhere = patient({ birthPlace: null });
    expect(storePatients(db, [everything, nowhere])).toEqual({ added: 2, known: 0 });
    expect(findPatient(db, everything.ins)).toMatchObject({ identity: everything, lastSeenAt: null });
    expect(findPatient(db, nowhere.ins)?.identity).toEqual(nowhere);
  });

  it('are told apart by their INS and its authority, never by their traits', () => {
    const db = memoryStore();
    const twin = patient();
    const otherTwin = patient();
    const elsewhere = { ...twin, ins: { ...twin.ins, system: 'urn:oid:1.2.250.1.213.1.4.8' } };
    storePatients(db, [twin, otherTwin, elsewhere]);
    expect(countPatients(db)).toBe(3);
    expect(findPatient(db, { ...twin.ins, system: 'urn:oid:1.2.250.1.213.1.4.9' })).toBeUndefined();
  });

  it('change their name without losing when they were seen', () => {
    const db = memoryStore();
    const before = patient({ birthFamilyName: 'DURAND' });
    storePatients(db, [before]);
    markPatientSeen(db, before.ins, AT);
    const after = { ...before, usedFamilyName: 'LEROY' };
    expect(storePatients(db, [after])).toEqual({ added: 0, known: 1 });
    expect(findPatient(db, before.ins)).toMatchObject({
      identity: after,
      lastSeenAt: '2026-11-20T09:30:00.000Z',
    });
  });

  it('leave no trace of an old name, nor of a forgotten patient', () => {
    const db = memoryStore();
    const kept = patient({ birthFamilyName: 'DURAND', givenNames: ['Léa'] });
    storePatients(db, [kept]);
    const alone = traces(db);
    const gone = patient({ birthFamilyName: 'LE GALL', givenNames: ['Léa', 'Rose-Marie'] });
    storePatients(db, [gone]);
    storePatients(db, [{ ...gone, birthFamilyName: 'ZOLA', birthDate: '2001-01-01' }]);
    expect(forgetPatient(db, gone.ins)).toBe(true);
    expect(traces(db)).toBe(alone);
    expect(forgetPatient(db, gone.ins)).toBe(false);
  });

  it('are stored all or none', () => {
    const db = memoryStore();
    function* list() {
      yield patient();
      throw new Error('the file ends in the middle');
    }
    expect(() => storePatients(db, list())).toThrow('in the middle');
    expect(traces(db)).toBe(0);
  });

  it('are stored once when a list names them twice: the last line wins', () => {
    const db = memoryStore();
    const early = patient({ birthFamilyName: 'DURAND' });
    const late = { ...early, birthFamilyName: 'LEROY' };
    storePatients(db, [early, late]);
    expect(countPatients(db)).toBe(1);
    expect(findPatient(db, early.ins)?.identity).toEqual(late);
  });

  it('are listed by when they were seen, the latest first, and not at all if they never were', () => {
    const db = memoryStore();
    const [first, second, never] = [patient(), patient(), patient()];
    storePatients(db, [first, second, never]);
    markPatientSeen(db, second.ins, AT);
    markPatientSeen(db, first.ins, AT + 1000);
    expect(recentPatients(db, 10).map(({ identity }) => identity)).toEqual([first, second]);
    expect(recentPatients(db, 1).map(({ identity }) => identity)).toEqual([first]);
  });

  it('who are unknown are not made by being seen', () => {
    const db = memoryStore();
    markPatientSeen(db, patient().ins, AT);
    expect(countPatients(db)).toBe(0);
  });
});
