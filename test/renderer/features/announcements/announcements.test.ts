import { describe, expect, it, vi } from 'vitest';
import {
  createAnnouncementsStore,
  toAnnounce,
} from '../../../../renderer/features/announcements/announcements-store.ts';
import { isSecretProposed, majorityOf } from '../../../../renderer/features/secret/proposal.ts';
import type { RecordView } from '../../../../shared/bridge/record.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';

const patient = fakePatients[0]?.identity;
if (patient === undefined) throw new Error('fixtures are missing');

describe('the list of announcements', () => {
  async function listed() {
    const fake = createFakeBridge();
    const store = createAnnouncementsStore(fake.bridge);
    await store.load();
    const state = store.state.getState();
    if (state.status !== 'listed') throw new Error(state.status);
    return { fake, store, state };
  }

  it('counts what is still to be made, not what has become visible', async () => {
    const { state } = await listed();
    expect(state.announcements).toHaveLength(4);
    expect(toAnnounce(state.announcements).map(({ status }) => status)).toEqual([
      'reminded',
      'reminded',
      'waiting',
    ]);
  });

  it('asks the service only when it is told to, once at a time, and says what it could not learn', async () => {
    const { fake, store } = await listed();
    const asked = (): number => fake.calls.filter(({ channel }) => channel === 'announcements.check').length;
    expect(asked()).toBe(0);
    await Promise.all([store.check(), store.check()]);
    expect(asked()).toBe(1);
    expect(store.state.getState()).toMatchObject({ unknown: 1, isChecking: false });
  });

  it('keeps the list when an act is refused, and says why', async () => {
    const { fake, store, state } = await listed();
    fake.fail('announcements.show', 'STALE_VERSION');
    await store.show(state.announcements[0]?.uniqueId ?? '');
    expect(store.state.getState()).toMatchObject({
      status: 'listed',
      announcements: state.announcements,
      failure: { code: 'STALE_VERSION' },
    });
  });

  it('drops an answer that comes after the screen was left', async () => {
    const { store } = await listed();
    const changed = vi.fn();
    const checking = store.check();
    store.end();
    store.state.subscribe(changed);
    await checking;
    expect(changed).not.toHaveBeenCalled();
  });
});

describe('a secret session', () => {
  const view = (change: Partial<RecordView> & { birthDate?: string }): RecordView => ({
    record: { status: 'active' },
    right: { status: 'valid', since: '2026-01-01T00:00:00Z', until: null },
    treatingDoctor: false,
    access: { mode: 'NORMAL', secret: false, startedAt: '2026-11-20T00:00:00Z', endsAt: null, callId: null },
    asOf: '2026-11-20T00:00:00Z',
    ...change,
    patient: { ...patient, birthDate: change.birthDate ?? '2010-09-21' },
  });
  const TODAY = '2026-11-20';

  it('is proposed for a minor whose record is open by a right', () => {
    expect(isSecretProposed(view({}), TODAY)).toBe(true);
    expect(isSecretProposed(view({ birthDate: '2008-11-20' }), TODAY)).toBe(false);
    expect(isSecretProposed(view({ birthDate: '2008-11-21' }), TODAY)).toBe(true);
    expect(isSecretProposed(view({ right: { status: 'none' } }), TODAY)).toBe(false);
    expect(isSecretProposed(view({ record: { status: 'closed', since: null } }), TODAY)).toBe(false);
  });

  it('is not proposed again in a secret session, nor in an emergency', () => {
    const { access } = view({});
    expect(isSecretProposed(view({ access: { ...access, secret: true } }), TODAY)).toBe(false);
    expect(isSecretProposed(view({ access: { ...access, mode: 'BTG' } }), TODAY)).toBe(false);
  });

  it('names the birthday on which the patient finds it', () => {
    expect(majorityOf('2010-09-21')).toBe('2028-09-21');
  });
});
