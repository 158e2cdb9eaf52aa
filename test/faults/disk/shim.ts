import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const source = join(import.meta.dirname, 'shim.c');

/** Memory that behaves as a disk, where there is such a thing. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder of its own in memory, without a trailing slash. */
export function memoryFolder(name: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(MEMORY, `${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * The library that stands between a process and its files, compiled once for each text of its source.
 *
 * @returns its path, or why there is none on this machine
 */
export function compiledShim(): { readonly library: string } | { readonly absent: string } {
  if (process.platform !== 'linux') return { absent: 'calls are recorded on Linux alone' };
  const digest = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `poste-sante-shim-${String(process.getuid?.())}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const library = join(folder, `${digest}.so`);
  if (existsSync(library)) return { library };
  const fresh = `${library}.${process.pid}`;
  const built = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', fresh, source, '-ldl', '-lpthread'], {
    encoding: 'utf8',
  });
  if (built.status !== 0)
    return { absent: `no C compiler answers here (cc: ${built.error?.message ?? built.stderr})` };
  renameSync(fresh, library);
  return { library };
}

export interface ShimmedRun {
  /** Script, from this folder. */
  readonly script: string;
  readonly args: readonly string[];
  /** Only paths below it are seen. */
  readonly folder: string;
  /** File that the record goes to. */
  readonly trace?: string;
}

/** Starts a process behind the shim. */
function startShimmed(library: string, { script, args, folder, trace }: ShimmedRun): ChildProcess {
  return spawn(process.execPath, [resolve(import.meta.dirname, script), ...args], {
    env: {
      ...process.env,
      LD_PRELOAD: library,
      SHIM_FOLDER: folder,
      ...(trace === undefined ? {} : { SHIM_TRACE: trace }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Runs it to its end. @returns what it said, line by line; throws where it did not end well */
export async function runShimmed(library: string, run: ShimmedRun): Promise<readonly string[]> {
  const child = startShimmed(library, run);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  if (code !== 0) throw new Error(`${run.script} ${run.args.join(' ')} ended with ${String(code)}`);
  return said.split('\n').filter((line) => line !== '');
}
