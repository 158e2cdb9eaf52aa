import type { Instant } from '../../../shared/access/vocabulary.ts';
import type { ConsentCategory } from '../../../shared/fhir/consent.ts';
import { ORGANIZATION_SYSTEM } from '../../../shared/fhir/systems.ts';
import type { WritableDatabase } from '../../store/open.ts';

/** A right over a record as it was declared (`migrations/003-consents.ts`). */
export interface ConsentRow {
  readonly id: string;
  readonly record_id: number;
  readonly category: ConsentCategory;
  /** Naming system of the actor, and his identifier; empty where the right concerns everybody. */
  readonly actor_system: string;
  readonly actor: string;
  readonly code: string;
  readonly permit: 0 | 1;
  readonly basis: string | null;
  readonly form: string | null;
  readonly since: Instant;
  readonly until: Instant | null;
  /** False for a default that nobody declared yet. */
  readonly declared: 0 | 1;
  readonly ended_at: Instant | null;
}

/** Rights that bear on one professional and one record; null: nothing was ever said about it. */
export interface RightsSummary {
  readonly treating_doctor: 0 | 1 | null;
  /** Blocked himself, or with his whole place. */
  readonly blocked: 0 | 1 | null;
  readonly place_blocked: 0 | 1 | null;
  readonly authorised: 0 | 1 | null;
  readonly until: Instant | null;
  readonly etreat: 0 | 1 | null;
  readonly btg: 0 | 1 | null;
  readonly masked: 0 | 1 | null;
  readonly measures: 0 | 1 | null;
  readonly care_history: 0 | 1 | null;
}

/** Nothing stands: an aggregate without rows, which SQLite answers all the same. */
const NOTHING: RightsSummary = {
  treating_doctor: null,
  blocked: null,
  place_blocked: null,
  authorised: null,
  until: null,
  etreat: null,
  btg: null,
  masked: null,
  measures: null,
  care_history: null,
};

const COLUMNS = [
  'id',
  'record_id',
  'category',
  'actor_system',
  'actor',
  'code',
  'permit',
  'basis',
  'form',
  'since',
  'until',
  'declared',
  'ended_at',
] as const satisfies readonly (keyof ConsentRow)[];

/** The rights that stand, and those that ended. */
export interface ConsentStore {
  byId(id: string): ConsentRow | undefined;
  /** All that stands on a record, oldest first. */
  standing(recordId: number): ConsentRow[];
  /** What a decision about one professional depends on: his own, his place's, and those for everybody. */
  bearingOn(recordId: number, professional: string, organization: string): ConsentRow[];
  /** The same, drawn together in one row: it is read for every decision. */
  summary(recordId: number, professional: string, organization: string): RightsSummary;
  /** Standing authorisations of a professional on any record, last declared first. */
  authorisationsOf(professional: string): ConsentRow[];
  /** Every declaration of a professional on one record, those that ended too, last declared first. */
  declarationsOf(recordId: number, professional: string): ConsentRow[];
  add(row: ConsentRow): void;
  /** Declares again what stands: same identifier, new content. */
  renew(row: ConsentRow): void;
  end(id: string, at: Instant): void;
  /** Ends every authorisation on a record, or those of one professional. */
  endAuthorisations(recordId: number, professional: string | null, at: Instant): void;
}

export function consentStore(db: WritableDatabase): ConsentStore {
  const byId = db.prepare<[string], ConsentRow>('SELECT * FROM consent WHERE id = ?');
  const standing = db.prepare<[number], ConsentRow>(
    'SELECT * FROM consent WHERE record_id = ? AND ended_at IS NULL ORDER BY since, rowid',
  );
  const bearingOn = db.prepare<[number, string, string], ConsentRow>(
    `SELECT * FROM consent WHERE record_id = ? AND ended_at IS NULL AND actor IN ('', ?, ?)`,
  );
  const summary = db.prepare<[number, string, string], RightsSummary>(
    `SELECT
       max(category = 'treating-doctor') AS treating_doctor,
       max(category = 'block' AND actor_system <> '${ORGANIZATION_SYSTEM}') AS blocked,
       max(category = 'block' AND actor_system = '${ORGANIZATION_SYSTEM}') AS place_blocked,
       max(category = 'authorisation') AS authorised,
       max(until) FILTER (WHERE category = 'authorisation') AS until,
       max(permit) FILTER (WHERE category = 'switch' AND code = 'ETREAT') AS etreat,
       max(permit) FILTER (WHERE category = 'switch' AND code = 'BTG') AS btg,
       max(permit) FILTER (WHERE category = 'switch' AND code = 'MASKED') AS masked,
       max(permit) FILTER (WHERE category = 'sharing' AND code = 'measures') AS measures,
       max(permit) FILTER (WHERE category = 'sharing' AND code = 'care-history') AS care_history
     FROM consent WHERE record_id = ? AND ended_at IS NULL AND actor IN ('', ?, ?)`,
  );
  const authorisationsOf = db.prepare<[string], ConsentRow>(
    `SELECT * FROM consent WHERE actor = ? AND category = 'authorisation' AND ended_at IS NULL
     ORDER BY since DESC, rowid DESC`,
  );
  const declarationsOf = db.prepare<[number, string], ConsentRow>(
    `SELECT * FROM consent WHERE record_id = ? AND actor = ? AND category = 'authorisation'
     ORDER BY since DESC, ended_at IS NULL DESC, ended_at DESC, rowid DESC`,
  );
  const add = db.prepare<ConsentRow>(
    `INSERT INTO consent (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((name) => `@${name}`).join(', ')})`,
  );
  const renew = db.prepare<ConsentRow>(
    // What is declared anew stands behind all that was written before: many acts fall into one instant of the clock.
    `UPDATE consent SET rowid = (SELECT max(rowid) + 1 FROM consent), permit = @permit, basis = @basis, form = @form,
       since = @since, until = @until, declared = @declared WHERE id = @id AND ended_at IS NULL`,
  );
  const end = db.prepare('UPDATE consent SET ended_at = ? WHERE id = ? AND ended_at IS NULL');
  const endAll = db.prepare(
    `UPDATE consent SET ended_at = ? WHERE record_id = ? AND category = 'authorisation' AND ended_at IS NULL`,
  );
  const endOf = db.prepare(
    `UPDATE consent SET ended_at = ?
     WHERE record_id = ? AND category = 'authorisation' AND actor = ? AND ended_at IS NULL`,
  );
  return {
    byId: (id) => byId.get(id),
    standing: (recordId) => standing.all(recordId),
    bearingOn: (recordId, professional, organization) => bearingOn.all(recordId, professional, organization),
    summary: (recordId, professional, organization) =>
      summary.get(recordId, professional, organization) ?? NOTHING,
    authorisationsOf: (professional) => authorisationsOf.all(professional),
    declarationsOf: (recordId, professional) => declarationsOf.all(recordId, professional),
    add: (row) => void add.run(row),
    renew: (row) => void renew.run(row),
    end: (id, at) => void end.run(at, id),
    endAuthorisations: (recordId, professional, at) =>
      void (professional === null ? endAll.run(at, recordId) : endOf.run(at, recordId, professional)),
  };
}
