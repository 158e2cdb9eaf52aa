/**
 * `npm run journal:verify -- --data DIR [--head JWS]`: walks the journal of a service from its start, against its
 * own checkpoints and against a head that was kept elsewhere, and names the first entry that is not what was
 * written. It only reads, beside a service that runs or without one.
 *
 * Ends with 0 when the journal holds, with 1 when it does not, with 2 when it was asked wrongly.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Break } from '../../journal/chain.ts';
import { readSignedHead } from '../../journal/signed-head.ts';
import { openDataFolder } from '../data-folder.ts';
import { traceStore } from '../storage/traces.ts';
import { verifyJournal } from './verify.ts';

const SAID: Readonly<Record<Break['code'], string>> = {
  ALTERED: 'was altered',
  OUT_OF_ORDER: 'is missing or out of its place',
  CUT: 'is missing: the journal was longer',
  REWRITTEN: 'is not the one that was signed',
};

function fail(sentence: string): never {
  process.stderr.write(`journal: ${sentence}\n`);
  process.exit(2);
}

function options(): { data: string; head: string | undefined } {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' }, head: { type: 'string' } } });
    return { data: values.data ?? fail('--data DIR is required'), head: values.head };
  } catch (cause) {
    return fail(cause instanceof Error ? cause.message : 'unreadable options');
  }
}

const { data, head } = options();
const vouched = head === undefined ? undefined : readSignedHead(head);
if (head !== undefined && vouched === undefined) fail('--head is no signed head');
const opened = openDataFolder(data);
if (!opened.ok) fail(`${join(data, 'service.db')} cannot be opened (${opened.error})`);
const verified = verifyJournal(traceStore(opened.value), vouched);
opened.value.close();
if (verified.ok) {
  const { size, hash, checkpoints, key } = verified.value;
  process.stdout.write(
    `journal: ${size} entries hold, ${checkpoints} signed heads, key ${key ?? 'none'}, ends with ${hash}\n`,
  );
} else {
  const { seq, code } = verified.error;
  process.stdout.write(`journal: entry ${seq} ${SAID[code]} (${code})\n`);
  process.exit(1);
}
