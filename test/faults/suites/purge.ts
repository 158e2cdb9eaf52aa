import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheKeys } from '../../../electron/cache/keys.ts';
import type { RecordCache } from '../../../electron/cache/record-cache.ts';
import { openRecordCache } from '../../../electron/cache/record-cache.ts';
import { trustedClock } from '../../../electron/cache/trusted-clock.ts';
import { openVisitBag } from '../../../electron/cache/visit-bag.ts';
import type { KeptRecord } from '../../../electron/store/cache/kept-record.ts';
import { openKeptRecord } from '../../../electron/store/cache/kept-record.ts';
import { openStore } from '../../../electron/store/open.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import { patient as identityOf } from '../../fixtures/patient.ts';
import { decryptedPages, foundIn } from '../purge/pages.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const LEASE_MS = 15 * 60_000;
/** The goal: nothing is left so long after the reason came. */
const WITHIN_MS = 5_000;
const DOCUMENTS = 5;

/** What one patient can be found again by: his number, the name of a document, a word of it. */
interface Marked {
  readonly ins: InsRef;
  readonly title: string;
  readonly word: string;
  readonly bytes: Buffer;
}

const marked = (number: number): Marked => {
  const mark = randomBytes(8).toString('hex');
  return {
    ins: { system: 'urn:oid:1.2.250.1.213.1.4.8', value: String(100_000_000_000_000 + number) },
    title: `titre${mark}`,
    word: `mot${randomBytes(8).toString('hex')}`,
    bytes: randomBytes(4_096),
  };
};

/** After each reason to forget a patient, the cache is read page by page with its key in hand. */
export const suite: FaultSuite = {
  name: 'purge',
  goal: 'G13',
  run: async ({ full }) => {
    // As many as a post keeps at once (resources/parameters.json): with five documents each, 1 000 canaries.
    const patients = full ? 200 : 20;
    return [
      await measured(
        'after a block or the end of a right, one patient at a time',
        patients,
        false,
        async (cache, all) => {
          for (const { ins } of all) await cache.destroy(ins);
        },
      ),
      await measured(
        'after a record was closed while its list was read',
        patients,
        // Reading them all takes its time; that nothing is left is the point.
        false,
        async (cache, all) => {
          await Promise.all(
            all.flatMap(({ ins }) => [cache.with(ins, (record) => record.sheets()), cache.destroy(ins)]),
          );
        },
      ),
      await measured('after their leases ended', patients, full, async (cache, _all, clock) => {
        clock.now += LEASE_MS;
        await cache.sweep();
      }),
      await measured('after a sign-out', patients, full, (cache) => cache.destroyAll()),
      await hiddenDocuments(full ? 1_000 : 20),
      await bags(full ? 20 : 3),
    ];
  },
};

/** Fills a cache, gives a reason to forget all of it, and looks for what is left. */
async function measured(
  when: string,
  count: number,
  isTimed: boolean,
  forget: (cache: RecordCache, all: readonly Marked[], clock: { now: number }) => Promise<unknown>,
): Promise<Measure> {
  const folder = mkdtempSync(join(tmpdir(), 'purge-'));
  const key = randomBytes(32);
  const clock = { now: Date.now() };
  const all = Array.from({ length: count }, (_, number) => marked(number));
  const cache = openedCache(folder, key, clock, count);
  for (const each of all) {
    await cache.renew(each.ins, clock.now + LEASE_MS);
    await cache.with(each.ins, (record) => fill(record, each));
  }
  const before = leftOf(folder, key, all);
  const began = performance.now();
  await forget(cache, all, clock);
  const took = performance.now() - began;
  const after = leftOf(folder, key, all);
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    what: `canaries (${DOCUMENTS} a patient) of which anything is left in pages, free pages, log or files ${when}`,
    cases: count * DOCUMENTS,
    failures: [
      ...after.map((number) => `patient ${number}`),
      ...(isTimed && took > WITHIN_MS ? [`it took ${took.toFixed(0)} ms`] : []),
    ],
    control: { fault: 'the same look before anything was forgotten', seen: before.length === count },
  };
}

function openedCache(folder: string, key: Buffer, clock: { now: number }, count: number): RecordCache {
  const opened = openRecordCache({
    folder,
    key,
    limits: { patients: count, bytes: 1e12, ageMs: 24 * 3_600_000 },
    now: () => clock.now,
  });
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

async function fill(record: KeptRecord, { title, word, bytes }: Marked): Promise<void> {
  const names = Array.from({ length: DOCUMENTS }, (_, index) => `${title}x${index}`);
  await record.setSheets(
    names.map((name) => ({ uniqueId: name, digest: name, title: name, sheet: JSON.stringify({ name }) })),
  );
  const document = { bytes, mediaType: 'text/plain', warnings: [], readAt: '2026-11-26T10:00:00Z' };
  await Promise.all(
    names.map((name, index) => record.keepDocument(name, document, () => `${word}x${index}`)),
  );
  for (const name of names) record.setPages(name, `${word}p`);
  record.setSection('profile', JSON.stringify({ title }));
  record.flush();
}

/**
 * Of whom something is left for whoever holds the key of the cache: his number in the list, or a file that the list
 * still has a key for.
 */
function leftOf(folder: string, key: Buffer, all: readonly Marked[]): number[] {
  const keys = cacheKeys(key);
  const pages = decryptedPages(join(folder, 'list.db'), keys.list);
  const inList = new Set(
    foundIn(
      pages,
      all.map(({ ins }) => ins.value),
    ),
  );
  keys.wipe();
  // A file without its key is noise; a plain word in one would be a leak all the same.
  const files = readdirSync(folder).filter((name) => !name.startsWith('list.db'));
  const plain = files.map((name) => readFileSync(join(folder, name)));
  const inClear = foundIn(
    plain,
    all.map(({ title }) => title),
  );
  const orphans = inList.size === 0 ? files.map((_, index) => index) : [];
  return [...new Set([...inList, ...inClear, ...orphans])];
}

/**
 * A document that is hidden from the reader while its record goes on: its words, its title and its bytes leave the
 * pages of the record, though the key of the record is still there.
 */
async function hiddenDocuments(count: number): Promise<Measure> {
  const failures: string[] = [];
  for (let number = 0; number < count; number += 1) {
    if ((await leftAfterHiding(true)) > 0) failures.push(`record ${number}`);
  }
  return {
    what: 'records in which a word, a title or a page of a document that was hidden, or a section that was closed, are left',
    cases: count,
    failures,
    control: { fault: 'secure_delete is off', seen: (await leftAfterHiding(false)) > 0 },
  };
}

async function leftAfterHiding(secure: boolean): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'purge-'));
  const place = join(folder, 'record');
  const key = randomBytes(32);
  const opened = await openKeptRecord(place, key, { secureDelete: secure });
  if (!opened.ok) throw new Error(opened.error);
  const record = opened.value;
  const all = Array.from({ length: DOCUMENTS }, (_, index) => marked(index));
  const sheets = all.map(({ title }) => ({
    uniqueId: title,
    digest: title,
    title,
    sheet: JSON.stringify({ title }),
  }));
  await record.setSheets(sheets);
  for (const { title, word, bytes } of all) {
    const document = { bytes, mediaType: 'text/plain', warnings: [], readAt: '2026-11-26T10:00:00Z' };
    await record.keepDocument(title, document, () => word);
    record.setPages(title, `pages${word}`);
  }
  const sections = ['care', 'profile'].map((name) => ({ name, mark: randomBytes(8).toString('hex') }));
  for (const { name, mark } of sections) record.setSection(name, `section${mark}`);
  record.flush();
  await record.setSheets(sheets.slice(2));
  // One is closed by the patient, the other was not read again after a change.
  record.setSection('care', '{"outcome":"notShared"}');
  record.dropSections(['profile']);
  const hidden = [
    ...all.slice(0, 2).flatMap(({ title, word }) => [title, word, `pages${word}`]),
    ...sections.map(({ mark }) => `section${mark}`),
  ];
  const left = foundIn(decryptedPages(`${place}.db`, key), hidden).length;
  await record.close();
  rmSync(folder, { recursive: true, force: true });
  return left;
}

/** After midnight, the store that held the keys of the bag is read page by page, and its folder looked for. */
async function bags(count: number): Promise<Measure> {
  const failures: string[] = [];
  let seenBefore = 0;
  for (let number = 0; number < count; number += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'purge-'));
    const key = randomBytes(32);
    const opened = openStore(join(folder, 'store.db'), key, WORKSTATION_SCHEMA);
    if (!opened.ok) throw new Error(opened.error.code);
    const machine = { now: Date.now() };
    const clock = trustedClock({
      marks: { read: () => undefined, write: () => undefined },
      machineNow: () => machine.now,
      service: { isKnown: () => true, offsetMs: () => 0 },
      ticks: () => 0,
    });
    const bag = openVisitBag({
      database: opened.value,
      folder: join(folder, 'bag'),
      key: randomBytes(32),
      clock,
    });
    const each = marked(number);
    const name = `NOM${randomBytes(8).toString('hex')}`;
    const taken = identityOf({ ins: each.ins, birthFamilyName: name });
    const place = { id: '1', name: 'Cabinet', sector: 'SA07', town: null };
    await bag.put(taken, place, async (record) => {
      await fill(record, each);
      return 1;
    });
    const look = (): number => foundIn(decryptedPages(join(folder, 'store.db'), key), [name]).length;
    seenBefore += look();
    machine.now += 24 * 3_600_000;
    bag.sweep();
    if (look() > 0 || existsSync(join(folder, 'bag'))) failures.push(`bag ${number}`);
    opened.value.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    what: 'bags of home visits of which anything is left after midnight',
    cases: count,
    failures,
    control: { fault: 'the same look before midnight', seen: seenBefore === count },
  };
}
