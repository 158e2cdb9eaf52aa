import type { LockCause } from '../../shared/bridge/session.ts';
import { decode } from '../../shared/bridge/wire.ts';
import { desktopWords } from '../../shared/notices/desktop.ts';
import type { LockHandover } from './host.ts';
import type { PageWindow, WindowListener, WindowName } from './page-window.ts';
import { WINDOWS } from './page-window.ts';
import type { FromProcess, HostCall, ProcessSettings, ToProcess } from './process-messages.ts';
import type { Child, RoomParts } from './room-parts.ts';

const RESTART_PAUSE_MS = 200;
const END_WAIT_MS = 3000;

/** A process that was told to lock and did not: it is ended all the same, and the window blank within a second. */
const LOCK_LIMIT_MS = 900;

/** A window and the process behind it; neither knows another window. */
export interface Room {
  /** Brings the window before the others. */
  focus(): void;
  close(): void;
  /** Says something to the process that no page asked for. */
  tell(text: string): void;
  /** The machine locks, sleeps, or goes to somebody else. */
  lock(because: LockCause): void;
  /** Ends the process; the window is left to its host. */
  end(): Promise<void>;
}

export interface RoomOptions {
  readonly settings: (handover: LockHandover | null) => Promise<ProcessSettings>;
  /** Answers what the process asks of the shell beyond its own window; null refuses. */
  readonly onHostCall: (call: HostCall) => Promise<string | null>;
  readonly onClosed: () => void;
  /**
   * Ends this room with all that it is made of, and opens another; absent where the window stays and its process
   * and page are replaced.
   */
  readonly onRestart?: (handover: LockHandover | null) => void;
}

/**
 * Opens a window and keeps a process behind it. The process may die at any moment and is started again, with
 * a fresh page: what the old one held is gone with it.
 */
export async function openRoom(shell: RoomParts, name: WindowName, options: RoomOptions): Promise<Room> {
  let child: Child | undefined;
  let window: PageWindow | undefined;
  let ready = false;
  let ending = false;
  /** Who is at the open post: the one that it is locked for, where its process cannot say so any more. */
  let standing: LockHandover | null = null;
  /** What was said to the process while it, or its window, was not there yet. */
  let pending: ToProcess[] = [];

  const say = (message: ToProcess): void => {
    if (ready && window !== undefined) child?.send(message);
    else pending.push(message);
  };
  const flush = (): void => {
    const waiting = pending;
    pending = [];
    for (const message of waiting) say(message);
  };

  const start = async (handover: LockHandover | null): Promise<void> => {
    if (ending) return;
    // It loads its program while it is found out where everything is.
    const fresh = shell.spawn(WINDOWS[name].process, []);
    child = fresh;
    ready = false;
    fresh.onMessage((message) => {
      if (child === fresh) receive(fresh, message);
    });
    fresh.onExit(() => {
      if (ending || child !== fresh) return;
      setTimeout(() => {
        if (!ending && child === fresh) restart(null);
      }, RESTART_PAUSE_MS);
    });
    const settings = await options.settings(handover);
    if (!ending && child === fresh) fresh.send({ kind: 'start', settings });
  };

  const restart = (handover: LockHandover | null): void => {
    const last = child;
    pending = [];
    child = undefined;
    standing = null;
    if (options.onRestart !== undefined) {
      ending = true;
      return options.onRestart(handover);
    }
    void start(handover);
    last?.kill();
    window?.freshPage();
  };

  const receive = (from: Child, message: FromProcess): void => {
    switch (message.kind) {
      case 'ready':
        ready = true;
        flush();
        return;
      case 'page':
        window?.toPage(message.text);
        return;
      case 'hostCall':
        void answer(decode(message.text) as HostCall).then((value) =>
          from.send({ kind: 'hostReply', id: message.id, value }),
        );
        return;
      case 'standing':
        standing = message.handover;
        return;
      case 'restart':
        restart(message.handover);
        return;
    }
  };

  const answer = async (call: HostCall): Promise<string> => {
    switch (call.method) {
      case 'saveFile':
        return (await window?.saveFile(call.name, call.bytes)) ?? 'cancelled';
      case 'print':
        return (await window?.print()) ?? 'cancelled';
      case 'notify':
        window?.notify(desktopWords(call.notice));
        return 'shown';
      case 'openSpace':
        return (await options.onHostCall(call)) ?? 'refused';
    }
  };

  const listener: WindowListener = {
    onMessage: (text) => say({ kind: 'page', text }),
    onClosed: options.onClosed,
  };
  const started = start(null);
  const opened = await shell.openWindow(name, listener);
  window = opened;
  await started;
  flush();

  return {
    focus: () => opened.focus(),
    close: () => opened.close(),
    lock: (because) => {
      const locking = child;
      if (locking === undefined || !ready) return;
      locking.send({ kind: 'lock', because });
      setTimeout(() => {
        if (ending || child !== locking || standing === null) return;
        restart({ ...standing, because });
      }, LOCK_LIMIT_MS).unref();
    },
    tell: (text) => say({ kind: 'told', text }),
    end: () => {
      ending = true;
      return child === undefined ? Promise.resolve() : ended(child);
    },
  };
}

/** Asks a process to end, and waits for it a moment. */
export function ended(child: Child): Promise<void> {
  return new Promise((resolve) => {
    child.onExit(resolve);
    child.kill();
    setTimeout(resolve, END_WAIT_MS).unref();
  });
}
