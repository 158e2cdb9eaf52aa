import { Readable } from 'node:stream';
import { iso } from '../clock.ts';
import { downloadedDocuments } from '../documents/port.ts';
import type { Answer } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { consentOf } from '../record/consent-view.ts';
import { patientOf } from '../record/patients.ts';
import { ruleForPatient } from '../record/ruling.ts';
import { resourceOf } from '../sections/entries.ts';
import { linksIn } from '../sections/links.ts';
import { wholeMessage } from '../sections/messages.ts';
import { sectionsSeen } from '../sections/view.ts';
import type { SectionKind } from '../storage/sections.ts';
import { patientView } from '../traces/views.ts';
import type { PatientCaller } from '../auth/caller.ts';
import { noticeOf, noticesSeen, reportOf, reportsSeen } from './communications.ts';
import { patientCaller } from './patient-caller.ts';
import { relatedTo } from './related-persons.ts';
import type { ZipEntry } from './zip.ts';
import { zipped } from './zip.ts';

/** How many traces are written at a time. */
const TRACES_AT_ONCE = 500;

/** Contents that a second compression would only make larger. */
const COMPRESSED: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/tiff']);

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/rtf': 'rtf',
  'application/xml': 'xml',
  'image/jpeg': 'jpg',
  'image/tiff': 'tif',
  'text/plain': 'txt',
  'text/rtf': 'rtf',
  'text/xml': 'xml',
};

/**
 * `GET Patient/$download` (ours): everything that this side of the patient sees, as a zip: each document as it
 * is with its sheet, rights, related persons, notices, reports and the whole history of accesses. What is hidden
 * from him is not in it, nor counted: it is made by the decisions of his ordinary requests.
 */
export function download(exchange: SignedInExchange): Answer {
  const caller = patientCaller(exchange);
  ruleForPatient(exchange, caller, { action: 'download', as: 'download' });
  const day = iso(exchange.now).slice(0, 10);
  return {
    status: 200,
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="espace-sante-${day}.zip"`,
      'x-content-type-options': 'nosniff',
    },
    body: () => Readable.from(zipped(entriesOf(exchange, caller), exchange.now), { objectMode: false }),
  };
}

function* entriesOf(exchange: SignedInExchange, caller: PatientCaller): Generator<ZipEntry> {
  const { context, now } = exchange;
  const { record } = caller;
  const { consents } = context.stores;
  yield textFile('LISEZMOI.txt', README);
  yield jsonFile('titulaire.json', patientOf(context, record, caller));
  let number = 0;
  for (const { sheet, content, mediaType } of downloadedDocuments(exchange, record)) {
    number += 1;
    // A title would be read by whoever sees the names of the files.
    const name = `documents/${String(number).padStart(4, '0')}`;
    yield file(`${name}.json`, false, sheet);
    yield file(`${name}.${ENDINGS[mediaType] ?? 'bin'}`, COMPRESSED.has(mediaType), content);
  }
  const rights = consents.standing(record.id).map((row) => consentOf(context, row, now));
  yield jsonFile('droits.json', collection(rights));
  yield jsonFile('entourage.json', collection(relatedTo(context, record, now)));
  yield* sectionFiles(exchange, caller);
  yield jsonFile('services.json', linksIn(context, record.id));
  yield jsonFile(
    'notifications.json',
    collection(noticesSeen(context, caller).map((row) => noticeOf(caller, row))),
  );
  yield jsonFile(
    'signalements.json',
    collection(reportsSeen(context, caller).map((row) => reportOf(context, caller, row))),
  );
  yield { name: 'acces.json', isCompressed: false, pieces: () => accesses(exchange, caller) };
}

/** Each section in a file of its own; the attachments of a message are in it. */
function* sectionFiles(exchange: SignedInExchange, caller: PatientCaller): Generator<ZipEntry> {
  const { context } = exchange;
  const seen = sectionsSeen(exchange, caller, caller.record);
  for (const [name, kinds] of Object.entries(SECTION_FILES)) {
    const rows = seen.filter(({ kind }) => kinds.includes(kind));
    yield file(name, false, () => bytes(JSON.stringify(collection(rows.map(resourceOf)), null, 1)));
  }
  const messages = seen.filter(({ kind }) => kind === 'Communication');
  yield file('messages.json', false, () =>
    bytes(JSON.stringify(collection(messages.map((row) => wholeMessage(context, row))), null, 1)),
  );
}

const SECTION_FILES: Readonly<Record<string, readonly SectionKind[]>> = {
  'vaccinations.json': ['Immunization'],
  'soins.json': ['ExplanationOfBenefit'],
  'mesures.json': ['Observation'],
  'profil.json': ['AllergyIntolerance', 'Condition', 'MedicationStatement'],
  'volontes.json': ['Consent'],
  'rendez-vous.json': ['Appointment'],
};

const README = `Contenu de votre espace santé.

documents/     chaque document, tel qu’il a été déposé, et sa fiche (FHIR R4, JSON) du même numéro
droits.json    les droits, blocages, interrupteurs et réglages qui sont en vigueur
entourage.json les aidants, les personnes à prévenir et, pour un mineur, les représentants légaux
vaccinations.json, soins.json, mesures.json, profil.json, volontes.json
messages.json  vos échanges avec des professionnels, pièces jointes comprises
rendez-vous.json
services.json  les services du catalogue que vous avez reliés, et ce que chacun échange
acces.json     l’historique des accès, avec les refus et leurs motifs
notifications.json, signalements.json, titulaire.json

Cette archive n’est pas chiffrée : conservez-la à l’abri.
`;

/** The history as the patient's side sees it, a few hundred traces at a time. */
function* accesses(exchange: SignedInExchange, caller: PatientCaller): Generator<Uint8Array> {
  const view = patientView(exchange, caller);
  const rows = [...exchange.context.stores.traces.ofRecord(caller.record.id, view.selection)];
  yield bytes('{"resourceType":"Bundle","type":"collection","entry":[');
  let isFirst = true;
  for (let from = 0; from < rows.length; from += TRACES_AT_ONCE) {
    const shown = rows
      .slice(from, from + TRACES_AT_ONCE)
      .filter((row) => !view.selective || view.sees(row))
      .map((row) => JSON.stringify({ resource: view.show(row) }));
    if (shown.length === 0) continue;
    yield bytes(`${isFirst ? '' : ','}${shown.join(',')}`);
    isFirst = false;
  }
  yield bytes(']}');
}

const collection = (resources: readonly object[]): object => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

const jsonFile = (name: string, content: object): ZipEntry =>
  textFile(name, JSON.stringify(content, null, 1));

const textFile = (name: string, text: string): ZipEntry => file(name, false, () => bytes(text));

const file = (name: string, isCompressed: boolean, content: () => Uint8Array): ZipEntry => ({
  name,
  isCompressed,
  pieces: () => [content()],
});
