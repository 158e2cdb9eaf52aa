import type { Client } from '../../blackbox/client.ts';
import { told } from '../../blackbox/client.ts';
import type { WireAnswer } from '../../blackbox/transport.ts';
import type { Document, Professional, Session, Side, World } from '../../rules/model/world.ts';
import { isMinor } from '../../rules/model/world.ts';
import type { InProcessService } from '../in-process.ts';
import { addPerson } from '../people.ts';
import type { History } from './acts.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const PEOPLE: readonly Professional[] = [
  { name: 'doctor', profession: '10', card: 'CPS', place: 'practice', regulator: false },
  { name: 'otherDoctor', profession: '10', card: 'CPS', place: 'practice', regulator: false },
  { name: 'treatingDoctor', profession: '10', card: 'CPS', place: 'single practice', regulator: false },
  { name: 'pharmacist', profession: '21', card: 'CPS', place: 'pharmacy', regulator: false },
  { name: 'nurse', profession: '60', card: 'CPS', place: 'nursing', regulator: false },
  { name: 'regulator', profession: '10', card: 'CPS', place: 'samu', regulator: true },
  { name: 'secretary', profession: 'SECRETARIAT_MEDICAL', card: 'CPE', place: 'practice', regulator: false },
];

/** How the service knows what the model knows. */
interface Known {
  readonly binary: string;
  readonly archivedAt: number;
}

/** A record of the real service beside the account that the model gives of it. */
export interface Stage {
  readonly service: InProcessService;
  readonly client: Client;
  readonly world: World;
  readonly patient: string;
  readonly recordId: number;
  readonly known: Map<Document, Known>;
  readonly tokens: Map<Session, string>;
}

let stages = 0;

export function openStage(service: InProcessService, { born, hasEmail }: History): Stage {
  // Whoever signed in for the history before signs in again: fifty patients are what one sign-in is worth.
  service.advance(20 * MINUTE);
  stages += 1;
  const patient = `history${stages}`;
  const now = service.client.now();
  const birthDate = new Date(now - ageOf(born)).toISOString().slice(0, 10);
  addPerson(service, {
    key: patient,
    birthDate,
    email: hasEmail ? `${patient}@patient.example` : null,
    representatives: born === 'adult' ? [] : ['adult'],
    carers: ['adult2'],
  });
  const { system, ins } = service.client.patient(patient);
  const record = service.context.stores.records.byIns(system, ins);
  if (record === undefined) throw new Error('the person is not in the store');
  return {
    service,
    client: service.client,
    patient,
    recordId: record.id,
    known: new Map(),
    tokens: new Map(),
    world: {
      now,
      people: new Map(PEOPLE.map((each) => [each.name, each])),
      status: 'ACTIVE',
      birthDate,
      hasEmail,
      switches: { ETREAT: true, BTG: true, MASKED: false },
      authorised: new Map(),
      blocked: new Set(),
      blockedPlaces: new Set(),
      treating: new Set(),
      known: new Set(),
      masksToCome: false,
      documents: [],
      sessions: [],
      closedCalls: new Set(),
    },
  };
}

function ageOf(born: History['born']): number {
  const years = (count: number): number => Math.round(count * 365.25) * DAY;
  if (born === 'adult') return years(46);
  return born === 'child' ? years(9) : years(18) - 20 * DAY;
}

/** What an attempt must come to: what is told, what the journal keeps of it, and which mails leave. */
export interface Expected {
  /** `ok`, or status and reason. */
  readonly told: string;
  /** `permit` or the precise reason; null: the record keeps no trace of it. */
  readonly outcome: string | null;
  readonly mails?: readonly string[];
}

/** The mails of notices: each to whom docs/rules.md 7 sends it, or kept. */
export function mailsFor(world: World, notices: readonly string[], minorOnly: boolean): readonly string[] {
  return notices.flatMap((notice) => {
    if (notice === 'treatingDoctor:emergency')
      return [...world.treating].map((card) => `${notice} to ${card}`);
    const toParent = isMinor(world) && !minorOnly;
    return [`${notice} ${toParent ? 'to parent' : world.hasEmail ? 'to holder' : 'kept'}`];
  });
}

/** Does something on the real service and compares what came of it. @throws Error where it is not as expected */
export async function attempt(
  stage: Stage,
  what: string,
  ask: () => Promise<WireAnswer>,
  expected: Expected,
): Promise<WireAnswer> {
  const before = marks(stage);
  const answer = await ask();
  const found = {
    told: answer.status < 400 ? 'ok' : told(answer),
    outcome: tracesSince(stage, before.trace),
    mails: mailsSince(stage, before).toSorted(),
  };
  const wanted = {
    told: expected.told,
    outcome: expected.outcome ?? '',
    mails: [...(expected.mails ?? [])].toSorted(),
  };
  if (JSON.stringify(found) !== JSON.stringify(wanted)) {
    throw new Error(`${what}: ${JSON.stringify(found)} in place of ${JSON.stringify(wanted)}`);
  }
  return answer;
}

interface Marks {
  readonly trace: number;
  readonly mail: number;
  readonly kept: number;
}

function marks({ service, recordId }: Stage): Marks {
  const count = (sql: string, ...values: readonly number[]): number =>
    service.context.db.prepare<number[], { n: number }>(sql).get(...values)?.n ?? 0;
  return {
    trace: count('SELECT coalesce(max(seq), 0) AS n FROM trace'),
    mail: count('SELECT coalesce(max(seq), 0) AS n FROM mail'),
    kept: count('SELECT count(*) AS n FROM kept_notice WHERE record_id = ?', recordId),
  };
}

/** Outcomes of the record's new traces: exactly one for an attempt, with the precise reason. */
function tracesSince({ service, recordId }: Stage, seq: number): string {
  return service.context.db
    .prepare<[number, number], { outcome: string }>(
      `SELECT json_extract(entry, '$.outcome') AS outcome FROM trace WHERE record_id = ? AND seq > ? ORDER BY seq`,
    )
    .all(recordId, seq)
    .map(({ outcome }) => outcome)
    .join(', ');
}

function mailsSince({ service, client, patient, recordId, world }: Stage, { mail, kept }: Marks): string[] {
  const { db, stores } = service.context;
  const { system, ins } = client.patient('adult');
  const parent = stores.records.byIns(system, ins)?.email;
  const who = (address: string): string => {
    if (address === parent) return 'parent';
    if (address === `${patient}@patient.example`) return 'holder';
    const card = [...world.people.keys()].find((each) => address.startsWith(client.card(each)));
    return card ?? address;
  };
  const sent = db
    .prepare<[number, string], { notice: string; address: string }>(
      'SELECT notice, address FROM mail WHERE seq > ? AND ins = ? ORDER BY seq',
    )
    .all(mail, client.patient(patient).ins)
    .map(({ notice, address }) => `${notice} to ${who(address)}`);
  const left = db
    .prepare<[number, number], { notice: string }>(
      'SELECT notice FROM kept_notice WHERE record_id = ? ORDER BY rowid LIMIT -1 OFFSET ?',
    )
    .all(recordId, kept)
    .map(({ notice }) => `${notice} kept`);
  return [...sent, ...left];
}

/** The id of the moment, which whoever guesses does not have: the service is asked about the right document. */
export function idOf({ service, known }: Stage, document: Document): string {
  const binary = known.get(document)?.binary ?? '';
  const row = service.context.db
    .prepare<[string], { id: string }>('SELECT entry_id AS id FROM document WHERE binary_id = ?')
    .get(binary);
  if (row === undefined) throw new Error('the document is not in the store');
  return row.id;
}

/** Token of somebody of the patient's side; undefined: he may not sign in for this record. */
export async function sideToken({ client, patient, world }: Stage, side: Side): Promise<string | undefined> {
  if (side === 'holder') return client.patientToken(patient);
  if (side === 'carer') return client.patientToken('adult2', patient);
  if (isMinor(world)) return client.patientToken('adult', patient);
  // Nobody represents an adult, and nobody did who had no representative.
  const answer = await client.signInPatient('adult', patient);
  if (answer.status !== 401 && answer.status !== 429)
    throw new Error(`a parent signs in for an adult: ${told(answer)}`);
  return undefined;
}
