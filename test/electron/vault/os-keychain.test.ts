import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const script = resolve(import.meta.dirname, 'keychain-process.ts');

/** What is missing on this machine to try a real keychain; undefined when nothing is. */
function whatIsMissing(): string | undefined {
  if (process.platform !== 'linux') return 'this test drives the secret service of Linux';
  for (const command of ['dbus-run-session', 'gnome-keyring-daemon']) {
    if (spawnSync('which', [command]).status !== 0) return `${command} is not installed (Debian packages)`;
  }
  const loads = spawnSync(process.execPath, ['-e', "import('keytar').catch(() => process.exit(1))"], {
    cwd: resolve(import.meta.dirname, '../../..'),
  });
  return loads.status === 0 ? undefined : 'libsecret-1-0 is not installed (Debian package)';
}

const missing = whatIsMissing();
if (missing !== undefined) process.stderr.write(`keychain test not run: ${missing}\n`);

describe('the keychain of the machine', () => {
  it.skipIf(missing !== undefined)(
    'guards a store key that opens again with the card’s PIN only',
    () => {
      const home = mkdtempSync(join(tmpdir(), 'keyring-'));
      const command = `printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 && exec "$0" "$1"`;
      const output = execFileSync('dbus-run-session', ['--', 'sh', '-c', command, process.execPath, script], {
        env: { ...process.env, HOME: home, XDG_RUNTIME_DIR: home },
        encoding: 'utf8',
        timeout: 60_000,
      });
      expect(JSON.parse(output)).toEqual({ made: 'made', same: true, wrong: 'KEY_NOT_UNWRAPPED' });
    },
    60_000,
  );

  it('is honestly absent where there is no session bus: nothing is made', () => {
    const { DBUS_SESSION_BUS_ADDRESS: _bus, DISPLAY: _display, ...env } = process.env;
    const output = execFileSync(process.execPath, [script], {
      env: { ...env, XDG_RUNTIME_DIR: mkdtempSync(join(tmpdir(), 'nobus-')) },
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(JSON.parse(output)).toEqual({
      made: 'KEYCHAIN_UNAVAILABLE',
      same: false,
      wrong: 'KEYCHAIN_UNAVAILABLE',
    });
  });
});
