import type { Head } from '../../journal/chain.ts';
import { chain, EMPTY_HEAD } from '../../journal/chain.ts';
import type { TraceStore } from '../storage/traces.ts';
import type { TraceEntry } from './entry.ts';

/** The service's hash-chained journal. Entries are appended inside the transaction of the act they tell of. */
export interface Journal {
  append(entry: TraceEntry, recordId: number | null): void;
  head(): Head;
  /** Takes the head from the store again, after a commit that failed. */
  reload(): void;
}

/** @param onRecord told of each record that an entry is about */
export function openJournal(store: TraceStore, onRecord: (recordId: number) => void): Journal {
  let head = storedHead(store);
  return {
    append: (entry, recordId) => {
      const link = chain(head, JSON.stringify(entry));
      store.add({
        seq: link.seq,
        record_id: recordId,
        agent: entry.agents[0]?.id ?? null,
        entry: link.entry,
        hash: Buffer.from(link.hash),
      });
      head = { size: link.seq, hash: link.hash };
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
