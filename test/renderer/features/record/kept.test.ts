import { describe, expect, test } from 'vitest';
import type { Bridge, Output } from '../../../../shared/bridge/contract.ts';
import { err, ok } from '../../../../shared/result.ts';
import { createDocumentsStore } from '../../../../renderer/features/record/documents-store.ts';
import { applyFilters, NO_FILTERS } from '../../../../renderer/features/record/filters.ts';
import { createRecordStore } from '../../../../renderer/features/record/record-store.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakeDocuments } from '../../../fixtures/fake-documents.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';

const found = fakePatients.find(({ identity }) => identity.givenNames[0] === 'ÉLISE');
if (found === undefined) throw new Error('no fictitious patient is called ÉLISE');
const { identity } = found;
const { ins } = identity;
const since = (): string => '2024-11-20';
const kept = { at: '2026-11-20T09:12:00Z', until: '2026-11-20T09:27:00Z', source: 'cache' } as const;

/** A post that kept two documents of a record, on a service whose answers the test holds back. */
async function post() {
  const fake = createFakeBridge();
  const view = await fake.bridge['record.open']({ ins });
  if (!view.ok) throw new Error('the fixture refused');
  const documents: Output<'record.documents'> = {
    ins,
    documents: fakeDocuments(45).slice(0, 2),
    total: 2,
    cursor: null,
    asOf: kept.at,
    kept,
    readable: [fakeDocuments(45)[0]?.uniqueId ?? ''],
  };
  const bridge: Bridge = {
    ...fake.bridge,
    'record.kept': async () => ok({ view: { ...view.value, kept }, documents }),
  };
  return { fake, bridge };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('what the post kept of a record', () => {
  test('is there before the service answers, and gives way to what it says', async () => {
    const { fake, bridge } = await post();
    const release = fake.hold('record.open');
    const store = createRecordStore(bridge, since);
    const opening = store.open(identity).answered;
    await turn();
    expect(store.state.getState()).toMatchObject({ status: 'open', isAsking: true, view: { kept } });
    release();
    await opening;
    const state = store.state.getState();
    expect(state).toMatchObject({ status: 'open', isAsking: false });
    expect(state.status === 'open' ? state.view.kept : kept).toBeUndefined();
  });

  test('never comes after what the service said, nor for another patient', async () => {
    const { bridge } = await post();
    let late: (() => void) | undefined;
    const slow: Bridge = {
      ...bridge,
      'record.kept': async (asked) => {
        await new Promise<void>((resolve) => {
          late = resolve;
        });
        return bridge['record.kept'](asked);
      },
    };
    const store = createRecordStore(slow, since);
    await store.open(identity).answered;
    late?.();
    await turn();
    const state = store.state.getState();
    expect(state.status === 'open' ? state.view.kept : kept).toBeUndefined();
  });

  test('brings its list with the record, once: who draws the record later asks for a newer one', async () => {
    const { fake, bridge } = await post();
    const asked: unknown[] = [];
    const watched: Bridge = {
      ...bridge,
      'record.kept': (input) => {
        asked.push(input);
        return bridge['record.kept'](input);
      },
    };
    const store = createRecordStore(watched, since);
    const open = async (): Promise<void> => {
      const release = fake.hold('record.open');
      const opening = store.open(identity).answered;
      await turn();
      release();
      await opening;
    };
    await open();
    const opened = store.state.getState();
    const came = opened.status === 'open' ? opened.kept : null;
    expect(asked).toEqual([{ ins, since: since() }]);
    expect(came?.documents).toHaveLength(2);
    const list = createDocumentsStore(watched, ins, since(), came);
    expect(list.state.getState().documents).toMatchObject({ status: 'listed', total: 2, kept });
    await list.load();
    expect(asked).toHaveLength(1);
    expect(list.state.getState().documents).toMatchObject({ status: 'listed', total: 45 });
    store.forgetKept();
    expect(store.state.getState()).toMatchObject({ status: 'open', kept: null });
    await open();
    await store.refresh();
    expect(store.state.getState()).toMatchObject({ status: 'open', kept: null });
  });

  test('is never the list of another record', async () => {
    const { fake, bridge } = await post();
    const store = createRecordStore(bridge, since);
    const release = fake.hold('record.open');
    store.open(identity);
    await turn();
    release();
    const opened = store.state.getState();
    const came = opened.status === 'open' ? opened.kept : null;
    expect(came?.ins).toEqual(ins);
    const other = { ...ins, value: '299999999999999' };
    const list = createDocumentsStore(fake.bridge, other, since(), came);
    expect(list.state.getState().documents).toEqual({ status: 'loading' });
  });

  test('leaves the screen when its lease is over and the service does not answer', async () => {
    const { bridge } = await post();
    const ended: Bridge = {
      ...bridge,
      'record.refresh': async () => err({ code: 'LEASE_ENDED', ref: 'f1c2-0042' }),
    };
    const store = createRecordStore(ended, since);
    await store.open(identity).answered;
    await store.refresh();
    expect(store.state.getState()).toMatchObject({ status: 'failed', failure: { code: 'LEASE_ENDED' } });
  });

  test('is listed at once, with what can be read of it; the service’s list takes its place', async () => {
    const { fake, bridge } = await post();
    const release = fake.hold('record.documents');
    const store = createDocumentsStore(bridge, ins, '2024-11-20');
    const loading = store.load();
    await turn();
    const before = store.state.getState().documents;
    expect(before).toMatchObject({ status: 'listed', total: 2, kept });
    expect(before.status === 'listed' ? before.readable?.size : 0).toBe(1);
    release();
    await loading;
    const after = store.state.getState().documents;
    expect(after).toMatchObject({ status: 'listed', total: 45 });
    expect(after.status === 'listed' ? after.kept : kept).toBeUndefined();
  });
});

test('a document passes the text for its title, or for what it says', () => {
  const documents = fakeDocuments(20);
  const [, other] = documents;
  const byTitle = applyFilters(documents, { ...NO_FILTERS, text: 'introuvable' });
  expect(byTitle).toEqual([]);
  const saying = new Set([other?.uniqueId ?? '']);
  expect(applyFilters(documents, { ...NO_FILTERS, text: 'introuvable', saying })).toEqual([other]);
});
