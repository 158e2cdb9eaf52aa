/**
 * A post whose store is damaged under it and recovered at the next opening, in a process of its own, behind the shim.
 *
 *     node recovery-process.ts FOLDER ROUNDS
 */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { recoveryTold } from '../../../electron/store/recover.ts';
import { openPostStore, openPostWork } from './post-work.ts';
import type { RecoverySaid } from './recovery-work.ts';

const [, , folder = '', rounds = '1'] = process.argv;
const PAGE = 4_096;
const file = join(folder, 'store.db');
const mark = openSync(join(folder, 'shim.mark'), 'w');
const say = (said: RecoverySaid): void => void writeSync(mark, JSON.stringify(said));

function session(name: string, isRecovered: boolean): void {
  const opened = openPostStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  if ((opened.value.recovery !== null) !== isRecovered) throw new Error('not what was expected');
  const work = openPostWork(opened.value.database, folder, say);
  if (isRecovered) {
    say({ store: 'recovered' });
    work.deposit(`${name}-after`);
    say({ store: 'told' });
    recoveryTold(file);
  } else for (const act of ['a', 'b', 'c']) work.deposit(`${name}-${act}`);
  work.close();
  opened.value.close();
}

/** One byte of every page but the first: of the rows nothing can be read any more. */
function damage(): void {
  const bytes = readFileSync(file);
  for (let at = PAGE + 700; at < bytes.length; at += PAGE) bytes[at] = (bytes[at] ?? 0) ^ 1;
  say({ store: 'damaged' });
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, PAGE, bytes.length - PAGE, PAGE);
  fsyncSync(handle);
  closeSync(handle);
}

for (let round = 0; round < Number(rounds); round += 1) {
  session(`r${round}`, false);
  damage();
  session(`r${round}`, true);
}
closeSync(mark);
