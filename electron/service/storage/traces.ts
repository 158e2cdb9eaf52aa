import type { WritableDatabase } from '../../store/open.ts';

export interface TraceRow {
  /** Position in the journal, from 1, without a gap. */
  readonly seq: number;
  readonly record_id: number | null;
  /** Identifier of who asked; null where nobody could be authenticated. */
  readonly agent: string | null;
  /** Exactly the text that was hashed. */
  readonly entry: string;
  readonly hash: Buffer;
}

/** The rows of the journal; `journal.ts` chains them. */
export interface TraceStore {
  last(): TraceRow | undefined;
  add(row: TraceRow): void;
  /** Traces of a record before a position, newest first. */
  ofRecord(recordId: number, before: number, limit: number): TraceRow[];
  /** The same, of one agent only. */
  ofAgent(recordId: number, agent: string, before: number, limit: number): TraceRow[];
  /** The whole journal in its order, for whoever verifies it. */
  all(): IterableIterator<TraceRow>;
}

export function traceStore(db: WritableDatabase): TraceStore {
  const last = db.prepare<[], TraceRow>('SELECT * FROM trace ORDER BY seq DESC LIMIT 1');
  const add = db.prepare<TraceRow>(
    'INSERT INTO trace (seq, record_id, agent, entry, hash) VALUES (@seq, @record_id, @agent, @entry, @hash)',
  );
  const ofRecord = db.prepare<[number, number, number], TraceRow>(
    'SELECT * FROM trace WHERE record_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  );
  const ofAgent = db.prepare<[number, number, string, number], TraceRow>(
    'SELECT * FROM trace WHERE record_id = ? AND seq < ? AND agent = ? ORDER BY seq DESC LIMIT ?',
  );
  const all = db.prepare<[], TraceRow>('SELECT * FROM trace ORDER BY seq');
  return {
    last: () => last.get(),
    add: (row) => void add.run(row),
    ofRecord: (recordId, before, limit) => ofRecord.all(recordId, before, limit),
    ofAgent: (recordId, agent, before, limit) => ofAgent.all(recordId, before, agent, limit),
    all: () => all.iterate(),
  };
}
