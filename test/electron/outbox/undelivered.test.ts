import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readUndelivered, startUndelivered } from '../../../electron/outbox/undelivered.ts';
import type { StoredAct } from '../../../electron/store/acts.ts';

const key = (): Buffer => Buffer.alloc(32, 7);
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'undelivered-'));
  path = join(folder, 'undelivered.log');
});
afterEach(() => rmSync(folder, { recursive: true }));

const act = (actId: string): StoredAct => ({
  actId,
  key: `key-of-${actId}`,
  kind: 'deposit',
  authorId: 'author',
  onBehalfOf: null,
  secret: false,
  ins: { system: 's', value: '280024410990042' },
  title: `Compte rendu ${actId}`,
  objects: ['urn:1'],
  uniqueId: 'urn:1',
  replaces: null,
  sha256: 'ab',
  storedAt: '2026-11-21T10:00:00.000Z',
  request: { method: 'POST', path: '', headers: {}, body: Uint8Array.from([0, 255, 1, 2]) },
});

describe('the second copy of undelivered acts', () => {
  it('gives back what was written, in order, byte for byte', () => {
    const log = startUndelivered(path, key(), []);
    log.keep(act('1'));
    log.left('key-of-1', '2026-11-21T10:00:01Z');
    log.settled('key-of-1', { how: 'received', at: '2026-11-21T10:00:02Z' });
    log.close();
    const { entries, damaged } = readUndelivered(path, key());
    expect(damaged).toBe(0);
    expect(entries.map(({ what }) => what)).toEqual(['act', 'left', 'settled']);
    expect(entries[0]).toEqual({ what: 'act', act: act('1') });
  });

  it('says nothing to whoever has another key, and nothing in plain', () => {
    const log = startUndelivered(path, key(), [{ act: act('1'), leftAt: null }]);
    log.close();
    expect(readUndelivered(path, Buffer.alloc(32, 8))).toMatchObject({ entries: [] });
    expect(readFileSync(path, 'latin1')).not.toMatch(/Compte rendu|280024410990042|author/);
  });

  it('reads all the others when one entry is altered, wherever the flip falls', () => {
    const log = startUndelivered(path, key(), []);
    const ends: number[] = [];
    for (const id of ['1', '2', '3']) {
      log.keep(act(id));
      ends.push(log.size());
    }
    log.close();
    const whole = readFileSync(path);
    const [first = 0, second = 0] = ends;
    for (let at = first; at < second; at += 1) {
      const altered = Buffer.from(whole);
      altered[at] = (altered[at] ?? 0) ^ 4;
      writeFileSync(path, altered);
      const { entries, damaged } = readUndelivered(path, key());
      expect(damaged, `byte ${at}`).toBeGreaterThan(0);
      expect(entries.map((entry) => entry.what === 'act' && entry.act.actId)).toEqual(['1', '3']);
    }
  });

  it('keeps what came before a cut, and what comes after it is written', () => {
    const log = startUndelivered(path, key(), []);
    log.keep(act('1'));
    log.keep(act('2'));
    log.close();
    writeFileSync(path, readFileSync(path).subarray(0, -9));
    const cut = readUndelivered(path, key());
    expect(cut.damaged).toBe(1);
    expect(cut.entries).toEqual([{ what: 'act', act: act('1') }]);
  });

  it('holds nothing any more once it is emptied', () => {
    const log = startUndelivered(path, key(), [{ act: act('1'), leftAt: '2026-11-21T10:00:00Z' }]);
    log.empty();
    log.keep(act('2'));
    log.close();
    expect(readUndelivered(path, key()).entries).toEqual([{ what: 'act', act: act('2') }]);
  });
});
