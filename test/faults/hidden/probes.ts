import { randomUUID } from 'node:crypto';
import type { Client } from '../../blackbox/client.ts';
import type { DocumentAct, Known } from '../../blackbox/acts.ts';
import { named, patchOf } from '../../blackbox/acts.ts';
import { labelsOf, publication, submission, supersede } from '../../electron/service/documents/bodies.ts';

/** All names under which a document can be asked for, hidden or made up. */
export interface Names {
  readonly id: string;
  readonly binary: string;
  readonly set: string;
  /** `system|value`. */
  readonly unique: string;
  readonly logical: string;
  /** A word that stands in no other document, and an author and a date that no other has. */
  readonly word: string;
  readonly author: string;
  readonly date: string;
  readonly version: number;
  /** ETag of its bytes. */
  readonly etag: string;
}

/** Where it is asked from, and in which words the question is put. */
interface Asked {
  readonly client: Client;
  readonly patient: string;
  /** Card by which a deposit would be made; null on the patient's side. */
  readonly card: string | null;
}

export interface Probe {
  readonly route: string;
  readonly request: (asked: Asked, names: Names) => ProbeRequest;
}

interface ProbeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly type?: string;
}

const ACTS: readonly DocumentAct[] = [
  'delete',
  'mask',
  'unmask',
  'showToPatient',
  'showToRepresentatives',
  'archive',
  'restore',
];

const get = (
  route: string,
  path: (asked: Asked, names: Names) => string,
  headers: (names: Names) => Readonly<Record<string, string>> = () => ({}),
): Probe => ({
  route,
  request: (asked, names) => ({ method: 'GET', path: path(asked, names), headers: headers(names) }),
});

const search = (route: string, query: (names: Names) => string): Probe =>
  get(
    route,
    ({ client, patient }, names) => `/fhir/DocumentReference?${named(client, patient)}&${query(names)}`,
  );

const byId = (_: Asked, { id }: Names): string => `/fhir/DocumentReference/${id}`;
const binary = (_: Asked, names: Names): string => `/fhir/Binary/${names.binary}`;

/** The codes of the sheet are not known to whoever guesses: any will do. */
const GUESSED: Pick<Known, 'codes' | 'archivedAt'> = { codes: ['N', 'MASQUE_PS'], archivedAt: 0 };

const patch = (
  route: string,
  body: unknown,
  more: {
    readonly which?: (names: Names) => string;
    readonly ifMatch?: (names: Names) => string | undefined;
    readonly confirmed?: boolean;
  } = {},
): Probe => ({
  route: `PATCH ${route}`,
  request: (_, names) => {
    const { which = ({ id }) => `/${id}`, ifMatch = ({ version }) => `W/"${version}"`, confirmed } = more;
    const seen = ifMatch(names);
    return {
      method: 'PATCH',
      path: `/fhir/DocumentReference${which(names)}`,
      type: 'application/json-patch+json',
      headers: {
        ...(seen === undefined ? {} : { 'if-match': seen }),
        ...(confirmed === true ? { 'x-dmp-confirmed': 'true' } : {}),
      },
      body,
    };
  },
});

const identifierOf = (name: string): { system: string; value: string } => {
  const bar = name.indexOf('|');
  return { system: name.slice(0, bar), value: name.slice(bar + 1) };
};

const sheetBy = ({ client, patient, card }: Asked) => ({
  patient: client.patient(patient),
  author: card === null ? '' : client.card(card),
  text: `Nouvelle version ${randomUUID()}.`,
});

const replace = (route: string, target: (names: Names) => object, seen = true): Probe => ({
  route: `ITI-105 replace ${route}`,
  request: (asked, names) => ({
    method: 'POST',
    path: '/fhir/DocumentReference',
    headers: seen ? { 'if-match': `W/"${names.version}"` } : {},
    body: publication(sheetBy(asked), { relatesTo: [{ code: 'replaces', target: target(names) }] }),
  }),
});

const submit = (route: string, which: (names: Names) => string, target: (names: Names) => object): Probe => ({
  route: `ITI-65 replace ${route}`,
  request: (asked, names) => ({
    method: 'POST',
    path: '/fhir',
    body: submission([sheetBy(asked)], {
      sheet: { relatesTo: [{ code: 'replaces', target: target(names) }] },
      entries: [supersede(which(names), `W/"${names.version}"`)],
    }),
  }),
});

/** Every way of the interface to ask for one document. */
export const PROBES: readonly Probe[] = [
  get('GET DocumentReference/id', byId),
  get('GET DocumentReference/id as JSON', byId, () => ({ accept: 'application/json' })),
  get('GET DocumentReference/id as XML', byId, () => ({ accept: 'application/fhir+xml' })),
  get('GET Binary', binary),
  get('GET Binary as FHIR', binary, () => ({ accept: 'application/fhir+json' })),
  get('GET Binary as text', binary, () => ({ accept: 'text/plain' })),
  get('GET Binary as anything but it', binary, () => ({ accept: 'image/png' })),
  get('GET Binary range', binary, () => ({ range: 'bytes=0-3' })),
  get('GET Binary range from the end', binary, () => ({ range: 'bytes=-1' })),
  get('GET Binary range beyond', binary, () => ({ range: 'bytes=999999999-' })),
  get('GET Binary If-None-Match', binary, ({ etag }) => ({ 'if-none-match': etag })),
  get('GET Binary If-Range', binary, ({ etag }) => ({ 'if-range': etag, range: 'bytes=0-3' })),
  search('search identifier', ({ unique }) => `identifier=${unique}`),
  search('search identifier of all versions', ({ logical }) => `identifier=${logical}`),
  search(
    'search identifier in any status',
    ({ unique }) => `identifier=${unique}&status=current,superseded,entered-in-error`,
  ),
  search('search identifier, no total', ({ unique }) => `identifier=${unique}&_total=none`),
  search('search identifier, only the total', ({ unique }) => `identifier=${unique}&_count=0`),
  search('search words', ({ word }) => `_content=${word}`),
  search('search words, only the total', ({ word }) => `_content=${word}&_count=0`),
  search('search author', ({ author }) => `author=${author}`),
  search('search date', ({ date }) => `date=${date}`),
  search('search period', ({ date }) => `period=${date}`),
  get('GET List/id', (_, { set }) => `/fhir/List/${set}`),
  get(
    'search sets of a date',
    ({ client, patient }, { date }) => `/fhir/List?${named(client, patient)}&code=submissionset&date=${date}`,
  ),
  get('GET Consent/id', (_, { id }) => `/fhir/Consent/${id}`),
  get('GET Patient/id', (_, { id }) => `/fhir/Patient/${id}`),
  get('GET DocumentReference/id/_history', (_, { id }) => `/fhir/DocumentReference/${id}/_history`),
  get('GET DocumentReference/id/$docref', (_, { id }) => `/fhir/DocumentReference/${id}/$docref`),
  ...(['PUT', 'DELETE', 'HEAD'] as const).map((method) => ({
    route: `${method} DocumentReference/id`,
    request: (_: Asked, { id }: Names) => ({ method, path: `/fhir/DocumentReference/${id}` }),
  })),
  ...ACTS.flatMap((act) => {
    const body = patchOf(act, GUESSED);
    return [
      patch(`${act} by id`, body, { confirmed: true }),
      patch(`${act} by id, unconfirmed`, body),
      patch(`${act} by id, another version`, body, { ifMatch: () => 'W/"97"' }),
      patch(`${act} by id, no version`, body, { ifMatch: () => undefined }),
      patch(`${act} by identifier`, body, { which: ({ unique }) => `?identifier=${unique}` }),
      patch(`${act} by the identifier of all versions`, body, {
        which: ({ logical }) => `?identifier=${logical}`,
      }),
    ];
  }),
  patch('of nothing', []),
  patch('of what may not be changed', [{ op: 'replace', path: '/type', value: {} }]),
  patch('whose test fails', [{ op: 'test', path: '/status', value: 'superseded' }]),
  patch('of two acts', [...patchOf('delete', GUESSED), ...patchOf('mask', GUESSED)]),
  patch('to an unknown label', [{ op: 'add', path: '/securityLabel/-', value: labelsOf(['SECRET'])[0] }]),
  patch('to a hiding label', [
    { op: 'add', path: '/securityLabel/-', value: labelsOf(['INVISIBLE_PATIENT'])[0] },
  ]),
  patch('of a label that is not there', [{ op: 'remove', path: '/securityLabel/7' }]),
  patch('to another status', [{ op: 'replace', path: '/status', value: 'superseded' }]),
  replace('by id', ({ id }) => ({ reference: `DocumentReference/${id}` })),
  replace('by id, no version', ({ id }) => ({ reference: `DocumentReference/${id}` }), false),
  replace('by identifier', ({ unique }) => ({ identifier: identifierOf(unique) })),
  submit(
    'by id',
    ({ id }) => `DocumentReference/${id}`,
    ({ id }) => ({ reference: `DocumentReference/${id}` }),
  ),
  submit(
    'by identifier',
    ({ unique }) => `DocumentReference?identifier=${unique}`,
    ({ unique }) => ({ identifier: identifierOf(unique) }),
  ),
];
