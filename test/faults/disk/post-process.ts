/**
 * The work of a post in a process of its own, behind the shim: store made, upgraded, filled, closed, opened again.
 *
 *     node post-process.ts FOLDER ROUNDS FULL|NORMAL
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptStore } from '../../../electron/store/kept.ts';
import type { Said } from './post-work.ts';
import { OLDER_SCHEMA, openPostStore, openPostWork } from './post-work.ts';

const [, , folder = '', rounds = '10', synchronous = 'FULL'] = process.argv;
const mark = openSync(join(folder, 'shim.mark'), 'w');
const say = (said: Said): void => void writeSync(mark, JSON.stringify(said));

function open(migrations?: typeof OLDER_SCHEMA): KeptStore {
  const opened = openPostStore(folder, migrations);
  if (!opened.ok) throw new Error(opened.error.code);
  // The seeded fault: what the library would do at each opening, were it not told otherwise.
  if (synchronous === 'NORMAL') opened.value.database.pragma('synchronous = NORMAL');
  return opened.value;
}

open(OLDER_SCHEMA).close();
for (let session = 0; session < 2; session += 1) {
  const store = open();
  const work = openPostWork(store.database, folder, say);
  for (let round = 0; round < Number(rounds); round += 1) {
    const name = `d${session}-${round}`;
    work.deposit(name);
    work.read();
    if (round % 2 === 0) work.receipt(name);
    if (round % 5 === 1) work.write(`${session * 1_000 + round}`);
    if (round % 7 === 6) store.database.pragma('wal_checkpoint(PASSIVE)');
    if (round % 11 === 10) store.database.pragma('wal_checkpoint(TRUNCATE)');
  }
  work.close();
  store.close();
}
closeSync(mark);
