import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { memoryKeychain } from '../vault/memory-keychain.ts';
import {
  REASON,
  breakGlass,
  endAll,
  insOf,
  lastEnded,
  list,
  mailsSince,
  open,
  post,
  refuseEmergencies,
  service,
  startService,
  state,
} from './emergency-post.ts';

beforeAll(startService, 240_000);
afterAll(() => service.stop());

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
    await service.advance(59 * 60_000);
    await list(insOf('adult'));
    await service.advance(2 * 60_000);
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
