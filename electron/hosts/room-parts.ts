import type { Readable } from 'node:stream';
import type { PageWindow, WindowListener, WindowName } from './page-window.ts';
import type { FromProcess, ToProcess } from './process-messages.ts';

export type ProcessName = 'service' | 'workstation' | 'space';

/** A child process as both hosts can make it: forked by Node, or a utility process of Electron. */
export interface Child {
  readonly stdout: Readable | null;
  send(message: ToProcess): void;
  onMessage(listener: (message: FromProcess) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

/** What a room is made of: a process, and a window. */
export interface RoomParts {
  readonly spawn: (script: ProcessName, args: readonly string[]) => Child;
  readonly openWindow: (name: WindowName, listener: WindowListener) => Promise<PageWindow>;
}
