import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { InsRef, PatientIdentity } from '../../shared/bridge/identity.ts';
import type { Place } from '../../shared/bridge/session.ts';
import type { KeptRecord } from '../store/cache/kept-record.ts';
import { openKeptRecord, removeKeptRecord } from '../store/cache/kept-record.ts';
import { seal, unseal } from '../store/cache/seal.ts';
import { writeDurably } from '../store/durable-file.ts';
import type { WritableDatabase } from '../store/open.ts';
import type { BagWords, StoredBag, StoredBagPatient } from '../store/visit-bags.ts';
import {
  bagPatient,
  bagPatients,
  beginBag,
  endBag,
  noteBagWords,
  putInBag,
  storedBag,
  takeOutOfBag,
} from '../store/visit-bags.ts';
import type { TrustedClock } from './trusted-clock.ts';

export interface VisitBagOptions {
  readonly database: WritableDatabase;
  /** Where the files of the patients lie. */
  readonly folder: string;
  /** 32 bytes that the vault gives for it; taken over, and wiped at the end. */
  readonly key: Buffer;
  readonly clock: TrustedClock;
  /** Other documents than before are found by their words. */
  readonly onWords?: () => void;
}

/**
 * The patients of the day, sealed for home visits: each under a key of his own, these under the key of the bag, and
 * that one destroyed at midnight.
 */
export interface VisitBag {
  bag(): StoredBag | undefined;
  patients(): readonly StoredBagPatient[];
  /**
   * Takes a patient along. He is in the bag once all of him is on the disk, or not at all.
   *
   * @param fill writes what is taken along, and answers how many documents that is
   */
  put(patient: PatientIdentity, place: Place, fill: (record: KeptRecord) => Promise<number>): Promise<void>;
  until(ins: InsRef): number | undefined;
  with<T>(ins: InsRef, work: (record: KeptRecord) => T | Promise<T>): Promise<T | undefined>;
  /** His key is destroyed when this returns. */
  destroy(ins: InsRef): Promise<void>;
  /** The keys are destroyed when this returns. */
  destroyAll(): void;
  /** Destroys a bag whose day is over; answers whether there was one. */
  sweep(): boolean;
  close(): void;
}

/** Tells when the bag beside it ends; it says nothing else, and is read without any key. */
const END_FILE = 'ends-at';

/** Midnight where the post is. */
function midnightAfter(now: number): number {
  const end = new Date(now);
  return end.setHours(24, 0, 0, 0);
}

/** Whether the bag may be shown at this moment, and with which place the post then opens. */
export function carriedPlace(
  database: WritableDatabase,
  clock: TrustedClock,
): Place | 'CLOCK_BEHIND' | undefined {
  const bag = storedBag(database);
  if (bag === undefined || bagPatients(database).length === 0) return undefined;
  if (clock.wentBack()) return 'CLOCK_BEHIND';
  return bag.endsAt > clock.now() ? bag.place : undefined;
}

/** Opens the bag of a professional. What is left of one whose day is over goes at once. */
export function openVisitBag(options: VisitBagOptions): VisitBag {
  const { database, folder, key, clock, onWords } = options;

  function bagKey(): Buffer | undefined {
    const bag = storedBag(database);
    if (bag === undefined) return undefined;
    const opened = unseal(key, 'visit bag', bag.sealedKey);
    return opened.ok ? opened.value : undefined;
  }

  function begin(place: Place): void {
    const fresh = randomBytes(32);
    const now = clock.now();
    const endsAt = midnightAfter(now);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeDurably(join(folder, END_FILE), String(endsAt));
    beginBag(database, { sealedAt: now, endsAt, sealedKey: seal(key, 'visit bag', fresh), place });
    fresh.fill(0);
  }

  function destroyAll(): void {
    if (storedBag(database) !== undefined) endBag(database);
    rmSync(folder, { recursive: true, force: true });
  }

  function sweep(): boolean {
    const bag = storedBag(database);
    if (bag === undefined || bag.endsAt > clock.now()) return false;
    destroyAll();
    return true;
  }

  function destroy(ins: InsRef): void {
    const taken = bagPatient(database, ins);
    if (taken === undefined) return;
    takeOutOfBag(database, ins);
    removeKeptRecord(join(folder, taken.file));
    if (bagPatients(database).length === 0) destroyAll();
  }

  function valid(ins: InsRef): { taken: StoredBagPatient; endsAt: number } | undefined {
    const bag = storedBag(database);
    if (bag === undefined || bag.endsAt <= clock.now() || clock.wentBack()) return undefined;
    const taken = bagPatient(database, ins);
    return taken === undefined ? undefined : { taken, endsAt: bag.endsAt };
  }

  async function opened<T>(
    file: string,
    patientKey: Buffer,
    work: (record: KeptRecord) => T | Promise<T>,
  ): Promise<T | undefined> {
    const record = await openKeptRecord(join(folder, file), patientKey);
    patientKey.fill(0);
    if (!record.ok) return undefined;
    try {
      return await work(record.value);
    } finally {
      await record.value.close();
    }
  }

  function noteWords(ins: InsRef, file: string, words: BagWords): void {
    const taken = bagPatient(database, ins);
    if (taken?.file !== file) return;
    if (words.unread === taken.words.unread && words.wordless === taken.words.wordless) return;
    noteBagWords(database, file, words);
    onWords?.();
  }

  sweep();
  // The keys were changed since, or the files are gone: what nobody can open is no bag.
  if (storedBag(database) !== undefined && (bagKey() === undefined || !existsSync(folder))) destroyAll();
  return {
    bag: () => storedBag(database),
    patients: () => bagPatients(database),
    put: async (patient, place, fill) => {
      if (storedBag(database) === undefined) begin(place);
      const file = randomBytes(16).toString('hex');
      const patientKey = randomBytes(32);
      const wrapping = bagKey();
      if (wrapping === undefined) throw new Error('the bag does not open');
      const sealedKey = seal(wrapping, file, patientKey);
      wrapping.fill(0);
      try {
        const filled = await opened(file, patientKey, async (record) => {
          const documents = await fill(record);
          record.flush();
          return { documents, words: wordsIn(record) };
        });
        if (filled === undefined) throw new Error('a new record does not open');
        const before = bagPatient(database, patient.ins);
        putInBag(database, { patient, file, sealedKey, ...filled, takenAt: clock.now() });
        if (before !== undefined) removeKeptRecord(join(folder, before.file));
      } catch (cause) {
        removeKeptRecord(join(folder, file));
        if (bagPatients(database).length === 0) destroyAll();
        throw cause;
      }
    },
    until: (ins) => valid(ins)?.endsAt,
    with: async (ins, work) => {
      const found = valid(ins);
      const wrapping = found === undefined ? undefined : bagKey();
      if (found === undefined || wrapping === undefined) return undefined;
      const patientKey = unseal(wrapping, found.taken.file, found.taken.sealedKey);
      wrapping.fill(0);
      if (!patientKey.ok) return undefined;
      const { file } = found.taken;
      const answer = await opened(file, patientKey.value, async (record) => {
        const given = await work(record);
        noteWords(ins, file, wordsIn(record));
        return given;
      });
      // Its day may have ended, or his right, while it was read.
      return valid(ins)?.taken.file === file ? answer : undefined;
    },
    destroy: async (ins) => destroy(ins),
    destroyAll,
    sweep,
    close: () => void key.fill(0),
  };
}

function wordsIn(record: KeptRecord): BagWords {
  const { unread, begun, none, lost } = record.countWords();
  return { unread: unread + begun, wordless: none + lost };
}

/**
 * Takes away the files of bags whose day is over, of whoever they are: for that no key is needed, and a post that was
 * switched off at midnight does it when it starts.
 *
 * @param stores folder of the stores of this post
 */
export function removeEndedBags(stores: string, now: number): void {
  if (!existsSync(stores)) return;
  const isEnd = (path: string): boolean => path.endsWith(join('bag', END_FILE));
  for (const path of readdirSync(stores, { recursive: true, encoding: 'utf8' }).filter(isEnd)) {
    const end = join(stores, path);
    if (Number(readFileSync(end, 'ascii')) <= now) rmSync(dirname(end), { recursive: true, force: true });
  }
}
