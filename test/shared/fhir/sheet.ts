import type { SimplifiedDocumentReference } from '../../../shared/fhir/document-reference.ts';
import { VISIBILITY_SYSTEM } from '../../../shared/fhir/systems.ts';

/** A right sheet as a client sends it; tests change what they are about. */
export function sheet(more: Partial<SimplifiedDocumentReference> = {}): SimplifiedDocumentReference {
  return {
    resourceType: 'DocumentReference',
    contained: [
      {
        resourceType: 'Patient',
        id: 'patient',
        identifier: [{ system: 'urn:oid:1.2.250.1.213.1.4.11', value: '280024410990063' }],
        name: [{ use: 'official', family: 'ROUSSEAU', given: ['Claire', 'Anne'] }],
        birthDate: '1980-02-03',
      },
      {
        resourceType: 'Practitioner',
        id: 'author',
        identifier: [{ system: 'urn:oid:1.2.250.1.71.4.2.1', value: '899900000017' }],
      },
    ],
    masterIdentifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:1' },
    status: 'current',
    type: { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.1', code: '11488-4' }] },
    category: [{ coding: [{ code: '10' }] }],
    subject: { reference: 'Patient?identifier=urn:oid:1.2.250.1.213.1.4.11|280024410990063' },
    date: '2026-11-20T10:00:00+01:00',
    author: [{ reference: '#author' }],
    securityLabel: [{ coding: [{ system: VISIBILITY_SYSTEM, code: 'MASQUE_PS' }] }],
    content: [
      {
        attachment: { contentType: 'text/plain; charset=utf-8', data: 'Qm9uam91cg==', title: 'Compte rendu' },
        format: { code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient' },
      },
    ],
    context: {
      period: { start: '2026-11-20T09:30:00+01:00' },
      facilityType: { coding: [{ system: 'http://snomed.info/sct', code: '35971002' }] },
      practiceSetting: { coding: [{ system: 'http://snomed.info/sct', code: '394802001' }] },
      sourcePatientInfo: { reference: '#patient' },
    },
    ...more,
  };
}
