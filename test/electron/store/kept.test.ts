import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKept } from '../../../electron/store/kept.ts';
import type { KeptStore } from '../../../electron/store/kept.ts';
import type { Migration } from '../../../electron/store/migrate.ts';
import { countPatients, storePatients } from '../../../electron/store/patients.ts';
import { recoveryTold } from '../../../electron/store/recover.ts';
import { openReserve } from '../../../electron/store/reserve.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import { patient } from '../../fixtures/patient.ts';
import { KEY, temporaryPath } from './temporary-store.ts';

const NOW = Date.parse('2026-11-20T08:12:00Z');

const attempt = (file: string, migrations: readonly Migration[] = WORKSTATION_SCHEMA) =>
  openKept({
    file,
    key: KEY,
    witnessKey: Buffer.alloc(32, 9),
    migrations,
    reserve: openReserve(path.join(path.dirname(file), 'reserve'), 65_536),
    now: NOW,
  });

function open(file: string): KeptStore {
  const opened = attempt(file);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

/** Numbers that are INS of nobody, all different. */
const insOf = (index: number) => ({
  system: 'urn:oid:1.2.250.1.213.1.4.8',
  value: String(100_000_000_000_000 + index),
});

function filled(patients: number): string {
  const file = temporaryPath('store.db');
  const store = open(file);
  storePatients(
    store.database,
    Array.from({ length: patients }, (_, index) =>
      patient({ ins: insOf(index), givenNames: [`Prénom${index}`] }),
    ),
  );
  const facts = store.database.prepare('INSERT INTO journal (seq, entry, hash) VALUES (?, ?, ?)');
  for (let seq = 1; seq <= 300; seq += 1)
    facts.run(seq, `{"at":"${seq}"}`.padEnd(200), Buffer.alloc(32, seq));
  store.close();
  return file;
}

function flip(file: string, at: number): void {
  const handle = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, at);
  writeSync(handle, Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, at);
  closeSync(handle);
}
/** Number of a page of a table that holds nothing but rows. */
function leafOf(file: string, table: string): number {
  const store = open(file);
  const pages = store.database
    .prepare<[string], number>("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'")
    .pluck()
    .all(table);
  store.close();
  return pages[2] ?? 0;
}
const names = (file: string): string[] => readdirSync(path.dirname(file)).toSorted();

describe('a store that is kept', () => {
  it('is known again to the last byte after a clean end, and then says nothing', () => {
    const file = filled(3);
    const store = open(file);
    expect([store.found, store.recovery]).toEqual(['same', null]);
    store.close();
  });

  it('is read page by page after an end that was not a clean one', () => {
    const file = filled(3);
    const store = open(file);
    const second = temporaryPath('store.db');
    for (const name of names(file))
      writeFileSync(path.join(path.dirname(second), name), readFileSync(path.join(path.dirname(file), name)));
    store.close();
    const killed = open(second);
    expect([killed.found, killed.recovery]).toEqual(['notClosed', null]);
    expect(countPatients(killed.database)).toBe(3);
    killed.close();
  });

  it('is set aside under a dated name when a page is damaged, and what can be read is kept', () => {
    const file = filled(150);
    flip(file, leafOf(file, 'journal') * 4_096 - 2_000);
    const damaged = readFileSync(file);
    const store = open(file);
    expect(store.recovery).toMatchObject({ why: 'damaged', setAside: 'store.db.2026-11-20T08-12-00' });
    expect(readFileSync(`${file}.2026-11-20T08-12-00`).equals(damaged)).toBe(true);
    const tables = new Map(store.recovery?.tables.map((each) => [each.table, each]));
    // One page was lost of some table; all others are whole.
    const partial = [...tables.values()].filter(({ isPartial }) => isPartial);
    expect(partial.map(({ table }) => table)).toEqual(['journal']);
    const found = (tables.get('patients')?.rows ?? 0) + (tables.get('journal')?.rows ?? 0);
    expect(found).toBeGreaterThan(300);
    expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok');
    store.close();
  });

  it('tells of a recovery until somebody has read it, and keeps the report', () => {
    const file = filled(20);
    flip(file, 4_096 * 2 + 100);
    open(file).close();
    const again = open(file);
    expect(again.recovery).toMatchObject({ why: 'damaged' });
    recoveryTold(file);
    again.close();
    const later = open(file);
    expect(later.recovery).toBeNull();
    later.close();
    expect(names(file)).toContain('store.db.2026-11-20T08-12-00.report');
  });

  it('survives the loss of its first page: nothing can be read, nothing is deleted', () => {
    const file = filled(20);
    flip(file, 50);
    const store = open(file);
    expect(store.recovery?.why).toBe('damaged');
    expect(store.recovery?.tables.every(({ rows, isPartial }) => isPartial || rows > 0)).toBe(true);
    expect(existsSync(`${file}.2026-11-20T08-12-00`)).toBe(true);
    store.close();
  });

  it('is missed when its file is gone', () => {
    const file = filled(3);
    rmSync(file);
    const store = open(file);
    expect([store.found, store.recovery?.why]).toEqual(['missing', 'missing']);
    store.close();
  });

  it('is known not to be the one that was left when an older copy was put back', () => {
    const file = filled(3);
    const older = readFileSync(file);
    const store = open(file);
    storePatients(store.database, [patient({ ins: insOf(77) })]);
    store.close();
    writeFileSync(file, older);
    const replaced = open(file);
    expect([replaced.found, replaced.recovery?.why]).toEqual(['changed', 'replaced']);
    replaced.close();
  });

  it('of a newer program is refused with the version that it needs, and left to the byte', () => {
    const file = temporaryPath('store.db');
    const future: Migration = {
      version: 99_990,
      name: 'future',
      up: (db) => db.exec('CREATE TABLE future (a)'),
    };
    const newer = attempt(file, [...WORKSTATION_SCHEMA, future]);
    if (!newer.ok) throw new Error(newer.error.code);
    newer.value.database.pragma('application_id = 4012');
    newer.value.close();
    const before = readFileSync(file);
    expect(attempt(file)).toEqual({
      ok: false,
      error: {
        code: 'FROM_NEWER_VERSION',
        found: 99_990,
        known: WORKSTATION_SCHEMA.at(-1)?.version,
        needs: '0.4.12',
      },
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(names(file).filter((name) => name.startsWith('store.db.2026'))).toEqual([]);
  });
});
