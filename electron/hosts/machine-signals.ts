import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { LockCause } from '../../shared/bridge/session.ts';
import { eachLine } from './lines.ts';

/** What the machine says of itself that must lock the post. */
export type MachineCause = Extract<LockCause, 'osLock' | 'suspend'>;

interface Bus {
  readonly bus: 'system' | 'session';
  readonly destination: string;
}

/** Who says on Linux that the screen is locked or the machine about to sleep; Electron hears it nowhere there. */
const BUSES: readonly Bus[] = [
  { bus: 'system', destination: 'org.freedesktop.login1' },
  { bus: 'session', destination: 'org.freedesktop.ScreenSaver' },
  { bus: 'session', destination: 'org.gnome.ScreenSaver' },
];
/** A watcher that ends (no bus, a bus that was restarted) is started again, less and less often. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

const LINE =
  /^(?<path>\/\S*): (?:org\.(?:freedesktop|gnome)\.)(?<name>login1\.Session\.Lock|login1\.Manager\.PrepareForSleep|ScreenSaver\.ActiveChanged|DBus\.Properties\.PropertiesChanged) \((?<args>.*)\)$/;

/**
 * What one line of `gdbus monitor` means for this post.
 *
 * @param ownSession object path of our own login session; undefined where it is not known, and then every
 *   session's lock counts: rather once too often
 */
export function causeOf(line: string, ownSession: string | undefined): MachineCause | null {
  const { path, name, args } = LINE.exec(line)?.groups ?? {};
  const isOurs = ownSession === undefined || path === ownSession;
  switch (name) {
    case 'login1.Session.Lock':
      return isOurs ? 'osLock' : null;
    case 'login1.Manager.PrepareForSleep':
      return args === 'true,' ? 'suspend' : null;
    case 'ScreenSaver.ActiveChanged':
      return args === 'true,' ? 'osLock' : null;
    case 'DBus.Properties.PropertiesChanged':
      // Locked by its own greeter, or somebody else's session came to the screen.
      return isOurs &&
        args?.startsWith("'org.freedesktop.login1.Session',") === true &&
        /'LockedHint': <true>|'Active': <false>/.test(args)
        ? 'osLock'
        : null;
    case undefined:
    default:
      return null;
  }
}

/** Object path of a login session by its identifier, as logind escapes it. */
export function sessionPath(id: string): string {
  const escaped = [...Buffer.from(id, 'utf8')]
    .map((byte, index) => {
      const sign = String.fromCharCode(byte);
      return /[A-Za-z]/.test(sign) || (index > 0 && /\d/.test(sign))
        ? sign
        : `_${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
  return `/org/freedesktop/login1/session/${escaped}`;
}

/**
 * Watches the machine's own locks and sleep on the message buses of Linux; elsewhere the host's shell does.
 *
 * @returns how to stop
 */
export function watchMachine(
  onCause: (because: MachineCause) => void,
  env: NodeJS.ProcessEnv = process.env,
): () => void {
  if (process.platform !== 'linux') return () => undefined;
  const { XDG_SESSION_ID: id } = env;
  const ownSession = id === undefined || id === '' ? undefined : sessionPath(id);
  const stops = BUSES.filter(({ bus }) => bus === 'system' || env.DBUS_SESSION_BUS_ADDRESS !== undefined).map(
    (watched) =>
      follow(watched, env, (line) => {
        const because = causeOf(line, ownSession);
        if (because !== null) onCause(because);
      }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

/** Keeps `gdbus monitor` running: it asks for signals as any program may, and needs no right of its own. */
function follow(
  { bus, destination }: Bus,
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
): () => void {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pause = FIRST_PAUSE_MS;
  let stopped = false;

  const start = (): void => {
    const fresh = spawn('gdbus', ['monitor', `--${bus}`, '--dest', destination], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child = fresh;
    eachLine(fresh.stdout, (line) => {
      pause = FIRST_PAUSE_MS;
      onLine(line);
    });
    const again = (): void => {
      if (stopped || child !== fresh) return;
      child = undefined;
      timer = setTimeout(start, pause).unref();
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
    fresh.once('exit', again);
    // No such program: a post that is told nothing of its machine still locks by itself.
    fresh.once('error', again);
    fresh.unref();
  };
  start();
  return () => {
    stopped = true;
    clearTimeout(timer);
    child?.kill();
  };
}
