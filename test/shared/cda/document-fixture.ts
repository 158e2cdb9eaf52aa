import type { CdaBody, CdaDocument, CdaHeader } from '../../../shared/cda/document.ts';

const header: CdaHeader = {
  id: '2.25.1',
  setId: '2.25.2',
  version: 1,
  templateIds: ['2.16.840.1.113883.2.8.2.1', '1.2.250.1.213.1.1.1.1'],
  title: 'Compte rendu de consultation',
  type: { code: '11488-4', label: 'CR ou fiche de consultation ou de visite' },
  createdAt: '2026-11-18T09:30:00+01:00',
  confidentiality: 'N',
  language: 'fr-FR',
  patient: {
    ids: [{ root: '1.2.250.1.213.1.4.11', extension: '280024410990063' }],
    family: 'ROUSSEAU',
    used: 'MERCIER',
    given: ['Claire', 'Marie'],
    birthDate: '1980-02-03',
    gender: 'female',
    birthPlace: { code: '44109', label: 'Nantes' },
  },
  authors: [
    {
      id: { root: '1.2.250.1.71.4.2.1', extension: '899900000017' },
      name: 'Dr Sophie RENAUD',
      specialty: { code: 'G15_10/SM54', label: 'Médecin - Médecine Générale (SM)' },
      organization: {
        id: { root: '1.2.250.1.71.4.2.2', extension: '1990000077' },
        name: 'Cabinet & Associés',
      },
      at: '2026-11-18T09:30:00+01:00',
    },
  ],
  custodian: { id: { root: '1.2.250.1.71.4.2.2', extension: '1990000077' }, name: 'Cabinet & Associés' },
  act: { start: '2026-11-18T09:00:00+01:00', end: null },
  replaces: '2.25.3',
  facilityType: { code: 'SA08', label: null },
  practiceSetting: { code: 'AMBULATOIRE', label: null },
};

/** A complete document around a body. */
export function documentAround(body: CdaBody): CdaDocument {
  return { header, body };
}

/** XML of a document of level 3 whose only section holds this narrative, as it stands. */
export function narrativeXml(narrative: string, entries = ''): Uint8Array {
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <id root="2.25.1"/><code code="11488-4" displayName="CR de consultation"/><title>Essai</title>
 <recordTarget><patientRole><id root="1.2.250.1.213.1.4.11" extension="280024410990063"/></patientRole></recordTarget>
 <component><structuredBody><component><section><title>Section</title><text>${narrative}</text>${entries}</section></component></structuredBody></component>
</ClinicalDocument>`,
  );
}
