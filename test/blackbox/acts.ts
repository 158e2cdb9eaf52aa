import { z } from '../../shared/schema/zod.ts';
import { about, authorisation } from '../electron/service/consent-body.ts';
import type { Resource, Sheet } from '../electron/service/documents/bodies.ts';
import { ARCHIVED, labelsOf, publication } from '../electron/service/documents/bodies.ts';
import type { Client } from './client.ts';
import { told } from './client.ts';
import type { WireAnswer } from './transport.ts';
import { jsonOf } from './transport.ts';

const Identifier = z.looseObject({ system: z.string(), value: z.string() });
const Created = z.looseObject({
  id: z.string(),
  meta: z.looseObject({ versionId: z.string() }),
  masterIdentifier: Identifier,
  identifier: z.array(Identifier).min(1),
  extension: z.array(z.looseObject({ url: z.string() })),
  securityLabel: z.array(z.looseObject({ coding: z.array(z.looseObject({ code: z.string() })) })),
  content: z.tuple([z.looseObject({ attachment: z.looseObject({ url: z.string(), hash: z.string() }) })]),
});

/** A document as whoever may know of it knows it. */
export interface Known {
  /** Of its state of the moment: it changes with each act. */
  readonly id: string;
  readonly version: number;
  readonly binary: string;
  readonly unique: string;
  readonly logical: string;
  readonly codes: readonly string[];
  /** SHA-1 of its bytes, base64. */
  readonly hash: string;
  /** Where the extension `archived` stands among the others. */
  readonly archivedAt: number;
}

/** @throws when the answer is no document */
export function knownOf(answer: WireAnswer): Known {
  const parsed = Created.safeParse(jsonOf(answer));
  if (!parsed.success) throw new Error(`no document: ${told(answer)}`);
  const { id, meta, masterIdentifier, identifier, securityLabel, content, extension } = parsed.data;
  const { url, hash } = content[0].attachment;
  return {
    id,
    version: Number(meta.versionId),
    binary: url.slice(url.lastIndexOf('/') + 1),
    unique: `${masterIdentifier.system}|${masterIdentifier.value}`,
    logical: identifier.map(({ system, value }) => `${system}|${value}`)[0] ?? '',
    codes: securityLabel.map(({ coding }) => coding[0]?.code ?? ''),
    hash,
    archivedAt: extension.findIndex((each) => each.url === ARCHIVED),
  };
}

/** A deposit in the words of the rules. */
export interface Deposit extends Partial<Omit<Sheet, 'patient' | 'author'>> {
  readonly about: string;
  /** Card of the author. */
  readonly by: string;
}

/** `POST DocumentReference` by a card, or with another token: a secretary's, a secret session's. */
export async function deposit(
  client: Client,
  { about: patient, by, ...sheet }: Deposit,
  token?: string,
): Promise<WireAnswer> {
  return client.send('POST', '/fhir/DocumentReference', {
    token: token ?? (await client.token(by)),
    body: publication({ ...sheet, patient: client.patient(patient), author: client.card(by) }),
  });
}

/** A deposit that must succeed. */
export async function deposited(client: Client, what: Deposit, token?: string): Promise<Known> {
  return knownOf(await deposit(client, what, token));
}

/** A document of the patient's own (E18 of the wire). */
export function ownSheet(client: Client, patient: string, more: Partial<Sheet> = {}): Resource {
  const body = publication({ type: 'DOCPAT01', ...more, patient: client.patient(patient), author: '' });
  return {
    ...body,
    contained: [(body['contained'] as Resource[])[0]],
    author: [{ reference: '#patient' }],
    category: [{ coding: [{ code: '90' }] }],
  };
}

export type DocumentAct =
  'delete' | 'mask' | 'unmask' | 'showToPatient' | 'showToRepresentatives' | 'archive' | 'restore';

const HIDING = {
  showToPatient: 'INVISIBLE_PATIENT',
  showToRepresentatives: 'INVISIBLE_REPRESENTANTS_LEGAUX',
} as const;

/** The JSON Patch of an act on a document as it was last seen. */
export function patchOf(
  act: DocumentAct,
  { codes, archivedAt }: Pick<Known, 'codes' | 'archivedAt'>,
): readonly object[] {
  const replaced = (changed: readonly string[]): readonly object[] => [
    { op: 'replace', path: '/securityLabel', value: labelsOf(changed) },
  ];
  switch (act) {
    case 'delete':
      return [{ op: 'replace', path: '/status', value: 'entered-in-error' }];
    case 'mask':
      return replaced([...codes.filter((code) => code !== 'MASQUE_PS'), 'MASQUE_PS']);
    case 'unmask':
      return replaced(atLeastN(codes.filter((code) => code !== 'MASQUE_PS')));
    case 'showToPatient':
    case 'showToRepresentatives':
      return replaced(atLeastN(codes.filter((code) => code !== HIDING[act])));
    case 'archive':
    case 'restore':
      return [{ op: 'replace', path: `/extension/${archivedAt}/valueBoolean`, value: act === 'archive' }];
  }
}

const atLeastN = (codes: readonly string[]): readonly string[] => (codes.length === 0 ? ['N'] : codes);

export interface Change {
  /** Version seen; null: none is named. */
  readonly seen: number | null;
  readonly confirmed?: boolean;
}

/** `PATCH DocumentReference` by id, or by `?identifier=` where that is given. */
export function change(
  client: Client,
  token: string,
  which: string,
  patch: unknown,
  { seen, confirmed = false }: Change,
): Promise<WireAnswer> {
  return client.send('PATCH', `/fhir/DocumentReference${which}`, {
    token,
    type: 'application/json-patch+json',
    headers: {
      ...(seen === null ? {} : { 'if-match': `W/"${seen}"` }),
      ...(confirmed ? { 'x-dmp-confirmed': 'true' } : {}),
    },
    body: patch,
  });
}

/** Declares consent for a card, as it must succeed. */
export async function consented(
  client: Client,
  card: string,
  patient: string,
  basis = 'CARE_TEAM',
): Promise<void> {
  const answer = await client.send('POST', '/fhir/Consent', {
    token: await client.token(card),
    body: authorisation(client, patient, { basis, form: 'ORAL', confirmed: true }),
  });
  if (answer.status >= 300) throw new Error(`consent was refused: ${told(answer)}`);
}

/** A block, by whoever holds the token: the patient, a médecin traitant. */
export function block(
  client: Client,
  token: string,
  patient: string,
  actor: { readonly system: string; readonly value: string },
): Promise<WireAnswer> {
  return client.send('POST', '/fhir/Consent', { token, body: about(client, patient, 'block', actor) });
}

/** Query that names a patient. */
export const named = (client: Client, patient: string): string => {
  const { system, ins } = client.patient(patient);
  return `patient.identifier=${system}|${ins}`;
};
