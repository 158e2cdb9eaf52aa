import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

const SECTION_KINDS = [
  'Immunization',
  'ExplanationOfBenefit',
  'Observation',
  'AllergyIntolerance',
  'Condition',
  'MedicationStatement',
  'RelatedPerson',
  'Consent',
  'Communication',
  'Appointment',
] as const;
/** The resource that an entry of a section is answered as. */
export type SectionKind = (typeof SECTION_KINDS)[number];

/** An entry of a section of a space (`migrations/070-sections.ts`). */
export interface SectionRow {
  readonly id: number;
  readonly uid: string;
  readonly record_id: number;
  readonly kind: SectionKind;
  /** Role of somebody to call, kind of a wish; empty elsewhere. */
  readonly code: string;
  readonly version: number;
  /** Entered in error, replaced or taken back: kept as proof, and nobody's to read. */
  readonly ended: 0 | 1;
  /** When it happened, by which it is sorted. */
  readonly dated_at: Instant;
  readonly written_at: Instant;
  readonly author_system: string;
  readonly author: string;
  /** First message of the thread. */
  readonly thread: string | null;
  /** Written in a secret session: kept from the representatives of a minor. */
  readonly minor_only: 0 | 1;
  /** The resource without `id` and `meta`, JSON. */
  readonly stored: string;
}

export type NewSection = Omit<SectionRow, 'id' | 'version' | 'ended'>;

/** Entries of the sections, and the catalogue of services. */
export interface SectionStore {
  byId(id: number): SectionRow | undefined;
  byUid(kind: SectionKind, uid: string): SectionRow | undefined;
  /** What stands of a record, newest first. */
  ofRecord(recordId: number, kind: SectionKind): SectionRow[];
  /** What stands and somebody takes part in, on any record, newest first. */
  ofPeers(kind: SectionKind, peers: readonly string[]): SectionRow[];
  /** Professionals and structures that take part. */
  peersOf(id: number): string[];
  /** @returns the row as it is kept */
  add(row: NewSection, peers?: readonly string[]): SectionRow;
  /** Keeps the bytes of one part of a message. */
  attach(id: number, position: number, content: Buffer): void;
  /** Writes the next version. */
  change(row: SectionRow, change: Pick<SectionRow, 'stored' | 'ended'>): SectionRow;
  attachment(id: number, position: number): Buffer | undefined;
  /** Erases all of a record. */
  erase(recordId: number): void;

  addService(uid: string, stored: string): void;
  services(): { readonly uid: string; readonly stored: string }[];
}

export function sectionStore(db: WritableDatabase): SectionStore {
  const byId = db.prepare<[number], SectionRow>('SELECT * FROM section WHERE id = ?');
  const byUid = db.prepare<[string, string], SectionRow>('SELECT * FROM section WHERE uid = ? AND kind = ?');
  const ofRecord = db.prepare<[number, string], SectionRow>(
    'SELECT * FROM section WHERE record_id = ? AND kind = ? AND ended = 0 ORDER BY dated_at DESC, uid',
  );
  const ofPeers = db.prepare<[string, string], SectionRow>(
    `SELECT * FROM section WHERE kind = ? AND ended = 0
       AND id IN (SELECT section_id FROM section_peer WHERE peer IN (SELECT value FROM json_each(?)))
     ORDER BY dated_at DESC, uid`,
  );
  const peersOf = db.prepare<[number], { peer: string }>(
    'SELECT peer FROM section_peer WHERE section_id = ? ORDER BY peer',
  );
  const add = db.prepare<NewSection>(
    `INSERT INTO section (uid, record_id, kind, code, version, ended, dated_at, written_at, author_system, author,
                          thread, minor_only, stored)
     VALUES (@uid, @record_id, @kind, @code, 1, 0, @dated_at, @written_at, @author_system, @author,
             @thread, @minor_only, @stored)`,
  );
  const addPeer = db.prepare<[number, string]>('INSERT OR IGNORE INTO section_peer VALUES (?, ?)');
  const addAttachment = db.prepare<[number, number, Buffer]>(
    'INSERT INTO section_attachment VALUES (?, ?, ?)',
  );
  const change = db.prepare<[string, number, number, number]>(
    'UPDATE section SET stored = ?, ended = ?, version = ? WHERE id = ?',
  );
  const attachment = db.prepare<[number, number], { content: Buffer }>(
    'SELECT content FROM section_attachment WHERE section_id = ? AND position = ?',
  );
  const ofErased = '(SELECT id FROM section WHERE record_id = ?)';
  const erase = [
    db.prepare<[number]>(`DELETE FROM section_peer WHERE section_id IN ${ofErased}`),
    db.prepare<[number]>(`DELETE FROM section_attachment WHERE section_id IN ${ofErased}`),
    db.prepare<[number]>('DELETE FROM section WHERE record_id = ?'),
  ];
  const addService = db.prepare<[string, string]>('INSERT OR REPLACE INTO catalogue VALUES (?, ?)');
  const services = db.prepare<[], { uid: string; stored: string }>('SELECT * FROM catalogue ORDER BY uid');
  return {
    byId: (id) => byId.get(id),
    byUid: (kind, uid) => byUid.get(uid, kind),
    ofRecord: (recordId, kind) => ofRecord.all(recordId, kind),
    ofPeers: (kind, peers) => ofPeers.all(kind, JSON.stringify(peers)),
    peersOf: (id) => peersOf.all(id).map(({ peer }) => peer),
    add: (row, peers = []) => {
      const id = Number(add.run(row).lastInsertRowid);
      for (const peer of peers) addPeer.run(id, peer);
      return { ...row, id, version: 1, ended: 0 };
    },
    attach: (id, position, content) => void addAttachment.run(id, position, content),
    change: (row, { stored, ended }) => {
      change.run(stored, ended, row.version + 1, row.id);
      return { ...row, stored, ended, version: row.version + 1 };
    },
    attachment: (id, position) => attachment.get(id, position)?.content,
    erase: (recordId) => {
      for (const statement of erase) statement.run(recordId);
    },
    addService: (uid, stored) => void addService.run(uid, stored),
    services: () => services.all(),
  };
}
