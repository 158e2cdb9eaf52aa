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

/** Which traces of a record a reader is shown. */
export interface TraceSelection {
  /** Those of one agent; null: of all. */
  readonly agent: string | null;
  /**
   * Whose attempts on what is hidden from him are left out; null: nobody's. An unknown identifier belongs to no
   * record and leaves no trace in one: where his attempt left one, he would know that it is there.
   */
  readonly discreetTo: string | null;
}

interface Checkpoint {
  readonly seq: number;
  readonly signature: string;
}

/** The rows of the journal; `journal.ts` chains them. */
export interface TraceStore {
  last(): TraceRow | undefined;
  add(row: TraceRow): void;
  /** Traces of a record that a selection takes, newest first. */
  ofRecord(recordId: number, selection: TraceSelection): IterableIterator<TraceRow>;
  count(recordId: number, selection: TraceSelection): number;
  bySeq(seq: number): TraceRow | undefined;
  /** A trace of a record by the beginning of its hash. */
  byHash(recordId: number, start: Buffer): TraceRow | undefined;
  /** Traces of the acts of professionals on a record, newest first. */
  ofProfessionals(recordId: number): IterableIterator<TraceRow>;
  /** Rows after one position, up to another, in their order. */
  between(after: number, upTo: number): IterableIterator<TraceRow>;
  addCheckpoint(checkpoint: Checkpoint): void;
  /** The first one at a position or after it. */
  checkpointFrom(seq: number): Checkpoint | undefined;
  checkpoints(): IterableIterator<Checkpoint>;
  /** The whole journal in its order, for whoever verifies it. */
  all(): IterableIterator<TraceRow>;
}

export function traceStore(db: WritableDatabase): TraceStore {
  const last = db.prepare<[], TraceRow>('SELECT * FROM trace ORDER BY seq DESC LIMIT 1');
  const add = db.prepare<TraceRow>(
    'INSERT INTO trace (seq, record_id, agent, entry, hash) VALUES (@seq, @record_id, @agent, @entry, @hash)',
  );
  const selected = `FROM trace WHERE record_id = @record
    AND (@agent IS NULL OR agent = @agent)
    AND (@discreetTo IS NULL OR agent IS NOT @discreetTo OR json_extract(entry, '$.told') IS NULL)`;
  type Selected = TraceSelection & { readonly record: number };
  const ofRecord = db.prepare<[Selected], TraceRow>(`SELECT * ${selected} ORDER BY seq DESC`);
  const count = db.prepare<[Selected], { n: number }>(`SELECT count(*) AS n ${selected}`);
  const bySeq = db.prepare<[number], TraceRow>('SELECT * FROM trace WHERE seq = ?');
  const byHash = db.prepare<[number, number, Buffer], TraceRow>(
    'SELECT * FROM trace WHERE record_id = ? AND substr(hash, 1, ?) = ?',
  );
  const ofProfessionals = db.prepare<[number], TraceRow>(
    // Only who acts at a place of practice has a structure.
    `SELECT * FROM trace WHERE record_id = ? AND json_extract(entry, '$.agents[0].structure') IS NOT NULL
     ORDER BY seq DESC`,
  );
  const between = db.prepare<[number, number], TraceRow>(
    'SELECT * FROM trace WHERE seq > ? AND seq <= ? ORDER BY seq',
  );
  const addCheckpoint = db.prepare<Checkpoint>(
    'INSERT INTO checkpoint (seq, signature) VALUES (@seq, @signature)',
  );
  const checkpointFrom = db.prepare<[number], Checkpoint>(
    'SELECT * FROM checkpoint WHERE seq >= ? ORDER BY seq LIMIT 1',
  );
  const checkpoints = db.prepare<[], Checkpoint>('SELECT * FROM checkpoint ORDER BY seq');
  const all = db.prepare<[], TraceRow>('SELECT * FROM trace ORDER BY seq');
  return {
    last: () => last.get(),
    add: (row) => void add.run(row),
    ofRecord: (record, selection) => ofRecord.iterate({ ...selection, record }),
    count: (record, selection) => count.get({ ...selection, record })?.n ?? 0,
    bySeq: (seq) => bySeq.get(seq),
    byHash: (recordId, start) => byHash.get(recordId, start.length, start),
    ofProfessionals: (recordId) => ofProfessionals.iterate(recordId),
    between: (after, upTo) => between.iterate(after, upTo),
    addCheckpoint: (checkpoint) => void addCheckpoint.run(checkpoint),
    checkpointFrom: (seq) => checkpointFrom.get(seq),
    checkpoints: () => checkpoints.iterate(),
    all: () => all.iterate(),
  };
}
