/**
 * `npm run journal:review -- --data DIR [--days N]`: the professionals' days that ask to be looked at, one line
 * each, the highest score first. It only reads. Ends with 0 when there is none, with 1 when there are some, with 2
 * when it was asked wrongly.
 */
import { parseArgs } from 'node:util';
import { openDataFolder } from '../data-folder.ts';
import { consentStore } from '../storage/consents.ts';
import { directoryStore } from '../storage/directory.ts';
import { recordStore } from '../storage/records.ts';
import { reviewStore } from '../storage/review.ts';
import { spaceStore } from '../storage/space.ts';
import { traceStore } from '../storage/traces.ts';
import { readEntry } from '../traces/entry.ts';
import { reviewJournal } from './review.ts';
import { whyOf } from './wording.ts';

function fail(sentence: string): never {
  process.stderr.write(`review: ${sentence}\n`);
  process.exit(2);
}

function options(): { readonly data: string; readonly days: number } {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, days: { type: 'string', default: '90' } },
    });
    const days = Number(values.days);
    if (!Number.isInteger(days) || days < 1) fail('--days takes a whole number');
    return { data: values.data ?? fail('--data DIR is required'), days };
  } catch (cause) {
    return fail(cause instanceof Error ? cause.message : 'unreadable options');
  }
}

const { data, days } = options();
const opened = openDataFolder(data);
if (!opened.ok) fail(`the store cannot be opened (${opened.error})`);
const db = opened.value;
const traces = traceStore(db);
const last = traces.last();
// Counted back from the last entry: the journal's clock may be another than this machine's.
const newest = last === undefined ? 0 : readEntry(last.entry).at;
const alerts = reviewJournal(
  {
    traces,
    records: recordStore(db),
    directory: directoryStore(db),
    consents: consentStore(db),
    space: spaceStore(db),
    review: reviewStore(db),
  },
  newest - days * 86_400_000,
);
db.close();
for (const { actor, day, score, reasons } of alerts) {
  process.stdout.write(`${day} ${actor} ${score}\n`);
  for (const reason of reasons) process.stdout.write(`    ${reason.code} ${whyOf(reason)}\n`);
}
process.stdout.write(`review: ${alerts.length} alerts\n`);
process.exit(alerts.length === 0 ? 0 : 1);
