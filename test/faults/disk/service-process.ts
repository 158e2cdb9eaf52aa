/**
 * The embedded service's storage at work in a process of its own, behind the shim.
 *
 *     node service-process.ts FOLDER ROUNDS FULL|NORMAL
 */
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openServiceStore, openServiceWork } from './service-work.ts';

const [, , folder = '', rounds = '10', synchronous = 'FULL'] = process.argv;
const mark = openSync(join(folder, 'shim.mark'), 'w');

for (let session = 0; session < 2; session += 1) {
  const opened = openServiceStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  const db = opened.value;
  if (synchronous === 'NORMAL') db.pragma('synchronous = NORMAL');
  const work = openServiceWork(db);
  for (let round = 0; round < Number(rounds); round += 1) {
    // Those of the same moment are committed together; each is told for itself.
    const together = Array.from({ length: 1 + (round % 3) }, (_, index) => `s${session}-${round}-${index}`);
    await Promise.all(
      together.map(async (name) => {
        const answered = await work.act(name);
        writeSync(mark, JSON.stringify(answered));
      }),
    );
    if (round % 9 === 8) db.pragma('wal_checkpoint(PASSIVE)');
  }
  db.close();
}
