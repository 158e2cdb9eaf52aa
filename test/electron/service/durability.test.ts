import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serviceKey } from '../../../electron/service/service-key.ts';
import { CannotStart, startService } from '../../../electron/service/service.ts';
import { openWriter } from '../../../electron/service/storage/writer.ts';
import { MIGRATIONS } from '../../../electron/service/storage/schema.ts';
import { diskOf } from '../../../electron/store/disk.ts';
import { openStore } from '../../../electron/store/open.ts';

function folder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'service-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

const start = (dataDir: string) => startService({ dataDir, port: 0, seed: null, now: null });

function overwrite(file: string, at: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.from('damage'), 0, 6, at);
  closeSync(handle);
}

function openWith(dataDir: string, migrations = MIGRATIONS) {
  const file = join(dataDir, 'service.db');
  const key = serviceKey(join(dataDir, 'service.key'), file);
  if (!key.ok) throw new Error(key.error);
  const opened = openStore(file, key.value, migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

describe('the service on data that it did not leave so', () => {
  it('sets a damaged store aside and goes on', async () => {
    const dataDir = folder();
    await (await start(dataDir)).stop();
    overwrite(join(dataDir, 'service.db'), 4_096 * 5 + 300);
    await (await start(dataDir)).stop();
    const aside = readdirSync(dataDir).filter((name) => /^service\.db\.\d{4}-.*\d$/.test(name));
    expect(aside).toHaveLength(1);
    const db = openWith(dataDir);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  });

  it('refuses what a newer version wrote, names the version and changes nothing', async () => {
    const dataDir = folder();
    await (await start(dataDir)).stop();
    const db = openWith(dataDir, [
      ...MIGRATIONS,
      { version: 99_990, name: 'future', up: (store) => store.exec('CREATE TABLE future (a)') },
    ]);
    db.pragma('application_id = 5001');
    db.close();
    const before = readFileSync(join(dataDir, 'service.db'));
    await expect(start(dataDir)).rejects.toThrow(/0\.5\.1 or a later one/);
    await expect(start(dataDir)).rejects.toBeInstanceOf(CannotStart);
    expect(readFileSync(join(dataDir, 'service.db')).equals(before)).toBe(true);
  });

  it('does not take a key that is damaged or gone for a damaged store', async () => {
    const dataDir = folder();
    await (await start(dataDir)).stop();
    const key = readFileSync(join(dataDir, 'service.key'));
    overwrite(join(dataDir, 'service.key'), 3);
    await expect(start(dataDir)).rejects.toThrow('the key of the store is damaged');
    rmSync(join(dataDir, 'service.key'));
    await expect(start(dataDir)).rejects.toThrow('the key of the store is gone');
    expect(readdirSync(dataDir).filter((name) => name.startsWith('service.db.2'))).toEqual([]);
    expect(key).toHaveLength(40);
  });
});

describe('a commit of the service that failed', () => {
  it('for want of room takes nobody else along, and keeps the room for traces for who needs little', async () => {
    const opened = openStore(join(folder(), 'service.db'), new Uint8Array(32), MIGRATIONS);
    if (!opened.ok) throw new Error(opened.error.code);
    const db = opened.value;
    let rollbacks = 0;
    const writer = openWriter(
      db,
      () => undefined,
      () => (rollbacks += 1),
    );
    const noRoom = Object.assign(new Error('no room'), { code: 'ENOSPC' });
    const ask = (work: () => string) =>
      writer
        .run(work, (cause) => `refused ${String(cause)}`)
        .catch((cause: unknown) => `failed ${String(cause)}`);
    const answers = await Promise.all([
      ask(() => 'a'),
      ask(() => {
        throw noRoom;
      }),
      ask(() => 'b'),
    ]);
    expect(answers).toEqual(['a', 'failed Error: no room', 'b']);
    expect(rollbacks).toBeGreaterThan(0);
    expect(diskOf(db).state()).not.toBe('failed');
    db.close();
  });
});
