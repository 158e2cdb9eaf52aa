/**
 * The Chromium host: a Chromium in application mode, driven over a pipe, carrying the same page and the
 * same bridge as Electron. Used where Electron's binary cannot be had, and by the end-to-end tests.
 *
 * This process lives across locks, and sees neither a key nor a patient: each window has a process of its own
 * (front.ts), which carries its browser and what stands behind its page, and is ended at a lock.
 *
 * Arguments: `--data=DIR`, `--headless`, `--chromium=PATH`, `--test-port` (tells the parent process the
 * DevTools port of each browser), `--keep-browser` (the tests' browser stays at a lock, as Electron's does),
 * `--save-to=DIR` (where a headless run saves and prints), `--now=ISO` (service clock), `--undo-ms=N` (time in
 * which an act can be taken back), `--line=SOCKET` (by which the service is reached).
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { forbidCoreDumps } from '../core-dumps.ts';
import { defaultDataFolder, privateFolder } from '../data-folder.ts';
import { watchMachine } from '../machine-signals.ts';
import { singleInstance } from '../single-instance.ts';
import type { Supervisor } from '../supervisor.ts';
import { removeAbandonedProfiles } from './browser-profile.ts';
import { installedChromium } from './browser-process.ts';
import { forked } from './forked.ts';
import { frontRooms } from './front-room.ts';

/** What V8 made of our programs is kept beside them, for every process that is started from here. */
const CODE_CACHE = path.join(import.meta.dirname, 'code-cache');

async function run(): Promise<number> {
  process.env.NODE_COMPILE_CACHE ??= CODE_CACHE;
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      headless: { type: 'boolean', default: false },
      chromium: { type: 'string' },
      'test-port': { type: 'boolean', default: false },
      'keep-browser': { type: 'boolean', default: false },
      'save-to': { type: 'string' },
      now: { type: 'string' },
      'undo-ms': { type: 'string' },
      line: { type: 'string' },
    },
  });
  const dataFolder = privateFolder(path.resolve(values.data ?? defaultDataFolder()));
  const executable = values.chromium ?? installedChromium();
  if (executable === null) {
    process.stderr.write(
      'Aucun Chromium trouvé sur ce poste. Installez le paquet « chromium » ou Electron.\n',
    );
    return 1;
  }
  let supervisor: Supervisor | undefined;
  const release = await singleInstance(dataFolder, () => supervisor?.focus());
  if (release === null) {
    process.stdout.write('Poste Santé est déjà ouvert sur ce dossier de données.\n');
    return 0;
  }
  forbidCoreDumps();

  let quit: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    quit = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, quit);
  process.once('disconnect', quit);

  const rooms = frontRooms(
    {
      executable,
      headless: values.headless,
      testPort: values['test-port'],
      keepBrowser: values['keep-browser'],
      saveTo: values['save-to'],
    },
    (window, port) => process.send?.({ window, port }),
  );
  // The browser takes longest: it is started first, and what watches over it is loaded meanwhile.
  rooms.warm('desk');
  const { milliseconds, supervise } = await import('../supervisor.ts');
  removeAbandonedProfiles();
  const supervised = supervise({ kind: 'chromium', spawn: forked, openRoom: rooms.open }, dataFolder, {
    serviceArgs: values.now === undefined ? [] : ['--now', values.now],
    line: values.line,
    undoMs: milliseconds(values['undo-ms']),
  });
  const stopWatching = watchMachine((because) => supervisor?.lock(because));
  supervisor = await supervised;
  await Promise.race([supervisor.closed, asked]);
  stopWatching();
  await supervisor.stop();
  release();
  return 0;
}

process.exitCode = await run();
process.exit();
