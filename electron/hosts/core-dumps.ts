import { spawnSync } from 'node:child_process';

/**
 * Keeps this process, and all that it starts, from leaving a picture of its memory on the disk when it crashes.
 * The limit is one byte: Linux then writes no file, and hands nothing to a collector either, which zero would
 * not keep it from (core(5)). Node has no call for it; `prlimit` is part of every Linux.
 */
export function forbidCoreDumps(): void {
  if (process.platform !== 'linux') return;
  spawnSync('prlimit', ['--core=1:1', '--pid', String(process.pid)], { stdio: 'ignore' });
}
