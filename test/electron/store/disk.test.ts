import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { diskOf } from '../../../electron/store/disk.ts';
import { journalStore } from '../../../electron/store/journal.ts';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import { openStore } from '../../../electron/store/open.ts';
import { storeAct } from '../../../electron/store/acts.ts';
import type { StoredAct } from '../../../electron/store/acts.ts';
import { openReserve } from '../../../electron/store/reserve.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import { DiskFull, StoreFailed, troubleOf } from '../../../electron/store/trouble.ts';
import { KEY, temporaryPath } from './temporary-store.ts';

function openIn(file: string): WritableDatabase {
  const reserve = openReserve(path.join(path.dirname(file), 'reserve'), 262_144);
  const opened = openStore(file, KEY, WORKSTATION_SCHEMA, { reserve });
  if (!opened.ok) throw new Error(opened.error.code);
  onTestFinished(() => {
    if (opened.value.open) opened.value.close();
  });
  return opened.value;
}

const deposit = (actId: string, bytes: number): StoredAct => ({
  actId,
  key: `key-of-${actId}`,
  kind: 'deposit',
  authorId: '899900000001',
  onBehalfOf: null,
  secret: false,
  replaces: null,
  ins: { system: 's', value: '1' },
  title: 'CR',
  objects: [`2.25.${actId}`],
  uniqueId: `2.25.${actId}`,
  sha256: '00',
  storedAt: '2026-11-20T08:00:00Z',
  request: { method: 'POST', path: '', headers: {}, body: Buffer.alloc(bytes, 1) },
});

describe('after a write that failed', () => {
  it('no other is acknowledged until the store was opened again', () => {
    const file = temporaryPath('store.db');
    const db = openIn(file);
    const journal = journalStore(db);
    journal.add({ seq: 1, entry: 'a', hash: Buffer.alloc(32) });
    // What the driver reports when the disk does: the state is entered through the same door.
    const failing = db.prepare('INSERT INTO journal (seq, entry, hash) VALUES (2, ?, ?)');
    expect(() =>
      db.transaction(() => {
        throw Object.assign(new Error('flush'), { code: 'EIO' });
      })(),
    ).toThrow('flush');
    expect(diskOf(db).state()).toBe('failed');
    expect(() => failing.run('b', Buffer.alloc(32))).toThrow(StoreFailed);
    expect(() => journal.add({ seq: 2, entry: 'b', hash: Buffer.alloc(32) })).toThrow(StoreFailed);
    expect(() => db.exec('DELETE FROM journal')).toThrow(StoreFailed);
    expect(() => db.prepare('DELETE FROM journal RETURNING seq').all()).toThrow(StoreFailed);
    db.close();
    const again = openIn(file);
    expect(diskOf(again).state()).toBe('sound');
    expect(journalStore(again).last()?.seq).toBe(1);
  });

  it('an error that is nobody’s disk changes nothing', () => {
    const db = openIn(temporaryPath('store.db'));
    expect(() => db.prepare('INSERT INTO journal (seq) VALUES (1)').run()).toThrow('NOT NULL');
    expect(diskOf(db).state()).toBe('sound');
  });
});

/** A disk of its own of so many kilobytes; undefined where this machine lets nobody mount one. */
function smallDisk(kilobytes: number): string | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

function fillUp(file: string): void {
  for (const bytes of [65_536, 4_096, 1]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(bytes, 2), { flag: 'a' });
    } catch {
      // No more of this size fits.
    }
  }
}

describe('on a full disk', () => {
  it('what is read is still traced, acts are refused whole, and all resumes by itself', ({ skip }) => {
    const folder = smallDisk(2_048);
    if (folder === undefined)
      return skip('this user may not mount a small disk; `npm run faults full` has another way');
    const db = openIn(path.join(folder, 'store.db'));
    const states: string[] = [];
    diskOf(db).onChange((state) => states.push(state));
    const journal = journalStore(db);
    expect(storeAct(db, deposit('before', 10_000))).toBe(true);
    const filler = path.join(folder, 'filler');
    fillUp(filler);
    let cause: unknown;
    try {
      storeAct(db, deposit('refused', 300_000));
    } catch (thrown) {
      cause = thrown;
    }
    expect(troubleOf(cause)).toBe('full');
    for (let seq = 1; seq <= 40; seq += 1)
      journal.add({ seq, entry: 'lu'.padEnd(300), hash: Buffer.alloc(32) });
    expect(journal.last()?.seq).toBe(40);
    expect(() => storeAct(db, deposit('refused', 100))).toThrow(DiskFull);
    rmSync(filler);
    diskOf(db).recheck();
    expect(storeAct(db, deposit('after', 300_000))).toBe(true);
    expect(states).toEqual(['full', 'sound']);
    expect(db.prepare('SELECT act_id FROM act ORDER BY 1').pluck().all()).toEqual(['after', 'before']);
  });
});
