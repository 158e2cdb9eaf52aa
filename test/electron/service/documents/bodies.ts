import { createHash, randomUUID } from 'node:crypto';
import type { DemoPatient } from './service.ts';

/** Bodies of deposits, minimal and right; tests change what they are about. */

export const PRO = 'urn:oid:1.2.250.1.71.4.2.1';
export const ORG = 'urn:oid:1.2.250.1.71.4.2.2';
const VISIBILITY =
  'https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument';
const LEVEL = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
export const ARCHIVED =
  'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived';
export const EXT = 'https://interop.esante.gouv.fr/ig/fhir/dmp/StructureDefinition/';
export const TEXT = 'urn:ihe:iti:xds-sd:text:2008';
export const PDF = 'urn:ihe:iti:xds-sd:pdf:2008';

export type Resource = Record<string, unknown>;

export interface Sheet {
  readonly patient: DemoPatient;
  readonly author: string;
  readonly text?: string;
  readonly bytes?: Buffer;
  readonly contentType?: string;
  readonly format?: string;
  readonly type?: string;
  readonly uniqueId?: string;
  readonly labels?: readonly string[];
  readonly title?: string;
  readonly date?: string;
}

export const labelsOf = (codes: readonly string[]) =>
  codes.map((code) => ({ coding: [{ system: code.length === 1 ? LEVEL : VISIBILITY, code }] }));

function contentOf({ text, bytes }: Sheet): Buffer {
  return bytes ?? Buffer.from(text ?? `Compte rendu fictif ${randomUUID()}.`);
}

function common(sheet: Sheet): Resource {
  const { patient, author } = sheet;
  return {
    resourceType: 'DocumentReference',
    contained: [
      {
        resourceType: 'Patient',
        id: 'patient',
        identifier: [{ system: patient.system, value: patient.ins }],
        name: [{ use: 'official', family: patient.family, given: [patient.given] }],
        birthDate: patient.birthdate,
      },
      { resourceType: 'Practitioner', id: 'author', identifier: [{ system: PRO, value: author }] },
    ],
    masterIdentifier: { system: 'urn:ietf:rfc:3986', value: sheet.uniqueId ?? `urn:uuid:${randomUUID()}` },
    status: 'current',
    type: { coding: [{ system: 'http://loinc.org', code: sheet.type ?? '11488-4' }] },
    category: [
      {
        coding: [
          {
            system: 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument',
            code: '10',
          },
        ],
      },
    ],
    subject: { reference: `Patient?identifier=${patient.system}|${patient.ins}` },
    date: sheet.date ?? '2026-11-20T10:00:00+01:00',
    author: [{ reference: '#author' }],
    securityLabel: labelsOf(sheet.labels ?? ['N']),
    context: {
      period: { start: sheet.date ?? '2026-11-20T09:30:00+01:00' },
      facilityType: { coding: [{ system: 'http://snomed.info/sct', code: '35971002' }] },
      practiceSetting: { coding: [{ system: 'http://snomed.info/sct', code: '394802001' }] },
      sourcePatientInfo: { reference: '#patient' },
    },
  };
}

function attachmentOf(sheet: Sheet): Resource {
  const bytes = contentOf(sheet);
  return {
    contentType: sheet.contentType ?? 'text/plain',
    language: 'fr-FR',
    title: sheet.title ?? 'Compte rendu fictif',
    size: bytes.length,
    hash: createHash('sha1').update(bytes).digest('base64'),
    creation: sheet.date ?? '2026-11-20T10:00:00+01:00',
  };
}

const format = (sheet: Sheet) => ({
  system: 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode',
  code: sheet.format ?? TEXT,
});

/** `POST DocumentReference` (ITI-105). */
export function publication(sheet: Sheet, more: Resource = {}): Resource {
  const fixed = { ...sheet, bytes: contentOf(sheet) };
  return {
    ...common(fixed),
    content: [
      {
        attachment: { ...attachmentOf(fixed), data: fixed.bytes.toString('base64') },
        format: format(fixed),
      },
    ],
    ...more,
  };
}

/** `POST /fhir` (ITI-65). */
export function submission(
  sheets: readonly Sheet[],
  more: { readonly sheet?: Resource; readonly entries?: readonly Resource[]; readonly set?: Resource } = {},
): Resource {
  const documents = sheets.map((sheet, at) => ({
    sheet: { ...sheet, bytes: contentOf(sheet) },
    url: `urn:uuid:${randomUUID()}`,
    binary: `urn:uuid:${randomUUID()}`,
    at,
  }));
  const [first] = sheets;
  if (first === undefined) throw new Error('a submission has a document');
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: `urn:uuid:${randomUUID()}`,
        resource: {
          resourceType: 'List',
          status: 'current',
          mode: 'working',
          code: {
            coding: [
              { system: 'https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes', code: 'submissionset' },
            ],
          },
          subject: { reference: `Patient?identifier=${first.patient.system}|${first.patient.ins}` },
          date: first.date ?? '2026-11-20T10:05:00+01:00',
          entry: documents.map(({ url }) => ({ item: { reference: url } })),
          ...more.set,
        },
        request: { method: 'POST', url: 'List' },
      },
      ...documents.map(({ sheet, url, binary }) => ({
        fullUrl: url,
        resource: {
          ...common(sheet),
          content: [{ attachment: { ...attachmentOf(sheet), url: binary }, format: format(sheet) }],
          ...more.sheet,
        },
        request: { method: 'POST', url: 'DocumentReference' },
      })),
      ...documents.map(({ sheet, binary }) => ({
        fullUrl: binary,
        resource: {
          resourceType: 'Binary',
          contentType: sheet.contentType ?? 'text/plain',
          data: sheet.bytes.toString('base64'),
        },
        request: { method: 'POST', url: 'Binary' },
      })),
      ...(more.entries ?? []),
    ],
  };
}

export const supersede = (url: string, ifMatch?: string): Resource => ({
  fullUrl: `urn:uuid:${randomUUID()}`,
  resource: {
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'replace' },
          { name: 'path', valueString: 'DocumentReference.status' },
          { name: 'value', valueCode: 'superseded' },
        ],
      },
    ],
  },
  request: { method: 'PATCH', url, ...(ifMatch === undefined ? {} : { ifMatch }) },
});
