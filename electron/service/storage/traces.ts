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
  /** Traces of a record, of one agent or of all (null), newest first. */
  ofRecord(recordId: number, agent: string | null): IterableIterator<TraceRow>;
  count(recordId: number, agent: string | null): number;
  /** Traces of the acts of professionals on a record, newest first. */
  ofProfessionals(recordId: number): IterableIterator<TraceRow>;
  /** The whole journal in its order, for whoever verifies it. */
  all(): IterableIterator<TraceRow>;
}

export function traceStore(db: WritableDatabase): TraceStore {
  const last = db.prepare<[], TraceRow>('SELECT * FROM trace ORDER BY seq DESC LIMIT 1');
  const add = db.prepare<TraceRow>(
    'INSERT INTO trace (seq, record_id, agent, entry, hash) VALUES (@seq, @record_id, @agent, @entry, @hash)',
  );
  const ofRecord = db.prepare<[number], TraceRow>(
    'SELECT * FROM trace WHERE record_id = ? ORDER BY seq DESC',
  );
  const ofAgent = db.prepare<[number, string], TraceRow>(
    'SELECT * FROM trace WHERE record_id = ? AND agent = ? ORDER BY seq DESC',
  );
  const ofProfessionals = db.prepare<[number], TraceRow>(
    // Only who acts at a place of practice has a structure.
    `SELECT * FROM trace WHERE record_id = ? AND json_extract(entry, '$.agents[0].structure') IS NOT NULL
     ORDER BY seq DESC`,
  );
  const countAll = db.prepare<[number], { n: number }>('SELECT count(*) AS n FROM trace WHERE record_id = ?');
  const countAgent = db.prepare<[number, string], { n: number }>(
    'SELECT count(*) AS n FROM trace WHERE record_id = ? AND agent = ?',
  );
  const all = db.prepare<[], TraceRow>('SELECT * FROM trace ORDER BY seq');
  return {
    last: () => last.get(),
    add: (row) => void add.run(row),
    ofRecord: (recordId, agent) =>
      agent === null ? ofRecord.iterate(recordId) : ofAgent.iterate(recordId, agent),
    ofProfessionals: (recordId) => ofProfessionals.iterate(recordId),
    count: (recordId, agent) =>
      (agent === null ? countAll.get(recordId) : countAgent.get(recordId, agent))?.n ?? 0,
    all: () => all.iterate(),
  };
}
