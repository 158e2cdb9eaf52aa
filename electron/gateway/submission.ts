import { createHash } from 'node:crypto';
import type { ConfidentialityCode } from '../../shared/access/vocabulary.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { Place, Professional } from '../../shared/bridge/session.ts';
import { professionCoding } from '../../shared/fhir/directory.ts';
import { writeLabels } from '../../shared/fhir/security-label.ts';
import {
  CLASS_SYSTEM,
  FORMAT_SYSTEM,
  LIST_TYPE_SYSTEM,
  LOINC_SYSTEM,
  ORGANIZATION_SYSTEM,
  PROFESSIONAL_SYSTEM,
  TYPE_SYSTEM,
  URI_SYSTEM,
} from '../../shared/fhir/systems.ts';

const PROFILES = 'https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/';
const MHD = 'https://profiles.ihe.net/ITI/MHD/StructureDefinition/';
const RELIABILITY = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability';
const RELIABILITY_CODES = 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0445';
/** Names of the entries inside the transaction; they mean nothing outside of it. */
const SHEET_URL = 'urn:uuid:00000000-0000-4000-8000-000000000001';
const BINARY_URL = 'urn:uuid:00000000-0000-4000-8000-000000000002';

interface Coded {
  readonly code: string;
  readonly label: string;
  /** Object identifier (`1.2.250…`) or short name of a nomenclature. */
  readonly system: string;
}

/** Everything that a deposit says: fixed once, sent as often as it takes. */
export interface Deposit {
  /** `urn:oid:…`, the document's own identifier. */
  readonly uniqueId: string;
  readonly patient: PatientIdentity;
  readonly author: Professional;
  readonly place: Place;
  readonly facilityType: Coded;
  readonly practiceSetting: Coded;
  readonly title: string;
  readonly type: Coded;
  readonly class: { readonly code: string; readonly label: string };
  readonly format: { readonly code: string; readonly label: string };
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** `YYYY-MM-DD`. */
  readonly actDate: string;
  /** Instant. */
  readonly createdAt: string;
  readonly confidentiality: readonly ConfidentialityCode[];
  readonly replaces: { readonly uniqueId: string; readonly version: number } | null;
}

/** The ITI-65 transaction of one document, as the bytes that will be sent. */
export function writeTransaction(deposit: Deposit): Uint8Array {
  return Buffer.from(
    JSON.stringify({
      resourceType: 'Bundle',
      meta: { profile: [`${PROFILES}pdsm-comprehensive-provide-document-bundle`] },
      type: 'transaction',
      entry: [
        { resource: submissionSet(deposit), request: { method: 'POST', url: 'List' } },
        {
          fullUrl: SHEET_URL,
          resource: sheet(deposit),
          request: { method: 'POST', url: 'DocumentReference' },
        },
        {
          fullUrl: BINARY_URL,
          resource: {
            resourceType: 'Binary',
            contentType: deposit.mediaType,
            data: Buffer.from(deposit.bytes).toString('base64'),
          },
          request: { method: 'POST', url: 'Binary' },
        },
        ...(deposit.replaces === null ? [] : [supersede(deposit.replaces)]),
      ],
    }),
    'utf8',
  );
}

function submissionSet(deposit: Deposit): object {
  return {
    resourceType: 'List',
    meta: { profile: [`${PROFILES}pdsm-submissionset-comprehensive`] },
    contained: [containedPatient(deposit), containedAuthor(deposit)],
    extension: [
      { url: `${MHD}ihe-designationType`, valueCodeableConcept: classConcept(deposit) },
      {
        url: `${MHD}ihe-sourceId`,
        valueIdentifier: { system: ORGANIZATION_SYSTEM, value: deposit.place.id },
      },
    ],
    identifier: [{ system: URI_SYSTEM, value: `${deposit.uniqueId}.1` }],
    status: 'current',
    mode: 'working',
    code: { coding: [{ system: LIST_TYPE_SYSTEM, code: 'submissionset' }] },
    subject: { identifier: deposit.patient.ins },
    date: deposit.createdAt,
    source: { reference: '#author' },
    entry: [{ item: { reference: SHEET_URL } }],
  };
}

function sheet(deposit: Deposit): object {
  const { type, format } = deposit;
  return {
    resourceType: 'DocumentReference',
    meta: { profile: [`${PROFILES}pdsm-comprehensive-document-reference`] },
    contained: [containedPatient(deposit), containedAuthor(deposit)],
    masterIdentifier: { system: URI_SYSTEM, value: deposit.uniqueId },
    status: 'current',
    type: {
      coding: [
        {
          system: /^\d+-\d$/.test(type.code) ? LOINC_SYSTEM : TYPE_SYSTEM,
          code: type.code,
          display: type.label,
        },
      ],
    },
    category: [classConcept(deposit)],
    subject: { identifier: deposit.patient.ins },
    date: deposit.createdAt,
    author: [{ reference: '#author' }],
    authenticator: { reference: '#author' },
    custodian: {
      identifier: { system: ORGANIZATION_SYSTEM, value: deposit.place.id },
      display: deposit.place.name,
    },
    ...(deposit.replaces === null
      ? {}
      : {
          relatesTo: [
            {
              code: 'replaces',
              target: { identifier: { system: URI_SYSTEM, value: deposit.replaces.uniqueId } },
            },
          ],
        }),
    securityLabel: writeLabels(deposit.confidentiality),
    content: [
      {
        attachment: {
          contentType: deposit.mediaType,
          language: 'fr-FR',
          url: BINARY_URL,
          size: deposit.bytes.length,
          hash: createHash('sha1').update(deposit.bytes).digest('base64'),
          title: deposit.title,
          creation: deposit.createdAt,
        },
        format: { system: FORMAT_SYSTEM, code: format.code, display: format.label },
      },
    ],
    context: {
      period: { start: deposit.actDate },
      facilityType: { coding: [coding(deposit.facilityType)] },
      practiceSetting: { coding: [coding(deposit.practiceSetting)] },
      sourcePatientInfo: { reference: '#patient' },
    },
  };
}

/** Replacing is one act: the new version and the change of the old one's status succeed or fail together. */
function supersede(replaced: NonNullable<Deposit['replaces']>): object {
  return {
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
    request: {
      method: 'PATCH',
      url: `DocumentReference?identifier=${URI_SYSTEM}|${replaced.uniqueId}`,
      ifMatch: `W/"${replaced.version}"`,
    },
  };
}

function containedPatient({ patient }: Deposit): object {
  return {
    resourceType: 'Patient',
    id: 'patient',
    extension: [
      {
        url: RELIABILITY,
        extension: [
          {
            url: 'identityStatus',
            valueCoding: { system: RELIABILITY_CODES, code: patient.qualified ? 'VALI' : 'PROV' },
          },
        ],
      },
    ],
    identifier: [{ use: 'official', ...patient.ins }],
    name: [{ use: 'official', family: patient.birthFamilyName, given: [...patient.givenNames] }],
    ...(patient.gender === 'unknown' ? {} : { gender: patient.gender }),
    birthDate: patient.birthDate,
  };
}

function containedAuthor({ author }: Deposit): object {
  return {
    resourceType: 'Practitioner',
    id: 'author',
    identifier: [{ system: PROFESSIONAL_SYSTEM, value: author.id }],
    name: [{ text: author.name }],
    qualification: [
      {
        code: { coding: [professionCoding(author.profession, author.professionLabel)] },
      },
    ],
  };
}

function classConcept(deposit: Deposit): object {
  return {
    coding: [{ system: CLASS_SYSTEM, code: deposit.class.code, display: deposit.class.label }],
  };
}

function coding({ code, label, system }: Coded): object {
  return { system: /^\d/.test(system) ? `urn:oid:${system}` : system, code, display: label };
}
