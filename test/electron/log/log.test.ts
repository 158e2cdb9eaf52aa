import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindOfError, logRef, openLog } from '../../../electron/log/log.ts';

const newDir = (): string => mkdtempSync(join(tmpdir(), 'log-'));

describe('the log', () => {
  it('holds each event as one line, on disk before the call returns, for its owner only', () => {
    const dir = newDir();
    const log = openLog(dir);
    log.write({ event: 'card.pin', outcome: 'wrong', triesLeft: 2 });
    const path = join(dir, 'workstation.log');
    const line: unknown = JSON.parse(readFileSync(path, 'utf8'));
    expect(line).toMatchObject({ event: 'card.pin', outcome: 'wrong', triesLeft: 2 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    log.close();
  });

  it('turns over when it has grown', () => {
    const dir = newDir();
    writeFileSync(join(dir, 'workstation.log'), 'x'.repeat(5_000_001));
    openLog(dir).close();
    expect(statSync(join(dir, 'workstation.log.1')).size).toBe(5_000_001);
    expect(statSync(join(dir, 'workstation.log')).size).toBe(0);
  });

  it('does not write a reference that is none', () => {
    expect(logRef('3f9c2a10')).toBe('3f9c2a10');
    expect(logRef('ROUSSEAU Claire')).toBe('-');
  });

  it('says the kind of an error, never its message', () => {
    expect(kindOfError(new TypeError('ROUSSEAU'))).toBe('TypeError');
    expect(kindOfError(Object.assign(new Error('ROUSSEAU'), { name: 'ROUSSEAU' }))).toBe('Error');
    expect(kindOfError(Object.assign(new Error('x'), { errno: -2 }))).toBe('SystemError');
  });
});
