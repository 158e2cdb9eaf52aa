import { randomUUID } from 'node:crypto';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { PostAct } from '../../shared/traces/post-acts.ts';
import type { JournalStore } from '../store/journal.ts';
import type { Break, Head } from './chain.ts';
import { chain, EMPTY_HEAD, verify } from './chain.ts';
import {
  keyThumbprint,
  makeJournalKey,
  readJournalKey,
  readSignedHead,
  signHead,
  signStatement,
} from './signed-head.ts';

/** What the post writes down: who had what shown, or what the post found out about a journal. */
export interface LocalEntry {
  /** ISO instant, by the service's clock. */
  readonly at: string;
  readonly by: string;
  readonly what: PostAct;
  readonly patient?: string | undefined;
  readonly document?: string | undefined;
  readonly detail?: string | undefined;
}

/** The post's own journal. It holds no clinical content: identifiers, acts and instants. */
export interface LocalJournal {
  /** Name of this store towards the service; says nothing of the post. */
  readonly post: string;
  /** Durable when it returns. @throws when it could not be written: then nothing may be shown */
  append(entry: LocalEntry): void;
  size(): number;
  /** The head as it is, signed. */
  signed(time: string): string;
  /** Thumbprint of the key that signs for it (RFC 7638). */
  readonly key: string;
  /** A head on the way to the present one, signed; the caller walked to it. */
  signedAt(head: Head, time: string): string;
  /** Signs the bytes of a file that was made of this journal. */
  seal(sha256: string, time: string): string;
  /** Whether the journal still goes on from a head that was signed earlier and kept elsewhere. */
  follows(signature: string): Result<null, Break>;
}

export function openLocalJournal(store: JournalStore): LocalJournal {
  const key = readJournalKey(factOrNew(store, 'key', makeJournalKey));
  const last = store.last();
  let head: Head = last === undefined ? EMPTY_HEAD : { size: last.seq, hash: last.hash };
  return {
    post: factOrNew(store, 'post', randomUUID),
    append: (entry) => {
      const link = chain(head, JSON.stringify(entry));
      store.add({ seq: link.seq, entry: link.entry, hash: Buffer.from(link.hash) });
      head = { size: link.seq, hash: link.hash };
    },
    size: () => head.size,
    signed: (time) => signHead(key, head, time),
    key: keyThumbprint(key),
    signedAt: (at, time) => signHead(key, at, time),
    seal: (sha256, time) => signStatement(key, { sealed: sha256, time }),
    follows: (signature) => {
      const kept = readSignedHead(signature);
      if (kept === undefined) return err({ seq: 1, code: 'REWRITTEN' });
      // Another key: this store is not the one that told that head.
      if (keyThumbprint(key) !== kept.key) return err({ seq: 1, code: 'REWRITTEN' });
      const walked = verify(store.all(), [kept.head]);
      return walked.ok ? ok(null) : walked;
    },
  };
}

function factOrNew(store: JournalStore, name: 'key' | 'post', make: () => string): string {
  const known = store.fact(name);
  if (known !== undefined) return known;
  const made = make();
  store.setFact(name, made);
  return made;
}
