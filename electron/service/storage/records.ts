import type { Instant, RecordStatus } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

/** A person known by the national identity, and the state of the record. */
export interface RecordRow {
  readonly id: number;
  /** Logical identifier on the wire (`Patient/<uid>`). */
  readonly uid: string;
  readonly system: string;
  readonly ins: string;
  readonly family: string;
  readonly used: string | null;
  /** JSON array of all given names. */
  readonly given: string;
  readonly birth_date: string;
  readonly gender: 'female' | 'male';
  readonly birth_place_code: string;
  readonly birth_place_label: string;
  readonly phone: string;
  readonly email: string | null;
  readonly family_key: string;
  readonly status: RecordStatus;
  readonly closed_at: Instant | null;
  readonly closed_because: string | null;
  readonly erased_at: Instant | null;
  /** Creation may still be opposed until then (R.1111-28); null once it may not. */
  readonly opposable_until: Instant | null;
  readonly activated_at: Instant | null;
  readonly card_serial: string;
  readonly password: string | null;
  /** When its creation was opposed; null: it was not. */
  readonly opposed_at: Instant | null;
  /** Notices of which no mail is wanted, separated by a space. */
  readonly muted: string;
}

/** A person who becomes known. */
type NewPerson = Omit<RecordRow, 'id' | 'opposed_at' | 'muted'>;

type KinRole = 'representative' | 'carer';

interface Activation {
  /** SHA-256 of the code, hexadecimal. */
  readonly code: string;
  readonly until: Instant;
  readonly tries_left: number;
}

const COLUMNS = [
  'uid',
  'system',
  'ins',
  'family',
  'used',
  'given',
  'birth_date',
  'gender',
  'birth_place_code',
  'birth_place_label',
  'phone',
  'email',
  'family_key',
  'status',
  'closed_at',
  'closed_because',
  'erased_at',
  'opposable_until',
  'activated_at',
  'card_serial',
  'password',
] as const satisfies readonly (keyof RecordRow)[];

/** The people and the state of their records. */
export interface RecordStore {
  byId(id: number): RecordRow | undefined;
  byUid(uid: string): RecordRow | undefined;
  byIns(system: string, ins: string): RecordRow | undefined;
  /** By the bare matricule, as a person types it. */
  byMatricule(ins: string): RecordRow | undefined;
  /** All who were born that day under that name, in its comparison form. */
  byBirth(birthDate: string, familyKey: string): RecordRow[];
  add(row: NewPerson): number;
  setStatus(id: number, status: RecordStatus): void;
  close(id: number, at: Instant, motive: string, erased: boolean): void;
  reopen(id: number): void;
  activate(id: number, at: Instant, password: string): void;
  endOppositionPeriod(id: number): void;
  oppose(id: number, at: Instant): void;
  /** Whose six weeks are over. */
  toCreate(now: Instant): RecordRow[];
  /** Closed before this instant, and archived still. */
  archivedBefore(closedAt: Instant): RecordRow[];
  noteErased(id: number, at: Instant): void;
  /** @param email null: none, and no mail any more */
  setContact(id: number, email: string | null, muted: string): void;

  addKin(recordId: number, personId: number, role: KinRole): void;
  removeKin(recordId: number, personId: number, role: KinRole): void;
  /** The records that a person acts for. */
  actsFor(personId: number, role: KinRole): RecordRow[];
  /** The people who act for a record, in no meaningful order. */
  kinOf(recordId: number, role: KinRole): RecordRow[];
  kinRole(recordId: number, personId: number): KinRole | undefined;

  hasAccessed(recordId: number, professional: string): boolean;
  noteAccess(recordId: number, professional: string, at: Instant): void;

  activation(recordId: number): Activation | undefined;
  startActivation(recordId: number, activation: Activation): void;
  spendTry(recordId: number): void;
  endActivation(recordId: number): void;
}

export function recordStore(db: WritableDatabase): RecordStore {
  const byId = db.prepare<[number], RecordRow>('SELECT * FROM record WHERE id = ?');
  const byUid = db.prepare<[string], RecordRow>('SELECT * FROM record WHERE uid = ?');
  const byIns = db.prepare<[string, string], RecordRow>('SELECT * FROM record WHERE system = ? AND ins = ?');
  const byMatricule = db.prepare<[string], RecordRow>('SELECT * FROM record WHERE ins = ?');
  const byBirth = db.prepare<[string, string], RecordRow>(
    'SELECT * FROM record WHERE birth_date = ? AND family_key = ?',
  );
  const add = db.prepare<NewPerson>(
    `INSERT INTO record (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((name) => `@${name}`).join(', ')})`,
  );
  const setStatus = db.prepare('UPDATE record SET status = ? WHERE id = ?');
  const close = db.prepare(
    `UPDATE record SET status = 'CLOSED', closed_at = ?, closed_because = ?, erased_at = ? WHERE id = ?`,
  );
  const reopen = db.prepare(
    `UPDATE record SET status = 'ACTIVE', closed_at = NULL, closed_because = NULL, erased_at = NULL WHERE id = ?`,
  );
  const activate = db.prepare('UPDATE record SET activated_at = ?, password = ? WHERE id = ?');
  const endOppositionPeriod = db.prepare('UPDATE record SET opposable_until = NULL WHERE id = ?');
  const oppose = db.prepare(
    `UPDATE record SET status = 'NONEXISTENT', opposed_at = ? WHERE id = ? AND opposed_at IS NULL`,
  );
  const toCreate = db.prepare<[Instant], RecordRow>(
    'SELECT * FROM record WHERE opposable_until <= ? ORDER BY id',
  );
  const archivedBefore = db.prepare<[Instant], RecordRow>(
    `SELECT * FROM record WHERE closed_at <= ? AND erased_at IS NULL AND status = 'CLOSED' ORDER BY id`,
  );
  const noteErased = db.prepare('UPDATE record SET erased_at = ? WHERE id = ?');
  const setContact = db.prepare('UPDATE record SET email = ?, muted = ? WHERE id = ?');
  const removeKin = db.prepare('DELETE FROM kin WHERE record_id = ? AND person_id = ? AND role = ?');
  const actsFor = db.prepare<[number, KinRole], RecordRow>(
    'SELECT record.* FROM kin JOIN record ON record.id = kin.record_id WHERE kin.person_id = ? AND kin.role = ?',
  );
  const addKin = db.prepare('INSERT INTO kin (record_id, person_id, role) VALUES (?, ?, ?)');
  const kinOf = db.prepare<[number, KinRole], RecordRow>(
    'SELECT record.* FROM kin JOIN record ON record.id = kin.person_id WHERE kin.record_id = ? AND kin.role = ?',
  );
  const kinRole = db.prepare<[number, number], { role: KinRole }>(
    // 'representative' sorts after 'carer': who is both acts with the wider right.
    'SELECT role FROM kin WHERE record_id = ? AND person_id = ? ORDER BY role DESC LIMIT 1',
  );
  const hasAccessed = db.prepare<[number, string], { found: 1 }>(
    'SELECT 1 AS found FROM first_access WHERE record_id = ? AND professional = ?',
  );
  const noteAccess = db.prepare(
    'INSERT INTO first_access (record_id, professional, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const activation = db.prepare<[number], Activation>(
    'SELECT code, until, tries_left FROM activation WHERE record_id = ?',
  );
  const startActivation = db.prepare(
    'INSERT OR REPLACE INTO activation (record_id, code, until, tries_left) VALUES (?, ?, ?, ?)',
  );
  const spendTry = db.prepare('UPDATE activation SET tries_left = tries_left - 1 WHERE record_id = ?');
  const endActivation = db.prepare('DELETE FROM activation WHERE record_id = ?');
  return {
    byId: (id) => byId.get(id),
    byUid: (uid) => byUid.get(uid),
    byIns: (system, ins) => byIns.get(system, ins),
    byMatricule: (ins) => byMatricule.get(ins),
    byBirth: (birthDate, familyKey) => byBirth.all(birthDate, familyKey),
    add: (row) => Number(add.run(row).lastInsertRowid),
    setStatus: (id, status) => void setStatus.run(status, id),
    close: (id, at, motive, erased) => void close.run(at, motive, erased ? at : null, id),
    reopen: (id) => void reopen.run(id),
    activate: (id, at, password) => void activate.run(at, password, id),
    endOppositionPeriod: (id) => void endOppositionPeriod.run(id),
    oppose: (id, at) => void oppose.run(at, id),
    toCreate: (now) => toCreate.all(now),
    archivedBefore: (closedAt) => archivedBefore.all(closedAt),
    noteErased: (id, at) => void noteErased.run(at, id),
    setContact: (id, email, muted) => void setContact.run(email, muted, id),
    removeKin: (recordId, personId, role) => void removeKin.run(recordId, personId, role),
    actsFor: (personId, role) => actsFor.all(personId, role),
    addKin: (recordId, personId, role) => void addKin.run(recordId, personId, role),
    kinOf: (recordId, role) => kinOf.all(recordId, role),
    kinRole: (recordId, personId) => kinRole.get(recordId, personId)?.role,
    hasAccessed: (recordId, professional) => hasAccessed.get(recordId, professional) !== undefined,
    noteAccess: (recordId, professional, at) => void noteAccess.run(recordId, professional, at),
    activation: (recordId) => activation.get(recordId),
    startActivation: (recordId, { code, until, tries_left }) =>
      void startActivation.run(recordId, code, until, tries_left),
    spendTry: (recordId) => void spendTry.run(recordId),
    endActivation: (recordId) => void endActivation.run(recordId),
  };
}
