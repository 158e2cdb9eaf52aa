import { PRO } from '../electron/service/consent-body.ts';
import type { Client } from './client.ts';
import type { Section } from './sections-expected.ts';
import { named } from './acts.ts';

/** What people write in the sections of a record, in the words of the wire (D7, J). */

const CS = 'https://interop.esante.gouv.fr/ig/fhir/dmp/CodeSystem/';
const CATEGORIES: Readonly<Record<string, string>> = {
  directives: 'http://loinc.org|42348-3',
  'organ-donation': `${CS}dmp-consent-category|organ-donation`,
};

/** Whoever is written about and by: the demo's people, however the service is reached. */
interface People {
  patient(key: string): { readonly system: string; readonly ins: string };
  card(key: string): string;
}

/** The list of a section of a record. */
export function listOf(client: Client, section: Section, patient: string): string {
  const category = CATEGORIES[section];
  const query = named(client, patient);
  return category === undefined
    ? `/fhir/${section}?${query}`
    : `/fhir/Consent?${query}&category=${encodeURIComponent(category)}`;
}

const identifier = (client: Pick<People, 'patient'>, patient: string) => {
  const { system, ins } = client.patient(patient);
  return { system, value: ins };
};

export const vaccination = (client: Client, patient: string): object => ({
  resourceType: 'Immunization',
  status: 'completed',
  vaccineCode: {
    coding: [{ system: 'http://phast.fr/fhir/CodeSystem/CIOdc', code: 'GRIPPE' }],
    text: 'Vaccin contre la grippe',
  },
  patient: { identifier: identifier(client, patient) },
  occurrenceDateTime: '2026-11-20',
  lotNumber: 'A1',
});

/** One entry of each kind that the patient's side writes, by the resource that it is posted to. */
export function ownEntries(client: Client, patient: string): readonly (readonly [string, object])[] {
  const subject = { identifier: identifier(client, patient) };
  return [
    [
      'Observation',
      {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
        subject,
        effectiveDateTime: '2026-11-20',
        valueQuantity: { value: 64, unit: 'kg' },
      },
    ],
    ['AllergyIntolerance', { resourceType: 'AllergyIntolerance', subject, code: { text: 'Arachide' } }],
    ['Condition', { resourceType: 'Condition', subject, code: { text: 'Asthme' } }],
    [
      'MedicationStatement',
      {
        resourceType: 'MedicationStatement',
        status: 'active',
        subject,
        medicationCodeableConcept: { text: 'Salbutamol' },
      },
    ],
    [
      'RelatedPerson',
      {
        resourceType: 'RelatedPerson',
        patient: subject,
        relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0131', code: 'C' }] }],
        name: [{ family: 'DUVAL', given: ['Paul'] }],
        telecom: [{ system: 'phone', value: '06 39 98 02 00' }],
      },
    ],
  ];
}

export const trustedPerson = (client: Client, patient: string): object => ({
  resourceType: 'RelatedPerson',
  patient: { identifier: identifier(client, patient) },
  relationship: [{ coding: [{ system: `${CS}dmp-related`, code: 'trusted' }] }],
  name: [{ family: 'DUVAL', given: ['Anne'] }],
});

export const carer = (client: People, patient: string, person: string): object => ({
  resourceType: 'RelatedPerson',
  patient: { identifier: identifier(client, patient) },
  relationship: [{ coding: [{ system: `${CS}dmp-related`, code: 'carer' }] }],
  identifier: [identifier(client, person)],
});

export function wish(client: Client, patient: string, which: 'directives' | 'organ-donation'): object {
  const [system, code] = (CATEGORIES[which] ?? '').split('|');
  return {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'adr' }] },
    category: [{ coding: [{ system, code }] }],
    patient: { identifier: identifier(client, patient) },
    ...(which === 'directives'
      ? { sourceReference: { display: 'Chez mon notaire' } }
      : { provision: { type: 'permit' } }),
  };
}

export const message = (client: Client, patient: string, more: object = {}): object => ({
  resourceType: 'Communication',
  status: 'completed',
  subject: { identifier: identifier(client, patient) },
  recipient: [{ identifier: identifier(client, patient) }],
  payload: [{ contentString: 'Bonjour.' }],
  ...more,
});

export const appointment = (
  client: People,
  patient: string,
  cards: readonly string[] = ['doctor'],
  more: object = {},
): object => ({
  resourceType: 'Appointment',
  status: 'booked',
  start: '2026-12-01T09:00:00Z',
  end: '2026-12-01T09:20:00Z',
  participant: [
    { actor: { identifier: identifier(client, patient) }, status: 'accepted' },
    ...cards.map((card) => ({
      actor: { identifier: { system: PRO, value: client.card(card) } },
      status: 'accepted',
    })),
  ],
  ...more,
});

export const link = (service: string, exchanges: string, shown: boolean): object => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'service', valueString: service },
    { name: 'exchanges', valueString: exchanges },
    { name: 'shown', valueBoolean: shown },
  ],
});
