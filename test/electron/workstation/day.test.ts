import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insOf, open, post, service, startService } from './emergency-post.ts';

beforeAll(startService, 240_000);
afterAll(() => service.stop());

const today = new Intl.DateTimeFormat('sv-SE').format(Date.now());
const visits = async () => (await post.call('day.visits', { day: today })).visits;

describe('the day of a doctor', () => {
  beforeAll(() => open('doctor'));
  afterAll(() => post.close());

  it('is her own appointments in their order, each with her right, and opens no record', async () => {
    const listed = await visits();
    expect(listed.map(({ patient }) => patient.birthFamilyName)).toEqual(['MOREAU', 'GARNIER', 'LE BRAS']);
    expect(listed.map(({ right }) => right.status)).toEqual(['running', 'running', 'running']);
    expect(listed.every(({ reason }) => reason !== null)).toBe(true);
    expect(listed.every(({ lastSeenAt }) => lastSeenAt === null)).toBe(true);
    const traces = await post.call('record.open', { ins: insOf('diabetic') });
    expect(traces.access.mode).toBe('NORMAL');
  });

  it('tells who was seen, and of a record asked for what is new and which vaccines are due', async () => {
    await post.call('record.open', { ins: insOf('infant') });
    const infant = (await visits()).find(({ patient }) => patient.birthFamilyName === 'LE BRAS');
    expect(infant?.lastSeenAt).not.toBeNull();
    const prepared = await post.call('day.prepare', { ins: insOf('infant') });
    expect(prepared.news).toBe(0);
    expect(prepared.vaccinesDue).toBeGreaterThan(0);
    // Whom one never looked at has no « since »: nothing is counted.
    expect((await post.call('day.prepare', { ins: insOf('cardiac') })).news).toBeNull();
  });

  it('takes who comes without an appointment, in the order that is wished, until he is taken off', async () => {
    const names = async () => (await visits()).map(({ patient }) => patient.birthFamilyName);
    const [adult, elderly] = [insOf('adult'), insOf('elderly')];
    await post.call('day.add', { day: today, ins: adult });
    await post.call('day.add', { day: today, ins: elderly });
    await post.call('day.add', { day: today, ins: adult });
    // Who has an appointment already stands there once.
    await post.call('day.add', { day: today, ins: insOf('diabetic') });
    const before = await names();
    expect(before).toHaveLength(5);
    const added = (await visits()).filter(({ appointment }) => appointment === null);
    expect(added.map(({ right, lastSeenAt }) => [right.status, lastSeenAt])).toEqual([
      ['none', null],
      ['running', null],
    ]);
    const at = before.indexOf(added[0]?.patient.birthFamilyName ?? '');
    const moved = await post.call('day.move', { day: today, ins: adult, by: 1 });
    expect(moved.visits[at + 1]?.patient.ins).toEqual(adult);
    const back = await post.call('day.move', { day: today, ins: adult, by: -1 });
    expect(back.visits.map(({ patient }) => patient.birthFamilyName)).toEqual(before);
    await post.call('day.takeOff', { day: today, ins: adult });
    await post.call('day.takeOff', { day: today, ins: elderly });
    expect(await names()).toHaveLength(3);
  });

  it('lists nobody whom no service knows', async () => {
    const nobody = { ...insOf('adult'), value: '199013102100103' };
    await expect(post.call('day.add', { day: today, ins: nobody })).rejects.toThrow('NOT_FOUND');
  });

  it('asks no record on which there is no right', async () => {
    await expect(post.call('day.prepare', { ins: insOf('adult') })).rejects.toThrow('CONSENT_REQUIRED');
  });
});

it('another day has other patients, and somebody without appointments has none', async () => {
  await open('pharmacist');
  expect(await visits()).toEqual([]);
  await post.close();
});
