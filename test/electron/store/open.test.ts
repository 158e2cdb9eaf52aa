import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Migration } from '../../../electron/store/migrate.ts';
import type { WritableDatabase } from '../../../electron/store/open.ts';
import { openStore } from '../../../electron/store/open.ts';
import { findPatient, storePatients } from '../../../electron/store/patients.ts';
import { WORKSTATION_SCHEMA } from '../../../electron/store/schema.ts';
import { patient } from '../../fixtures/patient.ts';
import { KEY, temporaryPath } from './temporary-store.ts';

function opened(file: string, key = KEY, schema = WORKSTATION_SCHEMA): WritableDatabase {
  const result = openStore(file, key, schema);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const pragma = (db: WritableDatabase, name: string) => db.pragma(name, { simple: true });

describe('an opened store', () => {
  it('writes durably, when it is made and when it is opened again', () => {
    const file = temporaryPath('patients.db');
    for (const occasion of ['made', 'opened again']) {
      const db = opened(file);
      expect([occasion, pragma(db, 'synchronous')]).toEqual([occasion, 2]);
      expect(pragma(db, 'journal_mode')).toBe('wal');
      db.close();
    }
  });

  it('keeps temporary tables out of files and forgets what is deleted', () => {
    const db = opened(temporaryPath('patients.db'));
    expect(pragma(db, 'temp_store')).toBe(2);
    expect(pragma(db, 'secure_delete')).toBe(1);
    expect(pragma(db, 'foreign_keys')).toBe(1);
    db.close();
  });

  it('finds again what was stored', () => {
    const file = temporaryPath('patients.db');
    const elise = patient({ birthFamilyName: 'DURAND', givenNames: ['Élise'] });
    const db = opened(file);
    storePatients(db, [elise]);
    db.close();
    const again = opened(file);
    expect(findPatient(again, elise.ins)?.identity).toEqual(elise);
    again.close();
  });
});

describe('a store that may not be opened', () => {
  it('is refused with another key, and left as it is', () => {
    const file = temporaryPath('patients.db');
    const db = opened(file);
    storePatients(db, [patient()]);
    db.close();
    const before = readFileSync(file);
    const result = openStore(file, new Uint8Array(32).fill(8), WORKSTATION_SCHEMA);
    expect(result).toEqual({ ok: false, error: { code: 'KEY_OR_DAMAGE' } });
    expect(readFileSync(file).equals(before)).toBe(true);
    opened(file).close();
  });

  it('is refused when the file is no store at all, and left as it is', () => {
    const file = temporaryPath('patients.db');
    writeFileSync(file, 'not a database '.repeat(1000));
    expect(openStore(file, KEY, WORKSTATION_SCHEMA)).toMatchObject({ ok: false });
    expect(readFileSync(file, 'utf8')).toBe('not a database '.repeat(1000));
  });

  it('is refused when a newer version of the program made it', () => {
    const file = temporaryPath('patients.db');
    const newest: Migration = {
      version: 99_990,
      name: 'future',
      up: (db) => db.exec('CREATE TABLE future (a)'),
    };
    opened(file, KEY, [...WORKSTATION_SCHEMA, newest]).close();
    const result = openStore(file, KEY, WORKSTATION_SCHEMA);
    expect(result).toMatchObject({ ok: false, error: { code: 'FROM_NEWER_VERSION', found: 99_990 } });
    opened(file, KEY, [...WORKSTATION_SCHEMA, newest]).close();
  });
});

describe('a step of the schema that fails', () => {
  const first: Migration = { version: 10, name: 'first', up: (db) => db.exec('CREATE TABLE kept (a TEXT)') };
  const broken: Migration = {
    version: 20,
    name: 'broken',
    up(db) {
      db.exec("INSERT INTO kept VALUES ('half'); CREATE TABLE half (a)");
      throw new Error('power cut');
    },
  };

  it('leaves the version before it, whole', () => {
    const file = temporaryPath('patients.db');
    opened(file, KEY, [first]).close();
    expect(openStore(file, KEY, [first, broken])).toEqual({
      ok: false,
      error: { code: 'MIGRATION_FAILED', version: 20 },
    });
    const db = opened(file, KEY, [first]);
    expect(pragma(db, 'user_version')).toBe(10);
    expect(db.prepare('SELECT count(*) FROM kept').pluck().get()).toBe(0);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    db.close();
  });

  it('does not hide a list of steps out of order', () => {
    const late: Migration = { ...first, version: 20, up: () => undefined };
    expect(() => openStore(':memory:', KEY, [late, first])).toThrow('increasing order');
  });
});

describe('what lies on the disk', () => {
  const CANARY = 'ZYGOMORPHE';
  const filesHoldCanary = (file: string) =>
    readdirSync(path.dirname(file)).some((name) =>
      readFileSync(path.join(path.dirname(file), name)).includes(CANARY),
    );

  it('holds no name in the clear, not even in the log of the last writes', () => {
    const file = temporaryPath('patients.db');
    const db = opened(file);
    storePatients(db, [patient({ birthFamilyName: CANARY })]);
    expect(filesHoldCanary(file)).toBe(false);
    db.close();
    expect(filesHoldCanary(file)).toBe(false);
  });

  it('would show a name if the store were not encrypted (the control of the test above)', () => {
    const file = temporaryPath('plain.db');
    const db = new Database(file);
    for (const { up } of WORKSTATION_SCHEMA) up(db);
    storePatients(db, [patient({ birthFamilyName: CANARY })]);
    db.close();
    expect(filesHoldCanary(file)).toBe(true);
  });
});
