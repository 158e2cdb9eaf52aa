import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Call, EmergencyState } from '../../../shared/bridge/emergency.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import { connect } from '../../../electron/gateway/connection.ts';
import { operate } from '../../../electron/gateway/operator.ts';
import { emergencySwitch } from '../service/consent-body.ts';
import { memoryKeychain } from '../vault/memory-keychain.ts';
import type { Post } from './post.ts';
import { openPost } from './post.ts';
import type { ServiceProcess } from './service-process.ts';
import { startServiceProcess } from './service-process.ts';

const REASON = 'Patient inconscient, hypoglycémie suspectée';
const everything = { since: null, includeSuperseded: false, cursor: null };

let service: ServiceProcess;
let post: Post;

beforeAll(async () => {
  service = await startServiceProcess();
}, 240_000);
afterAll(() => service.stop());

async function open(role: string, options: Parameters<typeof openPost>[1] = {}): Promise<void> {
  post = await openPost(service, options);
  await post.signIn(service.card(role), service.pin);
}
const insOf = (key: string): InsRef => {
  const { system, ins } = service.patient(key);
  return { system, value: ins };
};
const traitsOf = (key: string) => {
  const { family, given, birthdate } = service.patient(key);
  return { family, given, birthDate: birthdate };
};
const breakGlass = (key: string, more: { justification?: string; ins?: InsRef | null } = {}) =>
  post.call('emergency.breakGlass', {
    traits: traitsOf(key),
    ins: null,
    justification: REASON,
    confirmed: true,
    ...more,
  });
/** Between two tests on one post. */
async function endAll(): Promise<void> {
  if ((await post.call('session.state', {})).status !== 'open') return;
  const { accesses, calls } = await state();
  for (const { patient } of accesses) await post.call('emergency.end', { ins: patient.ins });
  for (const { id } of calls) await post.call('emergency.closeCall', { callId: id });
}
const state = (): Promise<EmergencyState> => post.call('emergency.state', {});
const list = (ins: InsRef) => post.call('record.documents', { ins, ...everything });
const lastEnded = () => post.events.findLast(({ event }) => event === 'emergency.ended')?.payload;

async function putForward(ms: number): Promise<void> {
  const connection = connect({ socketPath: service.socketPath });
  const done = await operate(connection, service.operatorSecret, {
    method: 'POST',
    path: 'clock',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceMs: ms }),
  });
  await connection.close();
  expect(done.ok).toBe(true);
}

/** The patient's own hand, in the space. */
async function refuseEmergencies(key: string, purpose: 'BTG' | 'ETREAT'): Promise<void> {
  const connection = connect({ socketPath: service.socketPath });
  const send = async (path: string, type: string, body: unknown, token?: string): Promise<string> => {
    const answer = await connection.send({
      method: 'POST',
      path,
      headers: { 'content-type': type, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    if (!answer.ok || answer.value.status > 201) throw new Error(JSON.stringify(answer));
    return new TextDecoder().decode(answer.value.body);
  };
  const { ins } = service.patient(key);
  const signedIn: unknown = JSON.parse(
    await send('/auth/patient', 'application/json', { ins, password: 'demo-patient' }),
  );
  const token = (signedIn as { access_token: string }).access_token;
  await send('/fhir/Consent', 'application/fhir+json', emergencySwitch(service, key, purpose, 'deny'), token);
  await connection.close();
}

/** Notices that the service sent since the last time that they were counted. */
function mailsSince(): () => string[] {
  const folder = join(dirname(service.practiceList), 'mail');
  const seen = new Set(readdirSync(folder));
  return () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json') && !seen.has(name))
      .map((name) => {
        seen.add(name);
        const mail: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
        return (mail as { notice: string }).notice;
      })
      .toSorted();
}

describe('breaking the glass', () => {
  beforeAll(() => open('pharmacist'));
  afterEach(() => endAll());
  afterAll(() => post.close());

  it('opens the record by its traits, for an hour, and its documents are read by that access', async () => {
    const mails = mailsSince();
    const view = await breakGlass('adult');
    const ins = insOf('adult');
    expect(view).toMatchObject({
      patient: { ins },
      right: { status: 'none' },
      access: { mode: 'BTG', secret: false, callId: null },
    });
    const { startedAt, endsAt } = view.access;
    expect((Date.parse(endsAt ?? '') - Date.parse(startedAt)) / 60_000).toBe(60);
    expect(mails()).toEqual(['patient:emergency', 'treatingDoctor:emergency']);

    const { documents } = await list(ins);
    const [first] = documents;
    if (first === undefined) throw new Error('nothing readable in an emergency');
    const opened = await post.call('document.open', { ins, uniqueId: first.uniqueId });
    expect(opened.bytes.length).toBeGreaterThan(0);
    // Asking again shows it again: one notice is enough for one access.
    expect((await post.call('record.open', { ins })).access).toEqual(view.access);
    expect(mails()).toEqual([]);
  });

  it('leaves nothing once it ended: no record, no document, no line among the patients seen', async () => {
    const ins = insOf('adult');
    await breakGlass('adult');
    const [first] = (await list(ins)).documents;
    expect((await state()).accesses).toHaveLength(1);

    await post.call('emergency.end', { ins });
    expect(lastEnded()).toEqual({ ins, because: 'asked' });
    expect((await state()).accesses).toEqual([]);
    await expect(list(ins)).rejects.toThrow('REFUSED');
    await expect(post.call('document.open', { ins, uniqueId: first?.uniqueId ?? '' })).rejects.toThrow(
      'REFUSED',
    );
    // Opened again in the ordinary way, it is as closed as before.
    expect((await post.call('record.open', { ins })).access.mode).toBe('NORMAL');
    await expect(list(ins)).rejects.toThrow('CONSENT_REQUIRED');
  });

  it('does not feed the list of recent patients', async () => {
    await breakGlass('adult2');
    await list(insOf('adult2'));
    const recent = async () =>
      (await post.call('patients.recent', { limit: 50 })).hits.map(({ identity }) => identity.ins.value);
    expect(await recent()).not.toContain(insOf('adult2').value);
    // The control: an ordinary opening does.
    await post.call('emergency.end', { ins: insOf('adult2') });
    await post.call('record.open', { ins: insOf('adult2') });
    expect(await recent()).toContain(insOf('adult2').value);
  });

  it('is ended by closing the record', async () => {
    await breakGlass('adult');
    await post.call('record.close', {});
    expect((await state()).accesses).toEqual([]);
    expect(lastEnded()).toEqual({ ins: insOf('adult'), because: 'asked' });
  });

  it('lasts while another record is looked at', async () => {
    await breakGlass('adult');
    await post.call('record.open', { ins: insOf('adult2') });
    await expect(list(insOf('adult2'))).rejects.toThrow('CONSENT_REQUIRED');
    expect((await post.call('record.open', { ins: insOf('adult') })).access.mode).toBe('BTG');
    expect((await list(insOf('adult'))).total).toBeGreaterThan(0);
  });

  it('refuses with the reason, and tells nobody', async () => {
    const mails = mailsSince();
    const before = (await post.call('emergency.own', {})).entries.length;
    await expect(breakGlass('emergencyOff')).rejects.toThrow('EMERGENCY_OPPOSED');
    await expect(breakGlass('adult', { justification: '  court    ' })).rejects.toThrow(
      'JUSTIFICATION_REQUIRED',
    );
    await expect(breakGlass('twinA')).rejects.toThrow('IDENTITY_MISMATCH');
    await expect(breakGlass('adult', { ins: insOf('adult2') })).rejects.toThrow('IDENTITY_MISMATCH');
    expect((await state()).accesses).toEqual([]);
    expect((await post.call('emergency.own', {})).entries).toHaveLength(before);
    expect(mails()).toEqual([]);
  });

  it('tells twins apart where the record is known besides', async () => {
    const view = await breakGlass('twinA', { ins: insOf('twinA') });
    expect(view.patient.ins).toEqual(insOf('twinA'));
  });

  it('writes itself down for its author, who looks it over', async () => {
    const { toReview } = await state();
    await breakGlass('adult');
    const [begun] = (await post.call('emergency.own', {})).entries;
    expect(begun).toMatchObject({ mode: 'BTG', reason: REASON, endedBecause: null, reviewedAt: null });
    expect((await state()).toReview).toBe(toReview);
    await post.call('emergency.end', { ins: insOf('adult') });
    expect((await state()).toReview).toBe(toReview + 1);
    const { entries } = await post.call('emergency.review', { id: begun?.id ?? '' });
    const reviewed = entries.find(({ id }) => id === begun?.id);
    expect(reviewed).toMatchObject({ endedBecause: 'asked' });
    expect(reviewed?.reviewedAt).not.toBeNull();
    expect((await state()).toReview).toBe(toReview);
    expect(post.events.filter(({ event }) => event === 'emergency.changed').length).toBeGreaterThan(2);
  });

  it('says nothing of the patient or of the reason in the log', async () => {
    const { family, given, ins } = service.patient('adult');
    await breakGlass('adult');
    await list(insOf('adult'));
    await post.call('emergency.end', { ins: insOf('adult') });
    const log = readFileSync(join(post.dataDir, 'logs', 'workstation.log'), 'utf8');
    const scan = (text: string): string[] =>
      [family, given, ins, REASON].filter((canary) => text.includes(canary));
    expect(log).toContain('emergency.begun');
    expect(scan(log)).toEqual([]);
    expect(scan(`${log}${family}`)).toEqual([family]);
  });
});

describe('the end of an emergency that nobody asks for', () => {
  afterEach(() => post.close());

  it('comes by the service’s clock, without a word about the record itself', async () => {
    await open('pharmacist');
    await breakGlass('adult');
    await putForward(59 * 60_000);
    await list(insOf('adult'));
    await putForward(2 * 60_000);
    // Any answer tells the time.
    await post.call('record.open', { ins: insOf('adult2') });
    await expect.poll(lastEnded, { timeout: 4_000 }).toEqual({ ins: insOf('adult'), because: 'time' });
    await expect(list(insOf('adult'))).rejects.toThrow('REFUSED');
  });

  it('comes with the lock: the token is worth nothing afterwards, and the list says so', async () => {
    const keychain = memoryKeychain();
    await open('pharmacist', { keychain });
    const { dataDir } = post;
    await breakGlass('adult');
    await post.call('session.lock', {});
    // The shell ends the process once the service has been told.
    await expect.poll(() => post.restarts.length, { timeout: 4_000 }).toBe(1);
    expect(lastEnded()).toEqual({ ins: insOf('adult'), because: 'left' });
    await post.close();
    await open('pharmacist', { keychain, dataDir });
    expect((await state()).accesses).toEqual([]);
    expect((await post.call('emergency.own', {})).entries[0]).toMatchObject({ endedBecause: 'left' });
  });

  it('does not keep a lock waiting for a service that does not answer', async () => {
    await open('pharmacist');
    await breakGlass('adult');
    await service.kill();
    await post.call('session.lock', {});
    await expect.poll(() => post.restarts.length, { timeout: 1_500 }).toBe(1);
    await service.restart();
  });

  it('is known as unknown where the post died in the middle', async () => {
    const keychain = memoryKeychain();
    await open('pharmacist', { keychain });
    const { dataDir } = post;
    await breakGlass('adult');
    // The store as a killed process leaves it: the line is durable, its end was never written.
    const survivor = mkdtempSync(join(tmpdir(), 'post-killed-'));
    cpSync(dataDir, survivor, { recursive: true });
    await post.close();
    await open('pharmacist', { keychain, dataDir: survivor });
    expect((await post.call('emergency.own', {})).entries[0]).toMatchObject({
      endedAt: null,
      endedBecause: 'interrupted',
    });
    expect((await state()).toReview).toBe(1);
  });

  it('comes with the patient’s refusal, at the next thing asked', async () => {
    await open('pharmacist');
    const ins = insOf('adult2');
    await breakGlass('adult2');
    await list(ins);
    await refuseEmergencies('adult2', 'BTG');
    await expect(list(ins)).rejects.toThrow('EMERGENCY_OPPOSED');
    await expect.poll(lastEnded).toEqual({ ins, because: 'refused' });
    expect((await state()).accesses).toEqual([]);
    await expect(breakGlass('adult2')).rejects.toThrow('EMERGENCY_OPPOSED');
  });
});

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
