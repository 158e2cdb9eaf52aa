/**
 * A post whose disk fails at one call, once, again and again: at each call in turn. Says of each try on a line of its
 * own what was wrong with it, then how many there were.
 *
 *     node io-process.ts FOLDER KIND STEP FIRST
 */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { diskOf } from '../../../electron/store/disk.ts';
import type { KeptStore } from '../../../electron/store/kept.ts';
import { codeOfTrouble } from '../../../electron/workstation/disk.ts';
import type { Said } from './post-work.ts';
import { failureOf, OLDER_SCHEMA, openPostStore, openPostWork } from './post-work.ts';
import type { FaultKind } from './steering.ts';
import { openShim } from './steering.ts';

const [, , folder = '', asked = 'eio', step = '1', first = '1'] = process.argv;
const kind = asked as FaultKind;
const shim = openShim(folder);

const template = join(folder, 'template');
mkdirSync(template);
const made = openPostStore(template, OLDER_SCHEMA);
if (!made.ok) throw new Error(made.error.code);
made.value.close();

/** One scenario with a fault armed. @returns whether the fault came, and what was wrong */
function attempt(call: number): { readonly fired: boolean; readonly wrong: string | undefined } {
  const place = join(folder, `k${call}`);
  cpSync(template, place, { recursive: true });
  const said: Said[] = [];
  const say = (each: Said): void => {
    said.push(each);
    shim.mark({ call, said: each });
  };
  let wrong: string | undefined;
  /** Refused with a reason that has a French sentence, or not at all. */
  const act = (work: () => void): void => {
    try {
      work();
    } catch (cause) {
      if (codeOfTrouble(cause) === undefined) wrong ??= `throws ${String(cause)}`;
    }
  };
  shim.mark({ call, begins: true });
  shim.arm(call, kind);
  const opened = openPostStore(place);
  if (opened.ok) {
    act(() => work(opened.value, place, say, act, (sentence) => (wrong ??= sentence)));
    act(() => opened.value.close());
  } else if (opened.error.code !== 'NO_ROOM' && opened.error.code !== 'DISK_FAILED') {
    wrong = `refused as ${opened.error.code}`;
  }
  const fired = shim.disarm();
  // The disk is well again: the person unlocks, and works on.
  wrong ??= failureOf(place, said);
  const again = openPostStore(place);
  if (again.ok) {
    const later = openPostWork(again.value.database, place, say);
    later.deposit('later');
    later.read();
    later.close();
    again.value.close();
  }
  wrong ??= failureOf(place, said);
  return { fired, wrong };
}

function work(
  { database }: KeptStore,
  place: string,
  say: (said: Said) => void,
  act: (work: () => void) => void,
  wrong: (sentence: string) => void,
): void {
  let failedAt: number | undefined;
  let acknowledged = 0;
  const acts = openPostWork(database, place, (each) => {
    acknowledged += 1;
    say(each);
    // What is no write of the store's own is not the store's to stop.
    if (failedAt !== undefined && !('wrote' in each))
      wrong(`acknowledged ${JSON.stringify(each)} after a failure`);
  });
  const steps = [
    () => acts.deposit('a'),
    () => acts.read(),
    () => acts.receipt('a'),
    () => acts.write('1'),
    () => acts.deposit('b'),
    () => database.pragma('wal_checkpoint(PASSIVE)'),
    () => acts.read(),
    () => acts.write('2'),
    () => acts.receipt('b'),
  ];
  for (const each of steps) {
    act(each);
    if (diskOf(database).state() === 'failed') failedAt ??= acknowledged;
  }
}

let tried = 0;
for (let call = Number(first); ; call += Number(step)) {
  const { fired, wrong } = attempt(call);
  if (!fired) break;
  tried += 1;
  if (wrong !== undefined) process.stdout.write(`${kind} at call ${call}: ${wrong}\n`);
}
process.stdout.write(`tried ${tried}\n`);
