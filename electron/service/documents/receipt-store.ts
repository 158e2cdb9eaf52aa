import type { WritableDatabase } from '../../store/open.ts';
import type { SheetText } from './store.ts';

/** What a deposit was answered (`migrations/012-receipts.ts`). */
export interface Receipt extends SheetText {
  readonly unique_system: string;
  readonly unique_value: string;
  readonly record_id: number;
  readonly author: string;
  readonly sha256: Buffer;
  readonly entry_id: string;
  readonly binary_id: string;
  readonly set_uid: string;
  /** id and version of the replaced document after its change, as `id/version`. */
  readonly superseded: string | null;
}

const COLUMNS = [
  'unique_system',
  'unique_value',
  'record_id',
  'author',
  'sha256',
  'entry_id',
  'binary_id',
  'set_uid',
  'superseded',
  'url_at',
  'sheet',
] as const satisfies readonly (keyof Receipt)[];

export interface ReceiptStore {
  of(system: string, value: string): Receipt | undefined;
  add(receipt: Receipt): void;
  erase(recordId: number): void;
}

export function receiptStore(db: WritableDatabase): ReceiptStore {
  const of = db.prepare<[string, string], Receipt>(
    'SELECT * FROM receipt WHERE unique_value = ? AND unique_system = ?',
  );
  const add = db.prepare<Receipt>(
    `INSERT INTO receipt (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((name) => `@${name}`).join(', ')})`,
  );
  const erase = db.prepare('DELETE FROM receipt WHERE record_id = ?');
  return {
    of: (system, value) => of.get(value, system),
    add: (receipt) => void add.run(receipt),
    erase: (recordId) => void erase.run(recordId),
  };
}
