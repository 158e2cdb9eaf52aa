import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../../../shared/bridge/emergency.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import {
  endAll,
  insOf,
  lastEnded,
  list,
  mailsSince,
  open,
  post,
  service,
  startService,
  state,
  traitsOf,
} from './emergency-post.ts';

beforeAll(startService, 240_000);
afterAll(() => service.stop());

describe('the calls of a regulator', () => {
  beforeAll(() => open('regulator'));
  afterEach(() => endAll());
  afterAll(() => post.close());

  const newCall = (): Promise<Call> => post.call('emergency.openCall', {});
  const openFor = async (call: Call, person: Parameters<typeof openForCall>[1]) => {
    const outcome = await openForCall(call.id, person);
    if (outcome.outcome !== 'opened') throw new Error(outcome.outcome);
    return outcome.view;
  };
  const openForCall = (callId: string, person: InsRef | ReturnType<typeof traitsOf>) =>
    post.call('emergency.openForCall', { callId, person });

  it('open a record by traits or by identity, with no reason asked, and name the call', async () => {
    const mails = mailsSince();
    const call = await newCall();
    const view = await openFor(call, traitsOf('adult'));
    expect(view).toMatchObject({
      patient: { ins: insOf('adult') },
      access: { mode: 'ETREAT', callId: call.id },
    });
    expect(mails()).toEqual(['patient:emergency', 'treatingDoctor:emergency']);
    // The same person again: shown, not opened a second time.
    await openFor(call, insOf('adult'));
    await openFor(call, traitsOf('adult'));
    expect(mails()).toEqual([]);
  });

  it('are kept apart, and each ends with its accesses alone', async () => {
    const { closedCalls } = await state();
    const [one, two] = [await newCall(), await newCall()];
    expect(two.number).toBe(one.number + 1);
    await openFor(one, insOf('adult'));
    await openFor(two, insOf('minor'));
    expect(await openForCall(two.id, insOf('adult'))).toEqual({
      outcome: 'openInOtherCall',
      callId: one.id,
    });
    expect((await state()).accesses.map(({ access }) => access.callId)).toEqual([one.id, two.id]);

    await post.call('emergency.closeCall', { callId: two.id });
    expect(lastEnded()).toEqual({ ins: insOf('minor'), because: 'call' });
    expect(await state()).toMatchObject({ calls: [{ id: one.id }], closedCalls: closedCalls + 1 });
    expect((await post.call('record.open', { ins: insOf('adult') })).access.callId).toBe(one.id);
    expect((await list(insOf('adult'))).total).toBeGreaterThan(0);
    await expect(openForCall(two.id, insOf('minor'))).rejects.toThrow('CALL_REQUIRED');
  });

  it('stay open when the record is closed on the screen', async () => {
    const call = await newCall();
    await openFor(call, insOf('adult'));
    await post.call('record.close', {});
    expect((await state()).accesses).toHaveLength(1);
    await post.call('emergency.end', { ins: insOf('adult') });
    // The service closes a call with the end of its session: so does the post.
    expect(await state()).toMatchObject({ accesses: [], calls: [] });
  });

  it('refuse with what the regulator can ask the caller', async () => {
    const call = await newCall();
    await expect(openForCall(call.id, traitsOf('twinA'))).rejects.toThrow('MULTIPLE_MATCHES');
    await expect(openForCall(call.id, { ...traitsOf('adult'), given: 'Inconnue' })).rejects.toThrow(
      'IDENTITY_MISMATCH',
    );
    await expect(openForCall(call.id, insOf('emergencyOff'))).rejects.toThrow('EMERGENCY_OPPOSED');
    expect((await openFor(call, insOf('twinA'))).patient.ins).toEqual(insOf('twinA'));
  });

  it('go on under the same number when the service stops in the middle of an opening', async () => {
    const call = await newCall();
    await service.kill();
    await expect(openForCall(call.id, insOf('adult'))).rejects.toThrow('SERVICE_UNREACHABLE');
    await service.restart();
    const [still] = (await state()).calls;
    expect(still?.number).toBe(call.number);
    if (still === undefined) throw new Error('the call is gone');
    expect((await openFor(still, insOf('adult'))).access.callId).toBe(still.id);
  });

  it('are all over when the post is locked', async () => {
    await openFor(await newCall(), insOf('adult'));
    await openFor(await newCall(), insOf('minor'));
    post.events.length = 0;
    await post.call('session.lock', {});
    expect(
      post.events.filter(({ event }) => event === 'emergency.ended').map(({ payload }) => payload),
    ).toEqual([
      { ins: insOf('adult'), because: 'left' },
      { ins: insOf('minor'), because: 'left' },
    ]);
  });
});

it('a professional who does not regulate has no calls', async () => {
  await open('treatingDoctor');
  await expect(post.call('emergency.openCall', {})).rejects.toThrow('REGULATOR_ONLY');
  await post.close();
});
