import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RecordCache } from '../../../electron/cache/record-cache.ts';
import { openRecordCache } from '../../../electron/cache/record-cache.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';

const MINUTE = 60_000;
const KEY = randomBytes(32);
const patient = (number: number): InsRef => ({
  system: 'urn:oid:1.2.250.1.213.1.4.8',
  value: String(200_000_000_000_000 + number),
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'cache-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return join(made, 'cache');
}

interface Opened {
  readonly cache: RecordCache;
  readonly clock: { now: number };
  readonly at: string | null;
}

function opened(at: string | null, over: { patients?: number; bytes?: number } = {}): Opened {
  const clock = { now: Date.parse('2026-11-26T10:00:00Z') };
  const cache = openRecordCache({
    folder: at,
    key: KEY,
    limits: { patients: over.patients ?? 200, bytes: over.bytes ?? 1e9, ageMs: 12 * 60 * MINUTE },
    now: () => clock.now,
  });
  if (!cache.ok) throw new Error(cache.error);
  onTestFinished(() => cache.value.close());
  return { cache: cache.value, clock, at };
}

const remember = (cache: RecordCache, ins: InsRef, word: string) =>
  cache.with(ins, (record) => record.setFact('word', word));
const recall = (cache: RecordCache, ins: InsRef) => cache.with(ins, (record) => record.fact('word'));

describe.each([
  ['on the disk', folder],
  ['in memory', () => null],
])('a cache %s', (_where, place) => {
  it('shows what it keeps until the lease is over, and nothing from that millisecond on', async () => {
    const { cache, clock } = opened(place());
    await cache.renew(patient(1), clock.now + 15 * MINUTE);
    await remember(cache, patient(1), 'kept');
    clock.now += 15 * MINUTE - 1;
    expect(await recall(cache, patient(1))).toBe('kept');
    clock.now += 1;
    expect(await recall(cache, patient(1))).toBeUndefined();
    expect(cache.until(patient(1))).toBeUndefined();
  });

  it('does not give back what outlived its lease when the record is opened again', async () => {
    const { cache, clock } = opened(place());
    await cache.renew(patient(1), clock.now + MINUTE);
    await remember(cache, patient(1), 'kept');
    clock.now += 2 * MINUTE;
    await cache.renew(patient(1), clock.now + MINUTE);
    expect(await recall(cache, patient(1))).toBeUndefined();
  });

  it('keeps patients apart, and destroys one without the others', async () => {
    const { cache, clock } = opened(place());
    for (const number of [1, 2, 3, 4]) {
      await cache.renew(patient(number), clock.now + 15 * MINUTE);
      await remember(cache, patient(number), `of ${number}`);
    }
    await cache.destroy(patient(2));
    const left = await Promise.all([1, 2, 3, 4].map((number) => recall(cache, patient(number))));
    expect(left).toEqual(['of 1', undefined, 'of 3', 'of 4']);
    await cache.destroyAll();
    expect(await recall(cache, patient(3))).toBeUndefined();
  });

  it('hands out nothing that was destroyed while it was read', async () => {
    const { cache, clock } = opened(place());
    await cache.renew(patient(1), clock.now + 15 * MINUTE);
    await remember(cache, patient(1), 'kept');
    const read = recall(cache, patient(1));
    const destroyed = cache.destroy(patient(1));
    expect(await read).toBeUndefined();
    await destroyed;
  });

  it('keeps at most so many patients: the one that was not used for the longest time goes', async () => {
    const { cache, clock } = opened(place(), { patients: 2 });
    for (const number of [1, 2, 1, 3]) {
      clock.now += 1_000;
      await cache.renew(patient(number), clock.now + 15 * MINUTE);
    }
    expect([1, 2, 3].map((number) => cache.until(patient(number)) !== undefined)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('sweeps leases that are over and what is too old, whatever its lease', async () => {
    const { cache, clock } = opened(place());
    await cache.renew(patient(1), clock.now + MINUTE);
    await cache.renew(patient(2), clock.now + 20 * 60 * MINUTE);
    clock.now += MINUTE;
    expect(await cache.sweep()).toEqual([patient(1)]);
    clock.now += 12 * 60 * MINUTE;
    expect(await cache.sweep()).toEqual([patient(2)]);
  });
});

describe('on the disk', () => {
  it('takes no more room than it may', async () => {
    const { cache, clock } = opened(folder(), { bytes: 300_000 });
    for (const number of [1, 2, 3]) {
      clock.now += 1_000;
      await cache.renew(patient(number), clock.now + 15 * MINUTE);
      await cache.with(patient(number), async (record) => {
        await record.setSheets([{ uniqueId: 'a', digest: 'a', title: '', sheet: '{}' }]);
        const bytes = randomBytes(100_000);
        await record.keepDocument('a', { bytes, mediaType: '', warnings: [], readAt: '' }, () => '');
      });
    }
    expect(cache.until(patient(1))).toBeUndefined();
    expect(cache.until(patient(3))).toBeDefined();
  });

  it('is there again after a lock, and leaves no file of whom it destroyed', async () => {
    const at = folder();
    const first = opened(at);
    await first.cache.renew(patient(1), first.clock.now + 15 * MINUTE);
    await first.cache.renew(patient(2), first.clock.now + 15 * MINUTE);
    await remember(first.cache, patient(1), 'kept');
    await remember(first.cache, patient(2), 'other');
    await first.cache.close();
    const again = opened(at).cache;
    expect(await recall(again, patient(1))).toBe('kept');
    await again.destroyAll();
    expect(readdirSync(at ?? '').filter((name) => !name.startsWith('list.db'))).toEqual([]);
  });

  it('does not open with another key', async () => {
    const at = folder();
    await opened(at).cache.close();
    const limits = { patients: 1, bytes: 1, ageMs: 1 };
    const other = openRecordCache({ folder: at, key: randomBytes(32), limits, now: Date.now });
    expect(other).toEqual({ ok: false, error: 'KEY_OR_DAMAGE' });
    expect(existsSync(join(at ?? '', 'list.db'))).toBe(true);
  });
});
