import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compiledShim, memoryFolder, runShimmed } from '../disk/shim.ts';
import type { FaultSuite, Measure } from '../suite.ts';

const MEGABYTE = 1_048_576;
const FAULT = 'no room is kept for traces';

interface Cycles {
  readonly cycles: number;
  readonly refused: number;
  readonly wrong: readonly string[];
}

interface Asked {
  readonly bytes: number;
  readonly cycles: number;
  readonly seed: number;
  readonly kept: 'reserve' | 'none';
}

const argsOf = (folder: string, { bytes, cycles, seed, kept }: Asked): readonly string[] => [
  folder,
  String(bytes),
  String(cycles),
  String(seed),
  kept,
];

function read(lines: readonly string[]): Cycles {
  const [, cycles = '0', refused = '0'] = /^cycles (\d+) refused (\d+)$/.exec(lines.at(-1) ?? '') ?? [];
  return { cycles: Number(cycles), refused: Number(refused), wrong: lines.slice(0, -1) };
}

/** On a disk of its own in memory; undefined where this user may not mount one. */
function onSmallDisk(asked: Asked): Cycles | undefined {
  const place = memoryFolder('full');
  try {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${asked.bytes}`, 'tmpfs', place.path], {
        stdio: 'ignore',
      });
    } catch {
      return undefined;
    }
    try {
      const script = resolve(import.meta.dirname, '../disk/full-process.ts');
      const done = spawnSync(process.execPath, [script, ...argsOf(place.path, asked)], { encoding: 'utf8' });
      if (done.status !== 0)
        throw new Error(`the post on a small disk ended with ${String(done.status)}\n${done.stderr}`);
      return read(done.stdout.trim().split('\n'));
    } finally {
      execFileSync('umount', ['-l', place.path]);
    }
  } finally {
    place.remove();
  }
}

/** Behind the shim, which lets no more be written than a small disk would. */
async function onQuota(library: string, asked: Asked): Promise<Cycles> {
  const place = memoryFolder('full');
  try {
    const folder = join(place.path, 'post');
    mkdirSync(folder);
    return read(
      await runShimmed(library, {
        script: 'full-process.ts',
        args: [...argsOf(folder, asked), 'quota'],
        folder,
      }),
    );
  } finally {
    place.remove();
  }
}

async function cyclesOn(
  asked: Asked,
  log: (line: string) => void,
): Promise<{ way: string; found: Cycles } | undefined> {
  const mounted = onSmallDisk(asked);
  if (mounted !== undefined) return { way: 'a disk in memory', found: mounted };
  const shim = compiledShim();
  if ('absent' in shim) {
    log(`not measured: nobody may mount a small disk here, and ${shim.absent}`);
    return undefined;
  }
  return { way: 'a limit on what is written', found: await onQuota(shim.library, asked) };
}

/** The disk fills up, and is freed: reading, locking and unlocking go on, acts are refused whole, nothing is lost (G5). */
export const suite: FaultSuite = {
  name: 'full',
  goal: 'G5',
  run: async ({ full, seed, log }) => {
    const sizes = full ? [2, 8, 64] : [2, 8];
    const bare = await cyclesOn({ bytes: 2 * MEGABYTE, cycles: 6, seed, kept: 'none' }, log);
    const control = { fault: FAULT, seen: (bare?.found.wrong.length ?? 0) > 0 };
    const measures: Measure[] = [];
    for (const size of sizes) {
      const cycles = full ? 167 : size === 2 ? 20 : 5;
      const done = await cyclesOn({ bytes: size * MEGABYTE, cycles, seed, kept: 'reserve' }, log);
      if (done !== undefined) log(`${size} MB, ${done.way}: ${done.found.refused} acts were refused`);
      measures.push({
        what: `fill and free cycles on ${size} MB that lost something, or kept somebody from reading, locking or unlocking`,
        cases: done?.found.cycles ?? 0,
        failures:
          done === undefined || done.found.refused > 0
            ? (done?.found.wrong ?? [])
            : ['the disk was never full'],
        control,
      });
    }
    return measures;
  },
};
