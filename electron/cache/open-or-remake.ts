import { rmSync } from 'node:fs';
import type { Parameters } from '../../shared/access/parameters.ts';
import type { Log } from '../log/log.ts';
import type { RecordCache } from './record-cache.ts';
import { openRecordCache } from './record-cache.ts';
import type { TrustedClock } from './trusted-clock.ts';

/** Folder and key of a cache; without a folder it lives in memory. */
export interface CachePlace {
  readonly folder: string | null;
  readonly key: Buffer;
}

/**
 * Opens the cache. One that does not open is begun anew: it holds nothing that the service does not have, and
 * nothing whose lease would outlive what can have happened to it.
 *
 * @throws when not even a new one opens: a fault of ours
 */
export function openOrRemake(
  place: CachePlace,
  parameters: Parameters,
  clock: TrustedClock,
  log: Log,
): RecordCache {
  const { cachePatientsMax, cacheBytesMax, cacheHoursMax } = parameters;
  const options = {
    ...place,
    limits: { patients: cachePatientsMax, bytes: cacheBytesMax, ageMs: cacheHoursMax * 3_600_000 },
    now: () => clock.now(),
  };
  try {
    const opened = openRecordCache(options);
    if (opened.ok) return opened.value;
    log.write({ event: 'cache.remade', because: opened.error });
    if (place.folder !== null) rmSync(place.folder, { recursive: true, force: true });
    const fresh = openRecordCache(options);
    if (!fresh.ok) throw new Error('no cache opens', { cause: fresh.error });
    return fresh.value;
  } finally {
    place.key.fill(0);
  }
}
