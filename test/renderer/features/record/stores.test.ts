import { describe, expect, test } from 'vitest';
import { createDocumentsStore } from '../../../../renderer/features/record/documents-store.ts';
import { createRecordStore } from '../../../../renderer/features/record/record-store.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';

const since = (): string => '2020-01-01';
const patient = (given: string) => {
  const found = fakePatients.find(({ identity }) => identity.givenNames[0] === given);
  if (found === undefined) throw new Error(`no fictitious patient is called ${given}`);
  return found.identity;
};

describe('whose record is open', () => {
  test('the identity is shown at once, the record when it answers', async () => {
    const store = createRecordStore(createFakeBridge().bridge, since);
    const opening = store.open(patient('ÉLISE')).answered;
    expect(store.state.getState()).toEqual({ status: 'opening', patient: patient('ÉLISE') });
    await opening;
    expect(store.state.getState()).toMatchObject({ status: 'open', view: { right: { status: 'valid' } } });
  });

  test('a slow answer about one patient never appears under another', async () => {
    const fake = createFakeBridge();
    const store = createRecordStore(fake.bridge, since);
    const release = fake.hold('record.open');
    const slow = store.open(patient('ÉLISE')).answered;
    const other = store.open(patient('YANN')).answered;
    release();
    await Promise.all([slow, other]);
    const state = store.state.getState();
    expect(state).toMatchObject({
      status: 'open',
      patient: patient('YANN'),
      view: { patient: patient('YANN') },
    });
  });

  test('a view of another patient is dropped', async () => {
    const fake = createFakeBridge();
    const store = createRecordStore(fake.bridge, since);
    await store.open(patient('YANN')).answered;
    const other = await fake.bridge['record.open']({ ins: patient('ÉLISE').ins });
    if (!other.ok) throw new Error('the fixture refused');
    store.accept(other.value);
    expect(store.state.getState()).toMatchObject({ patient: patient('YANN') });
  });

  test('an answer after the lock paints nothing', async () => {
    const fake = createFakeBridge();
    const store = createRecordStore(fake.bridge, since);
    const release = fake.hold('record.open');
    const late = store.open(patient('ÉLISE')).answered;
    store.end();
    release();
    await late;
    expect(store.state.getState()).toEqual({ status: 'closed' });
  });

  test('asked again because it changed, what is shown stays until the answer is here', async () => {
    const fake = createFakeBridge();
    const store = createRecordStore(fake.bridge, since);
    await store.open(patient('ÉLISE')).answered;
    await fake.bridge['consent.revoke']({ ins: patient('ÉLISE').ins });
    const release = fake.hold('record.refresh');
    const asking = store.refresh();
    expect(store.state.getState()).toMatchObject({ status: 'open', view: { right: { status: 'valid' } } });
    release();
    await asking;
    expect(store.state.getState()).toMatchObject({ status: 'open', view: { right: { status: 'none' } } });
  });

  test('a service that does not answer has changed nothing; one that says no has', async () => {
    const fake = createFakeBridge();
    const store = createRecordStore(fake.bridge, since);
    await store.open(patient('ÉLISE')).answered;
    fake.fail('record.refresh', 'SERVICE_UNREACHABLE');
    await store.refresh();
    expect(store.state.getState()).toMatchObject({ status: 'open' });
    fake.fail('record.refresh', 'RECORD_CLOSED');
    await store.refresh();
    expect(store.state.getState()).toMatchObject({ status: 'failed', failure: { code: 'RECORD_CLOSED' } });
  });

  test('nothing is asked again of a record that was closed meanwhile', async () => {
    const fake = createFakeBridge();
    const store = createRecordStore(fake.bridge, since);
    await store.open(patient('ÉLISE')).answered;
    const release = fake.hold('record.refresh');
    const asking = store.refresh();
    store.close();
    release();
    await asking;
    expect(store.state.getState()).toEqual({ status: 'closed' });
  });

  test('a failure keeps the identity and says its code', async () => {
    const fake = createFakeBridge();
    fake.fail('record.open', 'SERVICE_UNREACHABLE');
    const store = createRecordStore(fake.bridge, since);
    await store.open(patient('ÉLISE')).answered;
    expect(store.state.getState()).toMatchObject({
      status: 'failed',
      patient: patient('ÉLISE'),
      failure: { code: 'SERVICE_UNREACHABLE' },
    });
  });
});

describe('the documents of a record', () => {
  test('pages come one after the other until all are here, none twice', async () => {
    const store = createDocumentsStore(createFakeBridge().bridge, patient('ANNE').ins, '2020-01-01');
    await store.load({ since: null });
    const { documents } = store.state.getState();
    if (documents.status !== 'listed') throw new Error(documents.status);
    expect(documents.more).toEqual({ status: 'complete' });
    expect(documents.documents).toHaveLength(documents.total);
    expect(new Set(documents.documents.map(({ uniqueId }) => uniqueId)).size).toBe(documents.total);
    expect(documents.total).toBeGreaterThan(1900);
  });

  test('asked again because something changed, an unchanged list is the very same object', async () => {
    const fake = createFakeBridge();
    const store = createDocumentsStore(fake.bridge, patient('ANNE').ins, '2020-01-01');
    await store.load({ since: null });
    const before = store.state.getState().documents;
    await store.refresh();
    expect(store.state.getState().documents).toBe(before);
    expect(fake.calls.at(-1)?.input).toMatchObject({ byItself: true });
  });

  test('a silent refresh never shows half a list, and keeps it where the service is away', async () => {
    const fake = createFakeBridge();
    const store = createDocumentsStore(fake.bridge, patient('ANNE').ins, '2020-01-01');
    await store.load({ since: null });
    const { documents: before } = store.state.getState();
    const seen: unknown[] = [];
    store.state.subscribe(({ documents }) => seen.push(documents));
    await store.refresh();
    expect(seen).toEqual([]);
    fake.fail('record.documents', 'SERVICE_UNREACHABLE');
    await store.refresh();
    expect(store.state.getState().documents).toBe(before);
    fake.fail('record.documents', 'BLOCKED_BY_PATIENT');
    await store.refresh();
    expect(store.state.getState().documents).toMatchObject({
      status: 'failed',
      failure: { code: 'BLOCKED_BY_PATIENT' },
    });
  });

  test('a change that comes while the list is read is not lost: it is read again', async () => {
    const fake = createFakeBridge();
    const store = createDocumentsStore(fake.bridge, patient('ÉLISE').ins, '2024-11-20');
    const release = fake.hold('record.documents');
    const loading = store.load();
    await store.refresh();
    release();
    await loading;
    expect(fake.calls.filter(({ channel }) => channel === 'record.documents')).toHaveLength(2);
  });

  test('the first list covers the first period only, and superseded versions on request only', async () => {
    const fake = createFakeBridge();
    const store = createDocumentsStore(fake.bridge, patient('ÉLISE').ins, '2024-11-20');
    await store.load();
    expect(fake.calls.at(-1)?.input).toMatchObject({ since: '2024-11-20', includeSuperseded: false });
    await store.load({ includeSuperseded: true });
    expect(fake.calls.at(-1)?.input).toMatchObject({ since: '2024-11-20', includeSuperseded: true });
  });

  test('an older question answers in vain', async () => {
    const fake = createFakeBridge();
    const store = createDocumentsStore(fake.bridge, patient('ÉLISE').ins, '2026-11-19');
    const release = fake.hold('record.documents');
    const narrow = store.load();
    const wide = store.load({ since: null });
    release();
    await Promise.all([narrow, wide]);
    const { documents } = store.state.getState();
    expect(documents.status === 'listed' ? documents.total : 0).toBeGreaterThan(40);
  });

  test('a failed later page keeps what is already here', async () => {
    const fake = createFakeBridge();
    const store = createDocumentsStore(fake.bridge, patient('ANNE').ins, '2020-01-01');
    const stop = store.state.subscribe(({ documents }) => {
      if (documents.status === 'listed') fake.fail('record.documents', 'SERVICE_UNREACHABLE');
    });
    await store.load();
    stop();
    const { documents } = store.state.getState();
    if (documents.status !== 'listed') throw new Error(documents.status);
    expect(documents.documents).toHaveLength(200);
    expect(documents.more).toMatchObject({ status: 'failed', failure: { code: 'SERVICE_UNREACHABLE' } });
  });

  test('a document that left the list leaves the count too', async () => {
    const store = createDocumentsStore(createFakeBridge().bridge, patient('ÉLISE').ins, '2024-11-20');
    await store.load();
    const before = store.state.getState().documents;
    if (before.status !== 'listed' || before.documents[0] === undefined) throw new Error(before.status);
    store.replace(before.documents[0].uniqueId, null);
    const after = store.state.getState().documents;
    if (after.status !== 'listed') throw new Error(after.status);
    expect(after.total).toBe(before.total - 1);
    expect(after.documents).toEqual(before.documents.slice(1));
  });
});
