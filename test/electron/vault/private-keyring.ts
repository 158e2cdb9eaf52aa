/**
 * A gnome-keyring on a D-Bus session bus of its own, in a home of its own: the real keychain of a Linux desktop,
 * which a test may lock, empty and replace.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../../..');

/** What is missing on this machine to try a real keychain; undefined when nothing is. */
export function whatIsMissing(): string | undefined {
  if (process.platform !== 'linux') return 'this drives the secret service of Linux';
  for (const command of ['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon']) {
    if (spawnSync('which', [command]).status !== 0) return `${command} is not installed (Debian packages)`;
  }
  const loads = spawnSync(process.execPath, ['-e', "import('keytar').catch(() => process.exit(1))"], {
    cwd: root,
  });
  return loads.status === 0 ? undefined : 'libsecret-1-0 is not installed (Debian package)';
}

/** What each state of the keychain must be told to be, in the order in which `keychain-process.ts` meets it. */
export const STATES = {
  made: 'opened',
  again: 'opened',
  otherPin: 'otherPin',
  locked: 'locked',
  newWhileLocked: 'locked',
  unlocked: 'opened',
  weak: 'weak',
  newWhileWeak: 'weak',
  absent: 'absent',
  recoveredWithoutAny: 'once',
  emptied: 'emptied',
  untouched: 'true',
  recovered: 'kept',
  afterRecovery: 'opened',
};

/** A bus that starts nothing by itself: the machine's own secret service would answer in the place of ours. */
const BUS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`;

/**
 * Runs a script on a bus of its own and answers its last line, as data.
 *
 * @param timeoutMs it is killed then, and the bus with it
 */
export async function onPrivateBus(
  script: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<unknown> {
  const home = mkdtempSync(path.join(tmpdir(), 'keyring-'));
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const config = path.join(home, 'bus.conf');
  writeFileSync(config, BUS);
  try {
    const { stdout } = await promisify(execFile)(
      'dbus-run-session',
      [`--config-file=${config}`, '--', process.execPath, script, ...args],
      {
        env: {
          ...env,
          HOME: home,
          XDG_RUNTIME_DIR: home,
          XDG_DATA_HOME: path.join(home, 'data'),
          XDG_CONFIG_HOME: path.join(home, 'config'),
        },
        encoding: 'utf8',
        timeout: timeoutMs,
      },
    );
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** The keyring of the bus on which this process runs. */
export interface PrivateKeyring {
  /** Closes it: it asks for its password, and nobody is there to type it. */
  lock(): Promise<void>;
  /** Opens it again with its password. */
  unlock(): Promise<void>;
  /** Another keyring in its place: `weak` keeps its secrets in clear. */
  replace(kind: 'sound' | 'weak'): Promise<void>;
  /** No secret service on this bus any more. */
  end(): Promise<void>;
}

const COLLECTION = '/org/freedesktop/secrets/collection/login';
const PASSWORD = 'password of the keyring';
/** What GNOME writes for a keyring whose password is empty. */
const PLAIN = '[keyring]\ndisplay-name=Login\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n';

/** Starts the keyring; for scripts that `onPrivateBus` runs. */
export async function startKeyring(kind: 'sound' | 'weak' = 'sound'): Promise<PrivateKeyring> {
  let daemon: ReturnType<typeof spawn> | undefined;

  function otherFolder(of: 'sound' | 'weak'): void {
    const data = mkdtempSync(path.join(process.env.HOME ?? tmpdir(), 'secrets-'));
    process.env.XDG_DATA_HOME = data;
    if (of === 'weak') {
      mkdirSync(path.join(data, 'keyrings'), { recursive: true });
      writeFileSync(path.join(data, 'keyrings', 'login.keyring'), PLAIN);
    }
  }

  async function start(of: 'sound' | 'weak'): Promise<void> {
    const args = ['--foreground', '--components=secrets', ...(of === 'sound' ? ['--unlock'] : ['--start'])];
    daemon = spawn('gnome-keyring-daemon', args, { stdio: ['pipe', 'ignore', 'ignore'] });
    daemon.stdin?.end(PASSWORD);
    await until(() => hasCollection());
  }

  async function end(): Promise<void> {
    const running = daemon;
    daemon = undefined;
    if (running === undefined) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await gone;
  }

  otherFolder(kind);
  await start(kind);
  return {
    lock: async () => {
      call('Service.Lock', `array:objpath:${COLLECTION}`);
      await until(() => isLocked());
    },
    unlock: async () => {
      await end();
      await start('sound');
    },
    replace: async (of) => {
      await end();
      otherFolder(of);
      await start(of);
    },
    end,
  };
}

function call(method: string, ...args: readonly string[]): string {
  return send('/org/freedesktop/secrets', `org.freedesktop.Secret.${method}`, ...args);
}

function send(object: string, member: string, ...args: readonly string[]): string {
  const asked = spawnSync(
    'dbus-send',
    ['--session', '--print-reply', '--dest=org.freedesktop.secrets', object, member, ...args],
    { encoding: 'utf8' },
  );
  return asked.status === 0 ? asked.stdout : '';
}

const isLocked = (): boolean => property('Locked').includes('boolean true');
const hasCollection = (): boolean => property('Locked').includes('boolean');

const property = (name: string): string =>
  send(
    COLLECTION,
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.Secret.Collection',
    `string:${name}`,
  );

const WAIT_MS = 10_000;

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + WAIT_MS;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('the keyring did not come to the state that was asked');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
