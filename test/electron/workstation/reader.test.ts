import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { patients } from '../../../electron/service/demo/people.ts';
import type { InsDatamatrix } from '../../../shared/identity/ins-datamatrix.ts';
import { writeInsDatamatrix } from '../../../shared/identity/ins-datamatrix.ts';
import { parseIns } from '../../../shared/identity/ins.ts';
import { nirKey } from '../../../shared/identity/nir.ts';
import { open, post, service, startService } from './emergency-post.ts';

beforeAll(startService, 240_000);
afterAll(() => service.stop());

function identityOf(key: string, over: Partial<InsDatamatrix> = {}): InsDatamatrix {
  const found = patients.find((each) => each.key === key);
  const ins = found && parseIns(found.system, found.ins);
  if (found === undefined || ins?.ok !== true) throw new Error(`no ${key}`);
  return {
    ins: ins.value,
    birthFamilyName: found.family,
    givenNames: found.given,
    gender: found.gender,
    birthDate: found.birthDate,
    birthPlaceCode: found.birthPlace.code,
    ...over,
  };
}
const scan = (identity: InsDatamatrix) => post.call('reader.scan', { text: writeInsDatamatrix(identity) });

describe('at a counter', () => {
  beforeAll(() => open('pharmacist'));
  afterAll(() => post.close());

  it('the code of a paper names its patient, whom the practice then knows', async () => {
    // A twin is in no list of the practice.
    expect(await scan(identityOf('twinA'))).toMatchObject({
      outcome: 'found',
      patient: { birthFamilyName: 'BONNET' },
      lastSeenAt: null,
    });
    const { hits } = await post.call('patients.search', { query: 'BONNET Camille', limit: 5 });
    expect(hits).toHaveLength(1);
  });

  it.each([
    ['the name', { birthFamilyName: 'MARTIN' }],
    ['the given name', { givenNames: ['Paule'] }],
    ['the day of birth', { birthDate: '1980-02-04' }],
    ['the sex', { gender: 'male' as const }],
  ])('opens nothing where %s read is not that of the INS', async (_what, over) => {
    expect(await scan(identityOf('adult', over))).toMatchObject({
      outcome: 'differs',
      patient: { birthFamilyName: 'ROUSSEAU' },
    });
  });

  it('an INS of nobody, and what is no code, say so', async () => {
    const number = '2800244109999';
    const nobody = parseIns('urn:oid:1.2.250.1.213.1.4.11', `${number}${nirKey(number) ?? ''}`);
    if (!nobody.ok) throw new Error(nobody.error);
    expect(await scan(identityOf('adult', { ins: nobody.value }))).toEqual({ outcome: 'unknown' });
    const text = 'IS010000000000000000000000S1NONSENSE';
    expect(await post.call('reader.scan', { text })).toEqual({ outcome: 'unreadable' });
  });

  it('a card held to the reader tells the page, as a code does', async () => {
    expect(await post.call('reader.state', {})).toEqual({ kind: 'simulated' });
    post.events.length = 0;
    const { ins } = identityOf('diabetic');
    await post.call('reader.present', { ins });
    await vi.waitFor(() => {
      const read = post.events.find(({ event }) => event === 'reader.read');
      expect(read?.payload).toMatchObject({ outcome: 'found', patient: { ins } });
    });
  });
});

it('a card that is read while the post is locked tells nobody', async () => {
  await open('pharmacist');
  await post.call('session.lock', {});
  await expect(post.call('reader.present', { ins: identityOf('diabetic').ins })).rejects.toThrow('LOCKED');
  expect(post.events.some(({ event }) => event === 'reader.read')).toBe(false);
  await post.close();
});
