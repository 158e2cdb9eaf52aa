import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chanceFrom } from '../../fixtures/random.ts';
import { LOSSES, openDisk } from './crash.ts';
import { memoryFolder } from './shim.ts';
import type { Call } from './trace.ts';

/** Puts files where the product finds them; what was there before is gone. */
export function lay(folder: string, files: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  for (const [name, bytes] of files) {
    const path = join(folder, name);
    if (name.includes('/')) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, bytes);
  }
}

type Look<S> = (folder: string, said: readonly S[]) => string | undefined | Promise<string | undefined>;

export interface CutsOptions<S> {
  readonly calls: readonly Call[];
  /** Files that were there before the first call. */
  readonly before?: ReadonlyMap<string, Buffer>;
  readonly states: number;
  readonly seed: number;
  /** Opens what is left, knowing what had been acknowledged. @returns what is wrong with it */
  readonly look: Look<S>;
  /** Stops at so many failures: a control needs to see one. */
  readonly enough?: number;
  readonly log?: (line: string) => void;
}

export interface Cuts {
  readonly states: number;
  readonly failures: readonly string[];
}

/** Cuts the power again and again, spread evenly over a run, each kind of loss in turn. */
export async function cutPower<S>(options: CutsOptions<S>): Promise<Cuts> {
  const { calls, before, states, seed, look, enough = Infinity, log } = options;
  const chance = chanceFrom(seed);
  const disk = openDisk(before);
  const changing = calls.filter(({ op }) => op !== 'mark').length;
  const place = memoryFolder('crash');
  const folder = join(place.path, 'left');
  const said: S[] = [];
  const failures: string[] = [];
  let seen = 0;
  let passed = 0;
  try {
    for (const [index, call] of calls.entries()) {
      if (call.op === 'mark') {
        said.push(JSON.parse(call.said) as S);
        continue;
      }
      disk.apply(call);
      passed += 1;
      for (; seen < Math.round((states * passed) / changing); seen += 1) {
        const loss = LOSSES[seen % LOSSES.length] ?? 'drop';
        lay(folder, disk.cut(loss, chance));
        const wrong = await lookAt(look, folder, said);
        if (wrong !== undefined) failures.push(`after call ${index} (${call.op}), ${loss}: ${wrong}`);
        if (failures.length >= enough) return { states: seen + 1, failures };
        if ((seen + 1) % 10_000 === 0) log?.(`${seen + 1} of ${states} states, ${failures.length} failures`);
      }
    }
    return { states: seen, failures };
  } finally {
    place.remove();
  }
}

async function lookAt<S>(look: Look<S>, folder: string, said: readonly S[]): Promise<string | undefined> {
  try {
    return await look(folder, said);
  } catch (cause) {
    return `throws ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}
