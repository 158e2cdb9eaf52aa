import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyUnderKey } from '../../../electron/store/copy-under-key.ts';
import { openStore } from '../../../electron/store/open.ts';
import { countPatients, storePatients } from '../../../electron/store/patients.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import { population } from '../../fixtures/population.ts';

const oldKey = Buffer.alloc(32, 1);
const newKey = Buffer.alloc(32, 2);
let dir: string;
let from: { readonly path: string; readonly key: Buffer };
let to: { readonly path: string; readonly key: Buffer };

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'copy-'));
  from = { path: join(dir, 'old.db'), key: oldKey };
  to = { path: join(dir, 'new.db'), key: newKey };
  const db = openStore(from.path, oldKey, WORKSTATION_SCHEMA);
  if (!db.ok) throw new Error(db.error.code);
  storePatients(db.value, [...population(300, 7)]);
  db.value.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const patientsIn = (path: string, key: Buffer): number | string => {
  const db = openStore(path, key, WORKSTATION_SCHEMA);
  if (!db.ok) return db.error.code;
  const count = countPatients(db.value);
  db.value.close();
  return count;
};

describe('a store copied under another key', () => {
  it('holds the same rows, opens with the new key alone, and leaves the source as it was', () => {
    const before = readFileSync(from.path);
    expect(copyUnderKey(from, to)).toEqual({ ok: true, value: null });
    expect(patientsIn(to.path, newKey)).toBe(300);
    expect(patientsIn(to.path, oldKey)).toBe('KEY_OR_DAMAGE');
    expect(patientsIn(from.path, oldKey)).toBe(300);
    expect(readFileSync(from.path)).toEqual(before);
  });

  it('takes the place of what an interrupted copy left', () => {
    writeFileSync(to.path, 'half a copy');
    writeFileSync(`${to.path}-journal`, 'its journal');
    expect(copyUnderKey(from, to).ok).toBe(true);
    expect(patientsIn(to.path, newKey)).toBe(300);
  });

  it('is not made from a store that does not open', () => {
    expect(copyUnderKey({ ...from, key: newKey }, to)).toEqual({ ok: false, error: 'NOT_COPIED' });
    expect(copyUnderKey({ ...from, path: join(dir, 'none.db') }, to)).toEqual({
      ok: false,
      error: 'NOT_COPIED',
    });
    expect(patientsIn(from.path, oldKey)).toBe(300);
  });
});
