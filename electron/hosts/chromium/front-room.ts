import type { ChildProcess } from 'node:child_process';
import { fork, spawnSync } from 'node:child_process';
import path from 'node:path';
import { decode } from '../../../shared/bridge/wire.ts';
import type { LockHandover } from '../host.ts';
import type { WindowName } from '../page-window.ts';
import type { HostCall } from '../process-messages.ts';
import type { Room, RoomOptions } from '../room.ts';
import { newProfile, removeProfile } from './browser-profile.ts';
import type { FromFront, FrontOptions, ToFront } from './front-messages.ts';

const FRONT = path.join(import.meta.dirname, '../front/front.js');
const RESTART_PAUSE_MS = 200;
const END_WAIT_MS = 4_000;

/** Rooms in processes of their own. */
export interface FrontRooms {
  /** Starts the browser of a window that is about to be opened, before anything else of it is known. */
  warm(name: WindowName): void;
  readonly open: (name: WindowName, room: RoomOptions) => Promise<Room>;
}

/** A process that carries a window: what it says is kept until somebody listens. */
interface Front {
  readonly process: ChildProcess;
  readonly profile: string;
  readonly listen: (listener: (message: FromFront) => void) => void;
}

/**
 * Opens rooms in processes of their own: browser, page and the process behind it live below that one, and not a
 * word between them passes through here. At a lock all of it is killed at once and another is opened.
 *
 * @param onPort told the DevTools port of each browser, in the end-to-end tests
 */
export function frontRooms(
  options: FrontOptions,
  onPort: (window: WindowName, port: number) => void,
): FrontRooms {
  const warmed = new Map<WindowName, Front>();
  const take = (name: WindowName): Front => {
    const front = warmed.get(name) ?? startFront(name, options);
    warmed.delete(name);
    return front;
  };

  const open = (name: WindowName, room: RoomOptions): Promise<Room> =>
    new Promise((resolve) => {
      let front: ChildProcess | undefined;
      let ending = false;

      const say = (message: ToFront): void => {
        if (front !== undefined) tellFront(front, message);
      };
      const opened: Room = {
        focus: () => say({ kind: 'focus' }),
        close: () => say({ kind: 'close' }),
        tell: (text) => say({ kind: 'told', text }),
        lock: (because) => say({ kind: 'lock', because }),
        end: () => {
          ending = true;
          return front === undefined ? Promise.resolve() : endOf(front);
        },
      };

      const start = (handover: LockHandover | null): void => {
        if (ending) return;
        const { process: fresh, profile, listen } = take(name);
        front = fresh;
        let next: LockHandover | null = handover;
        const gone = (): void => {
          killGroup(fresh);
          removeProfile(profile);
          if (front !== fresh || ending) return;
          // It went by itself: whatever it held is gone, and with it who was there.
          setTimeout(() => {
            if (front === fresh) start(null);
          }, RESTART_PAUSE_MS);
        };
        if (hasEnded(fresh)) return gone();
        fresh.once('exit', gone);
        listen((message) => {
          if (front !== fresh) return;
          switch (message.kind) {
            case 'settingsWanted':
              void room.settings(message.handover ?? next).then((settings) => {
                if (front === fresh) say({ kind: 'settings', settings });
              });
              next = null;
              return;
            case 'opened':
              if (message.port !== null) onPort(name, message.port);
              resolve(opened);
              return;
            case 'closed':
              if (!ending) room.onClosed();
              return;
            case 'hostCall':
              void room.onHostCall(decode(message.text) as HostCall).then((value) => {
                if (front === fresh) say({ kind: 'hostReply', id: message.id, value });
              });
              return;
            case 'restart':
              front = undefined;
              killGroup(fresh);
              start(message.handover);
              return;
          }
        });
      };
      start(null);
    });

  return { warm: (name) => void warmed.set(name, startFront(name, options)), open };
}

function startFront(name: WindowName, options: FrontOptions): Front {
  const profile = newProfile();
  // A group of its own: whatever it starts is ended with it.
  const front = fork(FRONT, [], { detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const early: FromFront[] = [];
  let hear = (message: FromFront): void => void early.push(message);
  front.on('error', () => undefined);
  front.on('message', (message: FromFront) => hear(message));
  tellFront(front, { kind: 'open', name, profile, options });
  return {
    process: front,
    profile,
    listen: (listener) => {
      hear = listener;
      for (const message of early.splice(0)) listener(message);
    },
  };
}

function tellFront(front: ChildProcess, message: ToFront): void {
  if (front.connected) front.send(message, () => undefined);
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Ends a front with its browser, its page and the process behind, at once: nobody is asked. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/T', '/F', '/PID', String(pid)], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/** Asks a front to end, waits for it a moment, and ends what is left. */
function endOf(front: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const gone = (): void => {
      killGroup(front);
      resolve();
    };
    if (hasEnded(front)) return gone();
    front.once('exit', gone);
    front.send({ kind: 'end' } satisfies ToFront, () => undefined);
    setTimeout(gone, END_WAIT_MS).unref();
    return undefined;
  });
}
