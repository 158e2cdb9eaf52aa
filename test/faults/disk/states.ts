import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chanceFrom } from '../../fixtures/random.ts';
import { LOSSES, openDisk } from './crash.ts';
import { memoryFolder } from './shim.ts';
import type { Call } from './trace.ts';

/** Puts files where the product finds them; what was there before is gone. */
export function lay(folder: string, files: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
}

export interface CutsOptions<S> {
  readonly calls: readonly Call[];
  /** Files that were there before the first call. */
  readonly before?: ReadonlyMap<string, Buffer>;
  readonly states: number;
  readonly seed: number;
  /** Opens what is left, knowing what had been acknowledged. @returns what is wrong with it */
  readonly look: (folder: string, said: readonly S[]) => string | undefined;
  /** Stops at so many failures: a control needs to see one. */
  readonly enough?: number;
  readonly log?: (line: string) => void;
}

export interface Cuts {
  readonly states: number;
  readonly failures: readonly string[];
}

/** Cuts the power again and again, spread evenly over a run, each kind of loss in turn. */
export function cutPower<S>(options: CutsOptions<S>): Cuts {
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
        const wrong = lookAt(look, folder, said);
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

function lookAt<S>(
  look: (folder: string, said: readonly S[]) => string | undefined,
  folder: string,
  said: readonly S[],
): string | undefined {
  try {
    return look(folder, said);
  } catch (cause) {
    return `throws ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}
