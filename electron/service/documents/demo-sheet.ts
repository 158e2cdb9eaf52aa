import type { SimplifiedDocumentReference } from '../../../shared/fhir/document-reference.ts';
import { writeLabels } from '../../../shared/fhir/security-label.ts';
import {
  CLASS_SYSTEM,
  FORMAT_SYSTEM,
  ORGANIZATION_SYSTEM,
  PROFESSIONAL_SYSTEM,
  URI_SYSTEM,
  canonicalSystem,
} from '../../../shared/fhir/systems.ts';
import classes from '../../../resources/habilitation/classes.json' with { type: 'json' };
import facilities from '../../../resources/terminologies/facility-types.json' with { type: 'json' };
import settings from '../../../resources/terminologies/practice-settings.json' with { type: 'json' };
import specialties from '../../../resources/terminologies/author-specialties.json' with { type: 'json' };
import { givenNames, professionalName } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { DemoDocument } from '../demo/types.ts';
import type { Organization, Professional } from '../storage/directory.ts';
import type { RecordRow } from '../storage/records.ts';

interface Coded {
  readonly code: string;
  readonly label: string;
  readonly system: string;
}

/** The sheet that a client would have sent for a document of the demo. */
export function demoSheet(
  context: ServiceContext,
  document: DemoDocument,
  record: RecordRow,
  author: Professional | undefined,
): SimplifiedDocumentReference {
  const organization = author && context.stores.directory.organization(author.organization);
  const { types } = context.policy.habilitation;
  const contained = [patientOf(record), ...(author === undefined ? [] : [practitionerOf(author)])];
  return {
    resourceType: 'DocumentReference',
    contained,
    masterIdentifier: { system: URI_SYSTEM, value: document.uniqueId },
    status: 'current',
    type: { coding: [codingOf(types, document.type)] },
    category: [
      {
        coding: [
          {
            system: CLASS_SYSTEM,
            code: document.class,
            display: classes.find(({ code }) => code === document.class)?.label ?? document.class,
          },
        ],
      },
    ],
    subject: { identifier: { system: record.system, value: record.ins } },
    date: iso(document.createdAt),
    author: [{ reference: author === undefined ? '#patient' : '#author' }],
    ...(organization === undefined ? {} : { custodian: custodianOf(organization) }),
    securityLabel: writeLabels(document.confidentiality),
    content: [
      {
        attachment: {
          contentType: document.mediaType,
          language: 'fr-FR',
          title: document.title,
          creation: iso(document.createdAt),
          data: '',
        },
        format: { system: FORMAT_SYSTEM, code: document.format },
      },
    ],
    context: {
      period: {
        start: iso(document.actStart),
        ...(document.actEnd === null ? {} : { end: iso(document.actEnd) }),
      },
      facilityType: { coding: [codingOf(facilities, document.facilityType)] },
      practiceSetting: { coding: [codingOf(settings, document.practiceSetting)] },
      sourcePatientInfo: { reference: '#patient' },
    },
  };
}

function patientOf(record: RecordRow) {
  return {
    resourceType: 'Patient' as const,
    id: 'patient',
    identifier: [{ use: 'official' as const, system: record.system, value: record.ins }],
    name: [{ use: 'official' as const, family: record.family, given: [...givenNames(record)] }],
    gender: record.gender,
    birthDate: record.birth_date,
  };
}

function practitionerOf(author: Professional) {
  return {
    resourceType: 'Practitioner' as const,
    id: 'author',
    identifier: [{ system: PROFESSIONAL_SYSTEM, value: author.id }],
    name: [
      {
        text: professionalName(author),
        family: author.family,
        given: [author.given],
        ...(author.title === '' ? {} : { prefix: [author.title] }),
      },
    ],
    qualification: [
      { code: { coding: [codingOf(specialties, author.specialty)], text: author.specialty_label } },
    ],
  };
}

function custodianOf(organization: Organization) {
  return {
    identifier: { system: ORGANIZATION_SYSTEM, value: organization.id },
    display: organization.name,
  };
}

function codingOf(codes: readonly Coded[], code: string) {
  const found = codes.find((candidate) => candidate.code === code);
  return found === undefined
    ? { code }
    : { system: canonicalSystem(systemUri(found.system)), code, display: found.label };
}

/** Value sets name their systems by OID; a few do it by name. */
function systemUri(system: string): string {
  return /^[\d.]+$/.test(system) ? `urn:oid:${system}` : system;
}
