/**
 * A post on a disk that fills up and is freed, again and again. Says on a line each what was wrong, and at the end how
 * many cycles and how many refused acts there were.
 *
 *     node full-process.ts FOLDER DISK-BYTES CYCLES SEED reserve|none [quota]
 *
 * With `quota` it runs behind the shim, which limits what may be written; else FOLDER is a small disk of its own.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskOf } from '../../../electron/store/disk.ts';
import type { KeptStore } from '../../../electron/store/kept.ts';
import { findAct } from '../../../electron/store/acts.ts';
import type { Reserve } from '../../../electron/store/reserve.ts';
import { openReserve } from '../../../electron/store/reserve.ts';
import { codeOfTrouble } from '../../../electron/workstation/disk.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import type { Said } from './post-work.ts';
import { lostOf, openPostStore, openPostWork } from './post-work.ts';
import { openShim } from './steering.ts';

const [, , folder = '', bytes = '0', cycles = '1', seed = '1', kept = 'reserve', way = ''] = process.argv;
const chance = chanceFrom(Number(seed));
const shim = way === 'quota' ? openShim(folder) : null;
const filler = join(folder, 'filler');
const said: Said[] = [];
let refused = 0;

const NO_RESERVE: Reserve = { take: () => false, restore: () => true };
const reserveBytes = Math.min(1_048_576, Number(bytes) / 8);

function open(): KeptStore | undefined {
  const reserve = kept === 'none' ? NO_RESERVE : openReserve(join(folder, 'reserve'), reserveBytes);
  const opened = openPostStore(folder, undefined, reserve);
  return opened.ok ? opened.value : undefined;
}

function fillUp(): void {
  // Now and then a few bytes stay: a disk is seldom full to the last one.
  const left = chance.pick([0, 0, 700, 5_000]);
  if (shim !== null) return shim.quota(left);
  for (const size of [1_048_576, 65_536, 4_096]) {
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(size, 2), { flag: 'a' });
    } catch {
      // No more of this size fits.
    }
  }
}

function free(): void {
  if (shim === null) rmSync(filler, { force: true });
  else shim.quota(Number(bytes));
}

function cycle(
  number: number,
  store: KeptStore,
): { readonly store: KeptStore; readonly wrong: readonly string[] } {
  const wrong: string[] = [];
  const fine = (what: string, act: () => void): void => {
    try {
      act();
    } catch (cause) {
      wrong.push(`cycle ${number}: ${what}: ${String(cause)}`);
    }
  };
  let current = store;
  let acts: ReturnType<typeof openPostWork> | undefined;
  const work = () => (acts ??= openPostWork(current.database, folder, (each) => said.push(each)));
  fine('deposit before', () => work().deposit(`${number}-before`, 1_000 + chance.below(20_000)));
  fillUp();
  for (let index = 0; index < 3; index += 1) {
    const name = `${number}-full-${index}`;
    try {
      work().deposit(name, 20_000 + chance.below(60_000));
    } catch (cause) {
      refused += 1;
      if (codeOfTrouble(cause) !== 'DISK_FULL') wrong.push(`cycle ${number}: refused by ${String(cause)}`);
      if (findAct(current.database, name) !== undefined)
        wrong.push(`cycle ${number}: a part of a refused act`);
    }
  }
  for (let index = 0; index < 6; index += 1) fine('reading on a full disk', () => work().read());
  fine('locking on a full disk', () => {
    acts?.close();
    acts = undefined;
    current.close();
  });
  const again = open();
  if (again === undefined) {
    wrong.push(`cycle ${number}: does not open on a full disk`);
    free();
    const later = open();
    if (later === undefined) throw new Error('the store does not open any more');
    current = later;
  } else {
    current = again;
    for (let index = 0; index < 3; index += 1) fine('reading after an unlock', () => work().read());
  }
  free();
  diskOf(current.database).recheck();
  fine('deposit once there is room again', () =>
    work().deposit(`${number}-after`, 1_000 + chance.below(20_000)),
  );
  for (const each of lostOf(folder, current.database, said)) wrong.push(`cycle ${number}: ${each}`);
  // What was received makes room: a small disk would fill up by itself.
  for (const name of ['before', 'after', 'full-0', 'full-1', 'full-2']) {
    if (findAct(current.database, `${number}-${name}`) !== undefined) work().receipt(`${number}-${name}`);
  }
  acts?.close();
  return { store: current, wrong };
}

free();
let store = open();
if (store === undefined) throw new Error('the store does not open on an empty disk');
for (let number = 0; number < Number(cycles); number += 1) {
  const done = cycle(number, store);
  ({ store } = done);
  for (const each of done.wrong) process.stdout.write(`${each}\n`);
}
store.close();
process.stdout.write(`cycles ${cycles} refused ${refused}\n`);
