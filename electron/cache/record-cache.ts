import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { sameIns } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { CachedPatient } from '../store/cache/cached-patients.ts';
import {
  addCachedPatient,
  cachedPatients,
  destroyKeys,
  findCachedPatient,
  noteBytes,
  renewLease,
} from '../store/cache/cached-patients.ts';
import type { KeptRecord } from '../store/cache/kept-record.ts';
import { openKeptRecord, removeKeptRecord } from '../store/cache/kept-record.ts';
import { CACHE_SCHEMA } from '../store/cache/schema.ts';
import { seal, unseal } from '../store/cache/seal.ts';
import type { OpenError, WritableDatabase } from '../store/open.ts';
import { openStore } from '../store/open.ts';
import type { CacheKeys } from './keys.ts';
import { cacheKeys } from './keys.ts';

interface CacheLimits {
  readonly patients: number;
  readonly bytes: number;
  /** How long something may be kept, however often its lease is renewed. */
  readonly ageMs: number;
}

export interface RecordCacheOptions {
  /** Folder of the cache; null: it lives in memory and ends with the process. */
  readonly folder: string | null;
  /** 32 bytes that the vault gives for it; the caller keeps and wipes them. */
  readonly key: Uint8Array;
  readonly limits: CacheLimits;
  /** The trusted time, milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * What the post keeps of the records in use, each under a key of its own. Nothing of a patient outlives his lease:
 * at its end his key is destroyed, and with it all that is kept of him.
 */
export interface RecordCache {
  /** The service has just shown this record: what is kept of it may be shown until then, from now on. */
  renew(ins: InsRef, until: number): Promise<void>;
  /** Until when what is kept of a patient may be shown; undefined: nothing is kept, or no longer to be shown. */
  until(ins: InsRef): number | undefined;
  /** Works with what is kept of a patient; undefined where nothing is, or its lease is over. One at a time. */
  with<T>(ins: InsRef, work: (record: KeptRecord) => T | Promise<T>): Promise<T | undefined>;
  /** His key is destroyed when this returns; his files are gone when it resolves. */
  destroy(ins: InsRef): Promise<void>;
  /** Destroys what has outlived its lease or its age; answers whose it was. */
  sweep(): Promise<readonly InsRef[]>;
  destroyAll(): Promise<void>;
  close(): Promise<void>;
}

/** Records that are open at once: the one on the screen, and the one before. */
const OPEN_RECORDS = 2;

/** Opens, or makes, the cache of a professional on this post. */
export function openRecordCache(options: RecordCacheOptions): Result<RecordCache, OpenError['code']> {
  const { folder, key } = options;
  if (folder !== null) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keys = cacheKeys(key);
  const opened = openStore(folder === null ? ':memory:' : join(folder, LIST_FILE), keys.list, CACHE_SCHEMA);
  if (!opened.ok) {
    keys.wipe();
    return err(opened.error.code);
  }
  if (folder !== null) removeStrays(folder, opened.value);
  return ok(recordCache(options, opened.value, keys));
}

const LIST_FILE = 'list.db';

/** Files without a row have no key any more: a crash left them between the two. */
function removeStrays(folder: string, db: WritableDatabase): void {
  const known = new Set(cachedPatients(db).map(({ file }) => file));
  for (const name of readdirSync(folder)) {
    const [file = ''] = name.split('.');
    if (!name.startsWith(LIST_FILE) && !known.has(file)) rmSync(join(folder, name), { force: true });
  }
}

interface OpenRecord {
  readonly record: KeptRecord;
  readonly key: Buffer;
}

function recordCache(
  { folder, limits, now }: RecordCacheOptions,
  db: WritableDatabase,
  keys: CacheKeys,
): RecordCache {
  const open = new Map<string, OpenRecord>();
  /** Whose keys are to go: a disk that does not take it now is asked again, and nothing is shown meanwhile. */
  const doomed = new Set<string>();
  /** What was asked before is done before: a record is never closed under somebody's hands. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  const placeOf = ({ file }: Pick<CachedPatient, 'file'>): string | null =>
    folder === null ? null : join(folder, file);

  async function opened(patient: CachedPatient): Promise<OpenRecord | undefined> {
    const known = open.get(patient.file);
    if (known !== undefined) {
      // The one that was used last is the last to be closed.
      open.delete(patient.file);
      open.set(patient.file, known);
      return known;
    }
    const key = unseal(keys.patients, patient.file, patient.sealedKey);
    if (!key.ok) return undefined;
    const record = await openKeptRecord(placeOf(patient), key.value);
    if (!record.ok) return undefined;
    const fresh = { record: record.value, key: key.value };
    open.set(patient.file, fresh);
    // In memory a record that is closed is gone.
    for (const file of folder === null ? [] : [...open.keys()].slice(0, -OPEN_RECORDS)) await closed(file);
    return fresh;
  }

  async function closed(file: string): Promise<void> {
    const held = open.get(file);
    if (held === undefined) return;
    open.delete(file);
    held.key.fill(0);
    await held.record.close();
  }

  async function destroyed(patients: readonly CachedPatient[]): Promise<void> {
    for (const { file } of patients) doomed.add(file);
    // The keys first, at once: what follows takes away what nobody can read any more.
    destroyKeys(db, patients);
    for (const { file } of patients) doomed.delete(file);
    await inTurn(async () => {
      for (const patient of patients) {
        await closed(patient.file);
        removeKeptRecord(placeOf(patient));
      }
    });
  }

  function valid(ins: InsRef): CachedPatient | undefined {
    const patient = findCachedPatient(db, ins);
    if (patient === undefined || doomed.has(patient.file)) return undefined;
    return patient.leaseUntil > now() ? patient : undefined;
  }

  /** Those who are too many, or take too much, from the one that was not used for the longest time on. */
  async function makeRoom(keep: InsRef): Promise<void> {
    const all = cachedPatients(db);
    let bytes = 0;
    const tooMuch = all.filter((patient, index) => {
      bytes += patient.bytes;
      return !sameIns(patient.ins, keep) && (index >= limits.patients || bytes > limits.bytes);
    });
    if (tooMuch.length > 0) await destroyed(tooMuch);
  }

  return {
    renew: async (ins, until) => {
      const known = findCachedPatient(db, ins);
      if (known !== undefined && valid(ins) !== undefined) {
        renewLease(db, ins, until, now());
        return;
      }
      // What outlived its lease is not brought back by a new one.
      if (known !== undefined) await destroyed([known]);
      const file = randomBytes(16).toString('hex');
      const key = randomBytes(32);
      const sealedKey = seal(keys.patients, file, key);
      key.fill(0);
      addCachedPatient(db, { ins, file, sealedKey, leaseUntil: until, madeAt: now() });
      await makeRoom(ins);
    },
    until: (ins) => valid(ins)?.leaseUntil,
    with: async (ins, work) => {
      const before = valid(ins);
      if (before === undefined) return undefined;
      const done = await inTurn(async () => {
        const patient = valid(ins);
        if (patient === undefined || patient.file !== before.file) return undefined;
        const held = await opened(patient);
        if (held === undefined) return undefined;
        const answer = await work(held.record);
        const bytes = held.record.bytes();
        if (bytes !== patient.bytes) noteBytes(db, ins, bytes);
        return { answer, bytes };
      });
      if (done === undefined) return undefined;
      if (done.bytes > before.bytes) await makeRoom(ins);
      // Destroyed while it was read: it is not handed out.
      return valid(ins)?.file === before.file ? done.answer : undefined;
    },
    destroy: async (ins) => {
      const patient = findCachedPatient(db, ins);
      if (patient !== undefined) await destroyed([patient]);
    },
    sweep: async () => {
      const over = cachedPatients(db).filter(
        ({ leaseUntil, madeAt, file }) =>
          leaseUntil <= now() || madeAt + limits.ageMs <= now() || doomed.has(file),
      );
      if (over.length > 0) await destroyed(over);
      return over.map(({ ins }) => ins);
    },
    destroyAll: () => destroyed(cachedPatients(db)),
    close: async () => {
      await inTurn(async () => {
        for (const file of open.keys()) await closed(file);
        db.close();
        keys.wipe();
      });
    },
  };
}
