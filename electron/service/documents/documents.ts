import type { ServiceContext } from '../context.ts';
import type { WritableDatabase } from '../../store/open.ts';
import type { ContentStore } from './content-store.ts';
import { contentStore } from './content-store.ts';
import type { ReceiptStore } from './receipt-store.ts';
import { receiptStore } from './receipt-store.ts';
import type { RecordIndex } from './record-index.ts';
import { recordIndex } from './record-index.ts';
import type { SetStore } from './set-store.ts';
import { setStore } from './set-store.ts';
import type { DocumentStore } from './store.ts';
import { documentStore } from './store.ts';
import type { TextIndex } from './text-index.ts';
import { textIndex } from './text-index.ts';

/** The storage of the documents and of what belongs to them. */
export interface Documents {
  readonly documents: DocumentStore;
  readonly contents: ContentStore;
  readonly sets: SetStore;
  readonly receipts: ReceiptStore;
  readonly texts: TextIndex;
  readonly index: RecordIndex;
}

const opened = new WeakMap<WritableDatabase, Documents>();

/** The documents of a service, their statements prepared at the first use. */
export function documentsOf({ db }: ServiceContext): Documents {
  const known = opened.get(db);
  if (known !== undefined) return known;
  const documents = documentStore(db);
  const fresh: Documents = {
    documents,
    contents: contentStore(db),
    sets: setStore(db),
    receipts: receiptStore(db),
    texts: textIndex(db),
    index: recordIndex(documents),
  };
  opened.set(db, fresh);
  return fresh;
}
