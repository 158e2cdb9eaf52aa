import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { KeptRecord } from '../../electron/store/cache/kept-record.ts';
import { openKeptRecord } from '../../electron/store/cache/kept-record.ts';
import { seal } from '../../electron/store/cache/seal.ts';
import type { WritableDatabase } from '../../electron/store/open.ts';
import { openStore } from '../../electron/store/open.ts';
import { chanceFrom } from '../fixtures/random.ts';

const ROUNDS = 5;
const DOCUMENT_BYTES = 300_000;
const BLOBS = 16;
const ROWS = 2_000;
const IN_FLIGHT = 8;
const DOCUMENTS = 10_000;
const QUERIES = 400;

/** Another way to do the same: milliseconds for one of it. */
type Way = () => number | Promise<number>;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** What encryption costs: against the plain store, against the bare disk and against AES-GCM itself. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-store-'));
  try {
    await stores(folder);
    await documents(folder);
    await words(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rows and blobs: SQLCipher against the same library without a key, both with synchronous=FULL. */
async function stores(folder: string): Promise<void> {
  const encrypted = openStore(join(folder, 'encrypted.db'), randomBytes(32), []);
  if (!encrypted.ok) throw new Error(encrypted.error.code);
  const plain = new Database(join(folder, 'plain.db'));
  plain.pragma('journal_mode = WAL');
  plain.pragma('synchronous = FULL');
  plain.pragma('secure_delete = ON');
  plain.pragma('cache_size = -16000');
  for (const db of [encrypted.value, plain]) {
    db.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT) STRICT');
    db.exec('CREATE TABLE blobs (id INTEGER PRIMARY KEY, bytes BLOB) STRICT');
  }
  const rows = await interleaved({
    encrypted: () => writeRows(encrypted.value),
    plain: () => writeRows(plain),
  });
  const blobs = await interleaved({
    encrypted: () => writeBlobs(encrypted.value),
    plain: () => writeBlobs(plain),
  });
  print(line('metadata rows of 600 B, one transaction', 'encrypted', rows, 'plain', 0.35));
  print(line('blobs of 300 kB, one transaction each', 'encrypted', blobs, 'plain', 0.35));
  encrypted.value.close();
  plain.close();
}

function writeRows(db: WritableDatabase): number {
  const insert = db.prepare('INSERT INTO rows (text) VALUES (?)');
  const text = randomBytes(300).toString('hex');
  const began = performance.now();
  db.transaction(() => {
    for (let row = 0; row < ROWS; row += 1) insert.run(text);
  })();
  return (performance.now() - began) / ROWS;
}

function writeBlobs(db: WritableDatabase): number {
  const insert = db.prepare('INSERT INTO blobs (bytes) VALUES (?)');
  const bytes = randomBytes(DOCUMENT_BYTES);
  const began = performance.now();
  for (let blob = 0; blob < BLOBS; blob += 1) insert.run(bytes);
  return (performance.now() - began) / BLOBS;
}

/** A document durable and sealed, with its row, against the bare write and its fdatasync, and AES-GCM alone. */
async function documents(folder: string): Promise<void> {
  const key = randomBytes(32);
  const bytes = randomBytes(DOCUMENT_BYTES);
  const opened = await openKeptRecord(join(folder, 'record'), key);
  if (!opened.ok) throw new Error(opened.error);
  const record = opened.value;
  await record.setSheets(sheets(ROUNDS * BLOBS * 4));
  let next = 0;
  const keep = async (): Promise<void> => {
    const name = `document ${next++}`;
    await record.keepDocument(
      name,
      { bytes, mediaType: 'application/pdf', warnings: [], readAt: '' },
      () => '',
    );
  };
  const bare = openSync(join(folder, 'bare'), 'w');
  let end = 0;
  const times = await interleaved({
    one: async () => {
      const began = performance.now();
      for (let blob = 0; blob < BLOBS; blob += 1) await keep();
      return (performance.now() - began) / BLOBS;
    },
    eight: async () => {
      const began = performance.now();
      for (let turn = 0; turn < BLOBS / IN_FLIGHT; turn += 1) {
        await Promise.all(Array.from({ length: IN_FLIGHT }, keep));
      }
      return (performance.now() - began) / BLOBS;
    },
    bare: () => {
      const began = performance.now();
      for (let blob = 0; blob < BLOBS; blob += 1) {
        writeSync(bare, bytes, 0, bytes.length, end);
        end += bytes.length;
        fdatasyncSync(bare);
      }
      return (performance.now() - began) / BLOBS;
    },
    gcm: () => {
      const began = performance.now();
      for (let blob = 0; blob < BLOBS; blob += 1) seal(key, 'document', bytes);
      return (performance.now() - began) / BLOBS;
    },
  });
  closeSync(bare);
  await record.close();
  print(
    cost('a document of 300 kB durable and sealed', times.one, times.bare, 'bare write + fdatasync', 1.8),
  );
  print(cost('the same with 8 in flight', times.eight, times.bare, 'bare write + fdatasync', 1.1));
  const share = ratio(times.gcm, times.one);
  print(`  AES-256-GCM alone over the same bytes: ${median(times.gcm).toFixed(2)} ms, ${share} of it`);
}

const sheets = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    uniqueId: `document ${index}`,
    digest: '',
    title: '',
    sheet: '{}',
  }));

const SYLLABLES =
  'ba be bi bo cu da de di fo ga ge la le li lo ma me mi na ne no pa pe ra re ri sa se ta te'.split(' ');

/** Full text in a kept record of 10 000 documents, each of 300 words. */
async function words(folder: string): Promise<void> {
  const chance = chanceFrom(20261126);
  const word = (): string =>
    Array.from({ length: 2 + chance.below(3) }, () => SYLLABLES[chance.below(SYLLABLES.length)]).join('');
  const vocabulary = Array.from({ length: 20_000 }, word);
  const some = (): string => vocabulary[Math.floor(chance.below(1_000) ** 2 / 50) % vocabulary.length] ?? '';
  const opened = await openKeptRecord(join(folder, 'words'), randomBytes(32));
  if (!opened.ok) throw new Error(opened.error);
  const record = opened.value;
  await record.setSheets(sheets(DOCUMENTS));
  await saying(record, () => Array.from({ length: 300 }, some).join(' '));
  const took: number[] = [];
  for (let query = 0; query < QUERIES; query += 1) {
    const asked = Array.from({ length: 1 + (query % 3) }, () => some().slice(0, 3 + chance.below(4)));
    const began = performance.now();
    record.find(asked);
    took.push(performance.now() - began);
  }
  await record.close();
  const [p50, p99] = [quantile(took, 0.5), quantile(took, 0.99)];
  print(
    `full text in ${DOCUMENTS} kept documents, prefixes of 1 to 3 words: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms ` +
      `(goal at most 100 ms)${p99 <= 100 ? '' : '  MISSED'}`,
  );
}

async function saying(record: KeptRecord, text: () => string): Promise<void> {
  const bytes = Buffer.alloc(64);
  for (let index = 0; index < DOCUMENTS; index += 500) {
    await Promise.all(
      Array.from({ length: 500 }, (_, at) =>
        record.keepDocument(
          `document ${index + at}`,
          { bytes, mediaType: 'text/plain', warnings: [], readAt: '' },
          text,
        ),
      ),
    );
  }
}

/** Each way in turn, round after round: what the machine does besides falls on all of them. */
async function interleaved<K extends string>(ways: Readonly<Record<K, Way>>): Promise<Record<K, number[]>> {
  const names = Object.keys(ways) as K[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (const name of names) await ways[name]();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) times[name].push(await ways[name]());
  }
  return times;
}

const ratio = (one: readonly number[], other: readonly number[]): string =>
  median(one.map((value, round) => value / (other[round] ?? Number.NaN))).toFixed(2);

function line<K extends string>(
  what: string,
  ours: K,
  times: Record<K, number[]>,
  peer: K,
  goal: number,
): string {
  const speed = Number(ratio(times[peer], times[ours]));
  return (
    `${what}: encrypted ${median(times[ours]).toFixed(3)} ms, plain ${median(times[peer]).toFixed(3)} ms; ` +
    `speed ×${speed.toFixed(2)} of plain (goal at least ${goal})${speed >= goal ? '' : '  MISSED'}`
  );
}

function cost(
  what: string,
  ours: readonly number[],
  floor: readonly number[],
  name: string,
  goal: number,
): string {
  const times = Number(ratio(ours, floor));
  return (
    `${what}: ${median(ours).toFixed(2)} ms, ${name} ${median(floor).toFixed(2)} ms; ` +
    `×${times.toFixed(2)} (goal at most ${goal})${times <= goal ? '' : '  MISSED'}`
  );
}
