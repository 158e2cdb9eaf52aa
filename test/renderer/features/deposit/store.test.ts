import { describe, expect, it, vi } from 'vitest';
import type { DepositStep } from '../../../../renderer/features/deposit/store.ts';
import { createDepositStore } from '../../../../renderer/features/deposit/store.ts';
import { typeCodes } from '../../../../renderer/features/deposit/types.ts';
import type { Bridge } from '../../../../renderer/platform/bridge.ts';
import type { InsRef } from '../../../../shared/bridge/identity.ts';
import { err, ok } from '../../../../shared/result.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';

const patient = fakePatients[0]?.identity;
if (patient === undefined) throw new Error('fixtures are missing');

const file = (name = 'ordonnance.pdf', size = 10): File => new File([new Uint8Array(size).fill(65)], name);

function setUp(change: Partial<Bridge> = {}, readText: () => Promise<string | null> = async () => null) {
  const fake = createFakeBridge();
  const onDeposited = vi.fn<(uniqueId: string) => void>();
  const store = createDepositStore({
    bridge: { ...fake.bridge, ...change },
    ins: patient?.ins ?? { system: '', value: '' },
    replaces: undefined,
    context: {
      today: '2026-11-20',
      patient: patient as NonNullable<typeof patient>,
      types: typeCodes,
      replaces: undefined,
    },
    readText,
    maxBytes: 5_000_000,
    onDeposited,
  });
  const reach = async <S extends DepositStep['status']>(status: S): Promise<DepositStep & { status: S }> => {
    await vi.waitFor(() => expect(store.state.getState().step.status).toBe(status));
    return store.state.getState().step as DepositStep & { status: S };
  };
  const calls = (channel: string): number => fake.calls.filter((call) => call.channel === channel).length;
  return { fake, store, onDeposited, reach, calls };
}

const sent = (actId: string, ins: InsRef, title: string) => ({
  actId,
  kind: 'deposit' as const,
  ins,
  title,
  onBehalfOf: null,
  secret: false,
  storedAt: '2026-11-20T09:30:00Z',
  canUndo: false,
});

describe('a deposit', () => {
  it('says deposited only with the receipt in hand', async () => {
    const { store, fake, reach, onDeposited } = setUp();
    store.add([file()]);
    await reach('filling');
    await store.review();
    await reach('reviewing');
    const release = fake.hold('deposit.send');
    const sending = store.send();
    await reach('sending');
    expect(onDeposited).not.toHaveBeenCalled();
    fake.emit('outbox.progress', {
      actId: 'draft-1',
      step: 'received',
      leavesAt: null,
      canUndo: false,
      sentBytes: 10,
      totalBytes: 10,
    });
    expect(store.state.getState().step.status).toBe('sending');
    release();
    await sending;
    const done = await reach('deposited');
    expect(onDeposited).toHaveBeenCalledExactlyOnceWith(done.receipt.uniqueId);
  });

  it('does not say deposited while the document waits on the post', async () => {
    const { store, reach, onDeposited } = setUp({
      'deposit.send': ({ draftId, ins, metadata }) =>
        Promise.resolve(
          ok({
            ...sent(draftId, ins, metadata.title),
            status: { status: 'waiting', leavesAt: null, because: 'SERVICE_UNREACHABLE', held: null },
          }),
        ),
    });
    store.add([file()]);
    await reach('filling');
    await store.review();
    await store.send();
    await reach('waiting');
    expect(onDeposited).not.toHaveBeenCalled();
  });

  it('reads not one byte of a file that is too large or empty', async () => {
    const { store, reach, calls } = setUp();
    const film = file('film.pdf');
    Object.defineProperty(film, 'size', { value: 9_000_000_000 });
    const read = vi.spyOn(film, 'arrayBuffer');
    store.add([film]);
    expect((await reach('unusable')).problem).toBe('TOO_LARGE');
    expect(read).not.toHaveBeenCalled();
    store.add([file('vide.pdf', 0)]);
    await vi.waitFor(() =>
      expect(store.state.getState().step).toMatchObject({ status: 'unusable', problem: 'EMPTY' }),
    );
    expect(calls('deposit.prepare')).toBe(0);
  });

  it('keeps what was typed through a refusal, at the review and at the sending', async () => {
    const { store, fake, reach } = setUp();
    store.add([file()]);
    await reach('filling');
    store.change({ title: 'Ordonnance du 18', visibility: 'hiddenFromPatient' });
    fake.fail('deposit.review', 'CONFIDENTIALITY_CONFLICT');
    await store.review();
    expect(await reach('filling')).toMatchObject({
      form: { title: 'Ordonnance du 18', visibility: 'hiddenFromPatient' },
      failure: { code: 'CONFIDENTIALITY_CONFLICT' },
    });
    fake.fail('deposit.review', null);
    await store.review();
    fake.fail('deposit.send', 'IDENTITY_NOT_QUALIFIED');
    await store.send();
    expect(await reach('filling')).toMatchObject({
      form: { title: 'Ordonnance du 18' },
      failure: { code: 'IDENTITY_NOT_QUALIFIED' },
    });
  });

  it('gives the review back, with all that was typed, when it is taken back before it leaves', async () => {
    const { store, reach, onDeposited, calls } = setUp({
      'deposit.send': () => Promise.resolve(err({ code: 'CANCELLED', ref: 'x' })),
    });
    store.add([file()]);
    await reach('filling');
    store.change({ title: 'Ordonnance du 18' });
    await store.review();
    await store.send();
    expect(await reach('reviewing')).toMatchObject({ form: { title: 'Ordonnance du 18' } });
    expect(onDeposited).not.toHaveBeenCalled();
    expect(calls('deposit.discard')).toBe(0);
  });

  it('goes on with the next file while one is on its way, and says nothing of it there', async () => {
    const { store, fake, reach, calls } = setUp();
    store.add([file('une.pdf'), file('deux.pdf')]);
    await reach('filling');
    await store.review();
    const release = fake.hold('deposit.send');
    const sending = store.send();
    await reach('sending');
    store.next();
    await reach('filling');
    release();
    await sending;
    expect(store.state.getState().step.status).toBe('filling');
    expect(calls('deposit.discard')).toBe(0);
  });

  it('gives back to the form what the service refused for good, with its reason', async () => {
    const { store, reach } = setUp({
      'deposit.send': ({ draftId, ins, metadata }) =>
        Promise.resolve(
          ok({
            ...sent(draftId, ins, metadata.title),
            status: { status: 'refused', code: 'DUPLICATE' },
          }),
        ),
    });
    store.add([file()]);
    await reach('filling');
    await store.review();
    await store.send();
    expect((await reach('filling')).failure?.code).toBe('DUPLICATE');
  });

  it('names what is wrong with a file and goes on with the next one', async () => {
    const { store, reach } = setUp({
      'deposit.prepare': ({ fileName, bytes }) =>
        Promise.resolve(
          fileName === 'double.pdf'
            ? ok({ status: 'refused', fileName, problem: 'DUPLICATE', size: bytes.length })
            : err({ code: 'SERVICE_UNREACHABLE', ref: 'x' }),
        ),
    });
    store.add([file('double.pdf'), file('suite.pdf')]);
    expect(await reach('unusable')).toMatchObject({ fileName: 'double.pdf', problem: 'DUPLICATE' });
    store.next();
    expect(await reach('failed')).toMatchObject({ fileName: 'suite.pdf' });
    expect(store.state.getState().queue).toEqual([]);
  });

  it('sends only once however often it is asked, and forgets its draft when it is given up', async () => {
    const { store, fake, reach, calls } = setUp();
    store.add([file()]);
    await reach('filling');
    await store.review();
    const release = fake.hold('deposit.send');
    const both = [store.send(), store.send()];
    release();
    await Promise.all(both);
    expect(calls('deposit.send')).toBe(1);

    store.next();
    store.add([file('autre.pdf')]);
    await reach('filling');
    store.stop();
    expect(calls('deposit.discard')).toBe(1);
  });

  it('sends nothing while a question of the review stands open, and says so', async () => {
    const { store, reach, calls } = setUp();
    store.add([file()]);
    await reach('filling');
    store.change({ title: 'Biopsie – carcinome' });
    await store.review();
    await reach('reviewing');
    await store.send();
    expect(await reach('reviewing')).toMatchObject({ isUnanswered: true });
    expect(calls('deposit.send')).toBe(0);
    await store.answer('announcement', 'hide');
    expect(await reach('reviewing')).toMatchObject({
      form: { visibility: 'hiddenFromPatient' },
      review: { patientSees: false },
      isUnanswered: false,
    });
    await store.send();
    await reach('deposited');
    expect(calls('deposit.send')).toBe(1);
  });

  it('gives what the page read of the file to whoever recognises it', async () => {
    const { fake, store, reach } = setUp({}, async () => 'Adénocarcinome');
    store.add([file()]);
    await reach('filling');
    expect(fake.calls.find(({ channel }) => channel === 'deposit.prepare')?.input).toMatchObject({
      text: 'Adénocarcinome',
    });
  });
});
