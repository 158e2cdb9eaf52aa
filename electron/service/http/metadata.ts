import { MATRIX_EXTENSION } from '../../../shared/fhir/announced-matrix.ts';
import type { ServiceContext } from '../context.ts';
import { fhirBase } from '../context.ts';
import { iso } from '../clock.ts';
import type { Answer } from './answer.ts';
import { fhir } from './answer.ts';

type Interaction = 'read' | 'search-type' | 'create' | 'patch' | 'delete';

const RESOURCES: Readonly<
  Record<string, { interactions: readonly Interaction[]; search: readonly string[] }>
> = {
  Patient: {
    interactions: ['read', 'search-type'],
    search: ['identifier', 'family', 'given', 'birthdate', 'gender', 'birthplace', 'my-records'],
  },
  Consent: {
    interactions: ['read', 'search-type', 'create', 'delete'],
    search: ['patient', 'patient.identifier', 'actor', 'category', 'status'],
  },
  DocumentReference: {
    interactions: ['read', 'search-type', 'create', 'patch'],
    search: [
      'patient',
      'patient.identifier',
      'identifier',
      'status',
      'type',
      'category',
      'date',
      'period',
      'facility',
      'setting',
      'format',
      'security-label',
      'event',
      'author',
      'isArchived',
      '_content',
    ],
  },
  Binary: { interactions: ['read'], search: [] },
  List: {
    interactions: ['read', 'search-type'],
    search: ['patient', 'patient.identifier', 'code', 'date', 'status'],
  },
  AuditEvent: {
    interactions: ['search-type'],
    search: [
      'patient',
      'patient.identifier',
      'date',
      'agent.identifier',
      'agent-name',
      'subtype',
      'outcome',
      'purpose',
    ],
  },
  RelatedPerson: {
    interactions: ['search-type', 'create', 'delete'],
    search: ['patient', 'patient.identifier'],
  },
  Immunization: {
    interactions: ['read', 'search-type', 'create', 'patch'],
    search: ['patient', 'patient.identifier', 'date', 'vaccine-code'],
  },
  ExplanationOfBenefit: {
    interactions: ['read', 'search-type'],
    search: ['patient', 'patient.identifier', 'created', 'type', 'sub-type'],
  },
  Observation: {
    interactions: ['read', 'search-type', 'create', 'patch'],
    search: ['patient', 'patient.identifier', 'date', 'code', 'category'],
  },
  AllergyIntolerance: {
    interactions: ['read', 'search-type', 'create', 'patch'],
    search: ['patient', 'patient.identifier', 'onset', 'code', 'category'],
  },
  Condition: {
    interactions: ['read', 'search-type', 'create', 'patch'],
    search: ['patient', 'patient.identifier', 'onset-date', 'code', 'category'],
  },
  MedicationStatement: {
    interactions: ['read', 'search-type', 'create', 'patch'],
    search: ['patient', 'patient.identifier', 'effective', 'code', 'status'],
  },
  Communication: {
    interactions: ['read', 'search-type', 'create'],
    search: ['patient', 'patient.identifier', 'category', 'sent', 'thread', 'last', 'unread'],
  },
  Appointment: {
    interactions: ['read', 'search-type', 'create', 'patch'],
    search: ['patient', 'patient.identifier', 'date', 'status'],
  },
  HealthcareService: {
    interactions: ['read', 'search-type'],
    search: ['patient', 'patient.identifier', 'name', 'service-category'],
  },
  Practitioner: {
    interactions: ['read', 'search-type'],
    search: ['identifier', 'name', 'family', 'given'],
  },
  PractitionerRole: {
    interactions: ['search-type'],
    search: [
      'practitioner.identifier',
      'identifier',
      'practitioner.name',
      'practitioner.family',
      'practitioner.given',
      'organization.name',
      'organization.address-city',
    ],
  },
  Organization: {
    interactions: ['read', 'search-type'],
    search: ['identifier', 'name', 'address-city', 'type'],
  },
};

const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  Patient: ['oppose', 'close', 'reopen', 'mask-all'],
  AuditEvent: ['head', 'export'],
  Communication: ['mark-read', 'read', 'close-thread', 'reopen-thread'],
  Appointment: ['remind'],
  HealthcareService: ['link', 'unlink'],
};

/** What the service can do, for any client and without a token. */
export function capabilityStatement(context: ServiceContext): Answer {
  const base = fhirBase(context);
  return fhir(200, {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: iso(context.clock.now()),
    kind: 'instance',
    software: { name: 'Poste Santé - service national embarqué' },
    implementation: { description: 'Service national embarqué de Poste Santé', url: base },
    extension: [announcedMatrix(context, base)],
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    patchFormat: ['application/json-patch+json'],
    rest: [
      {
        mode: 'server',
        security: {
          service: [
            {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
                  code: 'OAuth',
                },
              ],
            },
          ],
          extension: [
            {
              url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
              extension: [
                { url: 'token', valueUri: `${context.address.url}/auth/token` },
                { url: 'revoke', valueUri: `${context.address.url}/auth/revoke` },
              ],
            },
          ],
        },
        resource: Object.entries(RESOURCES).map(([type, { interactions, search }]) => ({
          type,
          interaction: interactions.map((code) => ({ code })),
          searchParam: search.map((name) => ({ name, type: searchType(name) })),
          operation: (OPERATIONS[type] ?? []).map((name) => ({
            name,
            definition: `${base}/OperationDefinition/${type}-${name}`,
          })),
        })),
        interaction: [{ code: 'transaction' }],
      },
    ],
  });
}

/**
 * By which matrix this service judges now, so that whoever explains its answers can tell whether he knows it:
 * its version, the hash of its text, and where that text is.
 */
function announcedMatrix(context: ServiceContext, base: string): object {
  const { policy, digest } = context.matrices.inForce(context.clock.now());
  const { version, validFrom } = policy.habilitation.matrix;
  return {
    url: MATRIX_EXTENSION,
    extension: [
      { url: 'version', valueString: version },
      { url: 'validFrom', valueDate: validFrom },
      { url: 'sha256', valueString: digest },
      { url: 'content', valueUrl: `${base}/metadata/habilitation-matrix` },
    ],
  };
}

const DATES: ReadonlySet<string> = new Set([
  'date',
  'period',
  'birthdate',
  'created',
  'onset',
  'onset-date',
  'effective',
  'sent',
]);

function searchType(name: string): string {
  if (DATES.has(name)) return 'date';
  if (name === 'patient' || name === 'actor' || name === 'practitioner' || name === 'organization') {
    return 'reference';
  }
  if (/(^|[.-])(name|family|given|address-city)$|^_content$/.test(name)) return 'string';
  return 'token';
}
