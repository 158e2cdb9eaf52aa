import { randomBytes } from 'node:crypto';
import type { Head } from '../../journal/chain.ts';
import { chain, EMPTY_HEAD } from '../../journal/chain.ts';
import type { JournalKey } from '../../journal/signed-head.ts';
import { makeJournalKey, readJournalKey, signHead } from '../../journal/signed-head.ts';
import { iso } from '../clock.ts';
import type { FactStore } from '../storage/mails.ts';
import type { TraceStore } from '../storage/traces.ts';
import type { TraceEntry } from './entry.ts';

/** The service's hash-chained journal. Entries are appended inside the transaction of the act they tell of. */
export interface Journal {
  readonly key: JournalKey;
  append(entry: TraceEntry, recordId: number | null): void;
  head(): Head;
  /** Takes the head from the store again, after a commit that failed. */
  reload(): void;
}

/** Entries between two signed heads: so short that the proof of one act stays below 4 KB. */
export const CHECKPOINT_EVERY = 25;

/** @param onRecord told of each record that an entry is about */
export function openJournal(
  store: TraceStore,
  key: JournalKey,
  onRecord: (recordId: number) => void,
): Journal {
  let head = storedHead(store);
  return {
    key,
    append: (entry, recordId) => {
      // Salted: proofs show the digests of others' entries, and nobody may find one by guessing its text.
      const salt = randomBytes(16).toString('base64url');
      const link = chain(head, JSON.stringify({ ...entry, salt }));
      store.add({
        seq: link.seq,
        record_id: recordId,
        agent: entry.agents[0]?.id ?? null,
        entry: link.entry,
        hash: Buffer.from(link.hash),
      });
      head = { size: link.seq, hash: link.hash };
      if (head.size % CHECKPOINT_EVERY === 0) {
        store.addCheckpoint({ seq: head.size, signature: signHead(key, head, iso(entry.at)) });
      }
      if (recordId !== null) onRecord(recordId);
    },
    head: () => head,
    reload: () => {
      head = storedHead(store);
    },
  };
}

function storedHead(store: TraceStore): Head {
  const last = store.last();
  return last === undefined ? EMPTY_HEAD : { size: last.seq, hash: last.hash };
}

/** Takes the journal's key from the store, or makes it once. */
export function journalKey(facts: FactStore): JournalKey {
  const stored = facts.get('journalKey') ?? makeJournalKey();
  facts.set('journalKey', stored);
  return readJournalKey(stored);
}
