import { fork } from 'node:child_process';
import path from 'node:path';
import type { FromProcess } from '../process-messages.ts';
import type { Child, ProcessName } from '../room-parts.ts';

const dist = path.resolve(import.meta.dirname, '..');

const PROGRAMS: Readonly<Record<ProcessName, string>> = {
  service: 'service/main.js',
  workstation: 'workstation/process.js',
  space: 'space/process.js',
};

/** A process of the application as Node makes it. */
export function forked(script: ProcessName, args: readonly string[]): Child {
  const child = fork(path.join(dist, PROGRAMS[script]), args, {
    stdio: ['ignore', script === 'service' ? 'pipe' : 'ignore', 'inherit', 'ipc'],
  });
  child.on('error', () => undefined);
  return {
    stdout: child.stdout,
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as FromProcess)),
    onExit: (listener) => {
      if (child.exitCode !== null || child.signalCode !== null) listener();
      else child.once('exit', listener);
    },
    kill: () => void child.kill('SIGTERM'),
  };
}
