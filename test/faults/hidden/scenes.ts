import { randomUUID } from 'node:crypto';
import matrix from '../../../resources/habilitation/matrix.json' with { type: 'json' };
import professions from '../../../resources/habilitation/professions.json' with { type: 'json' };
import type { Known } from '../../blackbox/acts.ts';
import { change, consented, deposited, patchOf } from '../../blackbox/acts.ts';
import type { Client } from '../../blackbox/client.ts';
import { told, tokenOf } from '../../blackbox/client.ts';
import { publication } from '../../electron/service/documents/bodies.ts';
import type { InProcessService } from '../in-process.ts';
import { addPerson } from '../people.ts';
import type { Names } from './probes.ts';

/** Somebody who looks at a record, from one side and in one mode. */
export interface Reader {
  readonly name: string;
  /** Card of a professional; null: from the patient's side. */
  readonly card: string | null;
  readonly born: string;
  /** Why something may be hidden from this reader. */
  readonly reasons: readonly Reason[];
  /** Whether he may open the record at all: else every answer is the same refusal. */
  readonly mayRead: boolean;
  readonly token: (client: Client, patient: string) => Promise<string>;
}

export type Reason =
  | 'MASKED'
  | 'MASKED_BY_PATIENT'
  | 'MASKED_AND_REPLACED'
  | 'DELETED'
  | 'OWN_DELETED'
  | 'TYPE_NOT_PERMITTED'
  | 'NOT_VISIBLE_TO_PATIENT'
  | 'NOT_VISIBLE_TO_REPRESENTATIVES';

const ADULT = '1980-02-03';
const CHILD = '2014-05-06';

const ofProfessionals: readonly Reason[] = [
  'MASKED',
  'MASKED_BY_PATIENT',
  'MASKED_AND_REPLACED',
  'DELETED',
  'OWN_DELETED',
  'TYPE_NOT_PERMITTED',
];

function professional(card: string, reasons = ofProfessionals, mayRead = true): Reader {
  return { name: card, card, born: ADULT, reasons, mayRead, token: (client) => client.token(card) };
}

const traits = (client: Client, patient: string) => {
  const { system, ins, family, given, birthdate } = client.patient(patient);
  return { patient: `${system}|${ins}`, family, given, birthdate };
};

const bound =
  (card: string, fields: (client: Client, patient: string) => Readonly<Record<string, string>>) =>
  async (client: Client, patient: string): Promise<string> =>
    tokenOf(await client.exchange(await client.token(card), fields(client, patient)));

/** Every demo card, every mode, every side. */
export const READERS: readonly Reader[] = [
  ...[
    'doctor',
    'otherDoctor',
    'pharmacist',
    'midwife',
    'nurse',
    'careAssistant',
    'socialWorker',
    'regulator',
  ].map((card) => professional(card)),
  // What is masked from others is not masked from him.
  professional('treatingDoctor', ['DELETED', 'OWN_DELETED', 'TYPE_NOT_PERMITTED']),
  professional('secretary', ['MASKED', 'DELETED', 'TYPE_NOT_PERMITTED'], false),
  professional('notAdmitted', ['MASKED', 'DELETED', 'TYPE_NOT_PERMITTED'], false),
  {
    ...professional('pharmacist', ['MASKED', 'DELETED', 'TYPE_NOT_PERMITTED']),
    name: 'pharmacist, break-glass',
    token: bound('pharmacist', (client, patient) => ({
      ...traits(client, patient),
      purpose_of_use: 'BTG',
      justification: 'Patient inconscient, seul',
    })),
  },
  {
    ...professional('regulator', ['MASKED', 'DELETED', 'TYPE_NOT_PERMITTED']),
    name: 'regulator, Centre 15',
    token: bound('regulator', (client, patient) => ({
      patient: traits(client, patient).patient,
      purpose_of_use: 'ETREAT',
      call_id: randomUUID(),
    })),
  },
  {
    ...professional('doctor', ['MASKED', 'DELETED', 'TYPE_NOT_PERMITTED']),
    name: 'doctor, secret session',
    born: CHILD,
    token: bound('doctor', (client, patient) => ({
      patient: traits(client, patient).patient,
      secret: 'true',
    })),
  },
  {
    name: 'holder',
    card: null,
    born: ADULT,
    reasons: ['NOT_VISIBLE_TO_PATIENT', 'DELETED'],
    mayRead: true,
    token: (client, patient) => client.patientToken(patient),
  },
  {
    name: 'minor himself',
    card: null,
    born: CHILD,
    reasons: ['NOT_VISIBLE_TO_PATIENT', 'DELETED'],
    mayRead: true,
    token: (client, patient) => client.patientToken(patient),
  },
  {
    name: 'representative',
    card: null,
    born: CHILD,
    reasons: ['NOT_VISIBLE_TO_REPRESENTATIVES', 'NOT_VISIBLE_TO_PATIENT', 'DELETED'],
    mayRead: true,
    token: (client, patient) => client.patientToken('adult', patient),
  },
  {
    name: 'carer',
    card: null,
    born: CHILD,
    reasons: ['NOT_VISIBLE_TO_REPRESENTATIVES', 'NOT_VISIBLE_TO_PATIENT', 'DELETED'],
    mayRead: true,
    token: (client, patient) => client.patientToken('adult2', patient),
  },
];

/** A record with something to see in it, and a reader who may. */
export interface Scene {
  readonly reader: Reader;
  readonly reason: Reason;
  readonly patient: string;
  readonly token: string;
  /** Brings the hidden document about. */
  hide(): Promise<Names>;
}

const HIDDEN_DAY = '2019-03-02T09:00:00Z';
let scenes = 0;

export async function openScene(
  service: InProcessService,
  client: Client,
  reader: Reader,
  reason: Reason,
): Promise<Scene> {
  scenes += 1;
  const patient = `scene${scenes}`;
  const child = reader.born === CHILD;
  addPerson(
    { ...service, client },
    {
      key: patient,
      birthDate: reader.born,
      treatingDoctors: ['treatingDoctor'],
      ...(child ? { representatives: ['adult'], carers: ['adult2'] } : {}),
    },
  );
  const { card } = reader;
  if (card !== null && reader.mayRead) await consented(client, card, patient);
  const seen = reader.card === 'otherDoctor' ? 'doctor' : 'otherDoctor';
  for (const text of ['Un document visible.', 'Un autre document visible.']) {
    await deposited(client, { about: patient, by: seen, text });
  }
  return {
    reader,
    reason,
    patient,
    token: await reader.token(client, patient),
    hide: () => hide(service, client, reader, reason, patient),
  };
}

/** Whose document it is: somebody of whom this reader sees nothing else, or the reader himself. */
const authorFor = ({ card }: Reader, reason: Reason): string => {
  if (reason === 'OWN_DELETED' && card !== null) return card;
  return card === 'midwife' ? 'nurse' : 'midwife';
};

async function hide(
  service: InProcessService,
  client: Client,
  reader: Reader,
  reason: Reason,
  patient: string,
): Promise<Names> {
  const by = authorFor(reader, reason);
  const token = await client.token(by);
  const word = `mot${randomUUID().replaceAll('-', '')}`;
  const make = (labels: readonly string[], type = '11488-4') =>
    deposited(client, { about: patient, by, text: `Contenu ${word}.`, date: HIDDEN_DAY, labels, type });
  const changed = async (known: Known, act: 'delete' | 'mask', bearer: string): Promise<Known> => {
    const answer = await change(client, bearer, `/${known.id}`, patchOf(act, known), { seen: known.version });
    if (answer.status !== 200) throw new Error(`${act}: ${told(answer)}`);
    return { ...known, ...stored(service, known) };
  };
  const known = await (async (): Promise<Known> => {
    switch (reason) {
      case 'MASKED':
      case 'MASKED_AND_REPLACED':
        return make(['N', 'MASQUE_PS']);
      case 'MASKED_BY_PATIENT': {
        const plain = await make(['N']);
        return changed(plain, 'mask', await client.patientToken(patient));
      }
      case 'DELETED':
      case 'OWN_DELETED':
        return changed(await make(['N']), 'delete', token);
      case 'TYPE_NOT_PERMITTED':
        return make(['N'], closedType(reader.card ?? ''));
      case 'NOT_VISIBLE_TO_PATIENT':
        return make(['N', 'INVISIBLE_PATIENT']);
      case 'NOT_VISIBLE_TO_REPRESENTATIVES':
        return make(['N', 'INVISIBLE_REPRESENTANTS_LEGAUX']);
    }
  })();
  if (reason === 'MASKED_AND_REPLACED') await replaceMasked(client, patient, by, known);
  return { ...stored(service, known), ...askedFor(known), author: client.card(by), word };
}

const askedFor = ({ binary, unique, logical, hash }: Known) => ({
  binary,
  unique,
  logical,
  date: HIDDEN_DAY.slice(0, 10),
  etag: `"${Buffer.from(hash, 'base64').toString('hex')}"`,
});

async function replaceMasked(
  client: Client,
  patient: string,
  by: string,
  { id, version }: Known,
): Promise<void> {
  const answer = await client.send('POST', '/fhir/DocumentReference', {
    token: await client.token(by),
    headers: { 'if-match': `W/"${version}"` },
    body: publication(
      { patient: client.patient(patient), author: client.card(by), labels: ['N', 'MASQUE_PS'] },
      { relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${id}` } }] },
    ),
  });
  if (answer.status !== 201) throw new Error(`replace: ${told(answer)}`);
}

/** What changes with each act, as the store has it now: nobody is left whom the interface would tell. */
function stored(
  { context }: InProcessService,
  { binary }: Known,
): { id: string; version: number; set: string } {
  const row = context.db
    .prepare<[string], { id: string; version: number; set: string }>(
      `SELECT entry_id AS id, version, submission_set.uid AS "set" FROM document
       JOIN submission_set ON submission_set.id = document.set_id WHERE binary_id = ?`,
    )
    .get(binary);
  if (row === undefined) throw new Error('the document is not in the store');
  return row;
}

/** Names of the same form that nobody has. */
export function unknownNames(names: Names, client: Client): Names {
  return {
    id: randomUUID(),
    binary: randomUUID(),
    set: randomUUID(),
    unique: `${names.unique.slice(0, -36)}${randomUUID()}`,
    logical: `${names.logical.slice(0, -36)}${randomUUID()}`,
    word: `mot${randomUUID().replaceAll('-', '')}`,
    author: client.card('expired'),
    date: '2019-03-04',
    version: names.version,
    etag: `"${'0'.repeat(40)}"`,
  };
}

/** A type that the matrix closes to the row of a card, médecin traitant of this patient or not. */
function closedType(card: string): string {
  const code = PROFESSIONS[card] ?? '10';
  const row =
    card === 'treatingDoctor' ? 'MT' : professions.professions.find((each) => each.code === code)?.row;
  const at = matrix.rows.indexOf(row ?? 'MED');
  const closed = Object.entries(matrix.cells).find(([, [cells = '']]) => cells[at] !== 'R');
  if (closed === undefined) throw new Error(`nothing is closed to ${card}`);
  return closed[0];
}

const PROFESSIONS: Readonly<Record<string, string>> = {
  pharmacist: '21',
  midwife: '50',
  nurse: '60',
  careAssistant: 'ROLE-313',
  socialWorker: 'R94-41',
};
