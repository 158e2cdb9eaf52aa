import { describe, expect, test } from 'vitest';
import { createAccessStore } from '../../../../renderer/features/access-log/access-store.ts';
import { accessNote, accessSentence } from '../../../../renderer/features/access-log/sentences.ts';
import type { AccessEntry } from '../../../../shared/bridge/access-log.ts';
import { actName, actsOf } from '../../../../shared/traces/acts.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';

const entry = (change: Partial<AccessEntry> = {}): AccessEntry => ({
  id: 'trace-1',
  at: '2026-11-20T08:00:00Z',
  action: 'read',
  outcome: 'permit',
  reason: null,
  mode: 'NORMAL',
  secret: false,
  who: {
    kind: 'professional',
    id: '899700000023',
    name: 'Dr Paul MERCIER',
    role: 'Médecin',
    structure: 'CHU de Nantes',
    self: false,
  },
  inNameOf: null,
  document: { uniqueId: '2.25.1', title: 'Échographie' },
  target: null,
  basis: null,
  form: null,
  right: null,
  justification: null,
  ...change,
});
const plain = (text: string): string => text.replaceAll(/[\u202F\u00A0]/g, ' ').replaceAll('’', "'");

describe('an access in one sentence', () => {
  test.each<[Partial<AccessEntry>, string]>([
    [{}, 'Dr Paul MERCIER a lu « Échographie »'],
    [{ document: null }, 'Dr Paul MERCIER a lu un document'],
    [{ outcome: 'refused', document: null }, 'Dr Paul MERCIER a voulu lire un document'],
    [{ who: { ...entry().who, self: true }, action: 'readOwnTraces' }, 'Vous avez lu vos propres accès'],
    [{ action: 'blockProfessional', target: 'M. Marc VIDAL' }, 'Dr Paul MERCIER a bloqué M. Marc VIDAL'],
    [
      { action: 'declareRight', right: 'treating-doctor', target: 'Dr Rose LEFÈVRE' },
      'Dr Paul MERCIER a désigné Dr Rose LEFÈVRE médecin traitant',
    ],
    [
      { who: { ...entry().who, kind: 'patient', id: null, name: 'Élise' }, action: 'mask', document: null },
      'Le patient a masqué un document',
    ],
    [{ action: 'somethingNew' }, 'Dr Paul MERCIER : somethingNew'],
    // A name of the language's own objects is no act.
    [{ action: 'constructor' }, 'Dr Paul MERCIER : constructor'],
  ])('%j', (change, sentence) => {
    expect(plain(accessSentence(entry(change)))).toBe(sentence);
  });

  test('what else is known stands beside it: as what, from where, why refused, why at all', () => {
    const note = accessNote(
      entry({ reason: 'CONSENT_REQUIRED', justification: 'Inconsciente', inNameOf: 'Dr Yann KERVELLA' }),
    );
    expect(plain(note)).toBe(
      "Médecin · CHU de Nantes · au nom de Dr Yann KERVELLA · Motif du refus : aucun droit d'accès déclaré · Justification : « Inconsciente »",
    );
  });

  test('every act of a group has a name of its own', () => {
    const acts = (['consult', 'deposit', 'manage', 'rights', 'journal'] as const).flatMap(actsOf);
    expect(new Set(acts).size).toBe(acts.length);
    expect(acts.filter((act) => actName(act) === act)).toEqual([]);
  });
});

describe('the journal of one record', () => {
  const ins = fakePatients[0]?.identity.ins ?? { system: '', value: '' };

  test('is narrowed, and an answer to an older question is dropped', async () => {
    const { bridge, hold } = createFakeBridge();
    const store = createAccessStore(bridge, ins);
    const release = hold('access.list');
    const first = store.load();
    store.filter({ outcome: 'refused' });
    release();
    await first;
    expect(store.state.getState().accesses.status).toBe('loading');
    await expect.poll(() => store.state.getState().accesses.status).toBe('listed');
    const { accesses } = store.state.getState();
    const outcomes = accesses.status === 'listed' ? accesses.entries.map(({ outcome }) => outcome) : [];
    expect(outcomes.length).toBeGreaterThan(0);
    expect(new Set(outcomes)).toEqual(new Set(['refused']));
    store.end();
  });

  test('says how many accesses left the post, and what went wrong', async () => {
    const { bridge, fail } = createFakeBridge();
    const store = createAccessStore(bridge, ins);
    await store.export('csv');
    expect(store.state.getState().exported).toEqual({ status: 'saved', what: 'list', entries: 60 });
    await store.prove('trace-1');
    expect(store.state.getState().exported).toEqual({ status: 'saved', what: 'proof', entries: 3 });
    fail('access.export', 'SERVICE_UNREACHABLE');
    await store.export('json');
    expect(store.state.getState().exported).toMatchObject({
      status: 'failed',
      failure: { code: 'SERVICE_UNREACHABLE' },
    });
  });
});
