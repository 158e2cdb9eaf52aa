import { randomUUID } from 'node:crypto';
import { PRO, sharing } from '../electron/service/consent-body.ts';
import { block, consented } from './acts.ts';
import type { CardFile, Client } from './client.ts';
import { told, tokenOf } from './client.ts';
import type { Sharing, Standing } from './sections-expected.ts';
import type { WireAnswer } from './transport.ts';

/** On which record each way of standing is tried. */
export const RECORDS = {
  'no right': 'adult',
  'a right': 'adult2',
  blocked: 'twinA',
  'blocked, break-glass': 'twinA',
  'break-glass': 'emergencyMasked',
  'Centre 15': 'emergencyMasked',
  'secret session': 'minor',
  'session of another record': 'adult',
  'record closed': 'closed',
  'record opposed': 'opposed',
  'nobody’s INS': 'nobody',
} as const satisfies Readonly<Record<Standing, string>>;

/** Records whose holder, or her representative, sets the sharing. */
export const SHARED = ['adult', 'adult2', 'twinA', 'emergencyMasked', 'minor'] as const;
/** Opened before the test begins; the rest of what is needed is opened as anybody would. */
export interface Reader {
  readonly name: string;
  readonly profession: string;
  readonly standing: Standing;
  readonly patient: string;
  readonly token: string;
}

/** @throws when it was refused */
export const done = (answer: WireAnswer): WireAnswer => {
  if (answer.status >= 300) throw new Error(told(answer));
  return answer;
};

/** A session of the patient’s side of a record. */
export const sideOf = (client: Client, patient: string): Promise<string> =>
  patient === 'minor' ? client.patientToken('adult', 'minor') : client.patientToken(patient);

export const isUsable = ({ state }: CardFile): boolean => state !== 'revoked' && state !== 'expired';
const isCare = ({ kind, profession }: CardFile): boolean => kind === 'CPS' && profession !== 'R95-71';

/** Sets both switches on every record that has a holder here. */
export async function share(client: Client, { measures, careHistory }: Sharing): Promise<void> {
  for (const patient of SHARED) {
    const token = await sideOf(client, patient);
    const type = (shared: boolean) => (shared ? 'permit' : 'deny');
    for (const body of [
      sharing(client, patient, 'measures', type(measures)),
      sharing(client, patient, 'care-history', type(careHistory)),
    ]) {
      done(await client.send('POST', '/fhir/Consent', { token, body }));
    }
  }
}

const exchanged = async (
  client: Client,
  card: string,
  patient: string,
  fields: Readonly<Record<string, string>>,
) => {
  const { system, ins } = client.patient(patient);
  const subject = await client.token(card);
  return client.exchange(subject, { patient: `${system}|${ins}`, ...fields });
};
const breakGlass = (client: Client, card: string, patient: string) => {
  const { family, given, birthdate } = client.patient(patient);
  const justification = 'Patient inconscient, seul';
  return exchanged(client, card, patient, { purpose_of_use: 'BTG', family, given, birthdate, justification });
};

/** Who meets a record that is closed, opposed, or nobody's: the rules judge it before they look at anything else. */
const AT_EVERY_DOOR = ['doctor', 'nurse', 'secretary', 'notAdmitted'];

/**
 * A card in the ways of standing that it can have: every one without a right and with one, one of each profession
 * blocked, in an emergency and in a secret session as well.
 */
async function readersOf(client: Client, file: CardFile): Promise<readonly Reader[]> {
  const { id, profession } = file;
  const is = (...cards: readonly string[]): boolean => cards.some((card) => client.card(card) === id);
  const reader = (standing: Standing, token: string): Reader => ({
    name: `${profession} ${id}`,
    profession,
    standing,
    patient: RECORDS[standing],
    token,
  });
  const own = await client.token(id);
  const readers = [reader('no right', own), reader('a right', own)];
  if (is(...AT_EVERY_DOOR)) {
    const doors = ['record closed', 'record opposed', 'nobody’s INS'] as const;
    readers.push(...doors.map((standing) => reader(standing, own)));
  }
  if (!isCare(file)) return readers;
  await consented(client, id, 'adult2');
  if (client.cardFiles.filter(isUsable).find((each) => each.profession === profession)?.id === id) {
    await Promise.all(['minor', 'twinA'].map((patient) => consented(client, id, patient)));
    const emergency = tokenOf(await breakGlass(client, id, 'emergencyMasked'));
    const before = is('doctor', 'nurse') ? tokenOf(await breakGlass(client, id, 'twinA')) : undefined;
    const holder = await client.patientToken('twinA');
    done(await block(client, holder, 'twinA', { system: PRO, value: id }));
    readers.push(
      reader('blocked', own),
      reader('break-glass', emergency),
      reader('secret session', tokenOf(await exchanged(client, id, 'minor', { secret: 'true' }))),
    );
    if (before !== undefined) {
      readers.push(reader('blocked, break-glass', before), reader('session of another record', emergency));
    }
  }
  if (is('regulator')) {
    const call = { purpose_of_use: 'ETREAT', call_id: randomUUID() };
    readers.push(reader('Centre 15', tokenOf(await exchanged(client, id, 'emergencyMasked', call))));
  }
  return readers;
}

/** Every card of the demo that still signs in, in every way of standing that it is tried in. */
export const readersFor = async (client: Client): Promise<readonly Reader[]> =>
  (await Promise.all(client.cardFiles.filter(isUsable).map((file) => readersOf(client, file)))).flat();
