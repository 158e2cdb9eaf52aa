/**
 * Before the tests: Debian's packages that some of them need for the real thing. Installed where this is Debian
 * and we may; else it is said, and those tests say that they did not run.
 */
import { spawnSync } from 'node:child_process';

/**
 * A keychain of a desktop on a bus of its own, for `test/electron/vault` and `npm run faults keychain`; with `gdbus`,
 * which hears the machine lock, for `test/e2e/lock.spec.ts` and `npm run faults lock`, `memory` and `plaintext`.
 */
const PACKAGES = ['gnome-keyring', 'dbus', 'libsecret-1-0', 'libglib2.0-bin'];

const say = (sentence: string): void => void process.stderr.write(`debian packages: ${sentence}\n`);

function isInstalled(name: string): boolean {
  const asked = spawnSync('dpkg-query', ['--show', '--showformat=${db:Status-Status}', name], {
    encoding: 'utf8',
  });
  return asked.stdout === 'installed';
}

function apt(...args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', [...args], { env, stdio: 'ignore', timeout: 180_000 }).status === 0;
}

const missing =
  process.platform === 'linux' && spawnSync('which', ['apt-get']).status === 0
    ? PACKAGES.filter((name) => !isInstalled(name))
    : null;
if (missing === null) say('this machine has no apt: the tests of the real keychain will not run');
else if (missing.length > 0 && process.getuid?.() !== 0) {
  say(`${missing.join(', ')} missing; as root: apt-get install ${missing.join(' ')}`);
} else if (missing.length > 0) {
  const install = (): boolean => apt('install', '--yes', '--no-install-recommends', ...missing);
  const done = install() || (apt('update') && install());
  say(done ? `installed ${missing.join(', ')}` : `${missing.join(', ')} could not be installed`);
}
