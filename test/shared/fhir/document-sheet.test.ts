import { describe, expect, it } from 'vitest';
import { SimplifiedDocumentReference } from '../../../shared/fhir/document-reference.ts';
import { answeredSheet, completeSheet, namedBy, readSheet } from '../../../shared/fhir/document-sheet.ts';
import type { SheetState } from '../../../shared/fhir/document-sheet.ts';
import { facetsOf } from '../../../shared/fhir/sheet-facets.ts';
import { EXTENSION_BASE } from '../../../shared/fhir/systems.ts';
import { sheet } from './sheet.ts';

const completion = {
  logicalId: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:logical' },
  custodian: { system: 'urn:oid:1.2.250.1.71.4.2.2', value: '1990000001' },
  category: { system: 'https://example.org/class', code: '10', display: 'Compte rendu' },
  subject: { system: 'urn:oid:1.2.250.1.213.1.4.11', value: '280024410990063' },
  attachment: { url: 'Binary/b', size: 7, hash: 'AAAA' },
  replaces: null,
};
const state: SheetState = {
  id: 'a',
  version: 3,
  lastUpdated: '2026-11-21T10:00:00.000Z',
  status: 'current',
  archived: false,
  confidentiality: ['N'],
  maskedBy: null,
  depositedAt: '2026-11-20T10:00:00.000Z',
};

describe('reading a sheet', () => {
  it('finds who and what it is about', () => {
    const reading = readSheet(SimplifiedDocumentReference.parse(sheet()));
    expect(reading).toMatchObject({
      uniqueId: { value: 'urn:uuid:1' },
      logicalId: undefined,
      subject: { by: 'identifier', value: '280024410990063' },
      authors: [{ kind: 'professional', value: '899900000017' }],
      sourcePatient: { familyName: 'ROUSSEAU', givenNames: ['Claire', 'Anne'], birthDate: '1980-02-03' },
      type: '11488-4',
      class: '10',
      labels: { codes: ['MASQUE_PS'], systemsRight: true },
      contentType: 'text/plain',
      replaces: undefined,
    });
  });

  it('takes a role for its professional, and names his structure', () => {
    const reading = readSheet(
      sheet({
        contained: [
          {
            resourceType: 'PractitionerRole',
            id: 'author',
            practitioner: { identifier: { system: 'urn:oid:1.2.250.1.71.4.2.1', value: '899900000029' } },
            organization: { identifier: { value: '1990000001' } },
          },
        ],
      }),
    );
    expect(reading.authors).toEqual([
      {
        kind: 'professional',
        system: 'urn:oid:1.2.250.1.71.4.2.1',
        value: '899900000029',
        organization: '1990000001',
      },
    ]);
  });

  it('names no author where the reference leads nowhere, or to an organisation', () => {
    expect(readSheet(sheet({ author: [{ reference: '#nobody' }] })).authors).toEqual([]);
    const organization = {
      resourceType: 'Organization' as const,
      id: 'author',
      identifier: [{ system: 'a', value: 'b' }],
    };
    expect(readSheet(sheet({ contained: [organization] })).authors).toEqual([]);
  });

  it.each([
    [{ valueCode: 'VALI' }, 'VALI'],
    [{ valueCoding: { code: 'PROV' } }, 'PROV'],
    [
      { extension: [{ url: 'identityStatus', valueCodeableConcept: { coding: [{ code: 'VIDE' }] } }] },
      'VIDE',
    ],
    [{}, ''],
  ])('reads how reliable the identity is: %j', (value, code) => {
    const patient = {
      resourceType: 'Patient' as const,
      id: 'patient',
      extension: [
        { url: 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability', ...value },
      ],
    };
    expect(readSheet(sheet({ contained: [patient] })).sourcePatient?.reliability).toBe(code);
  });

  it.each([
    [{ reference: 'Patient/abc' }, { by: 'id', id: 'abc' }],
    [{ reference: 'http://localhost/fhir/Patient/abc' }, { by: 'id', id: 'abc' }],
    [{ reference: 'Patient?identifier=urn:a|1' }, { by: 'identifier', system: 'urn:a', value: '1' }],
    [{ reference: 'Patient?identifier=urn%3Aa%7C1' }, { by: 'identifier', system: 'urn:a', value: '1' }],
    [{ reference: 'Patient?identifier=urn:a' }, undefined],
    [{ reference: 'Group/abc' }, undefined],
    [{ identifier: { system: 'urn:a', value: '1' } }, { by: 'identifier', system: 'urn:a', value: '1' }],
    [{ identifier: { value: '1' } }, undefined],
  ])('reads the reference %j', (reference, named) => {
    expect(namedBy(reference, 'Patient')).toEqual(named);
  });
});

describe('keeping a sheet', () => {
  it('keeps what was sent, completes it, and leaves out bytes and state', () => {
    const own = { url: 'https://example.org/room', valueString: 'B12' };
    const stored = completeSheet(
      sheet({ extension: [own], meta: { versionId: '9', profile: ['https://example.org/p'] } }),
      completion,
    );
    expect(stored).toMatchObject({
      meta: { profile: ['https://example.org/p'] },
      extension: [own],
      identifier: [completion.logicalId],
      custodian: { identifier: completion.custodian },
      category: [{ coding: [{ code: '10' }] }],
      type: { coding: [{ system: 'http://loinc.org', code: '11488-4' }] },
      content: [{ attachment: { url: 'Binary/b', size: 7, hash: 'AAAA', title: 'Compte rendu' } }],
    });
    expect(stored).not.toHaveProperty('securityLabel');
    expect(JSON.stringify(stored)).not.toContain('Qm9uam91cg');
    expect(JSON.stringify(stored)).not.toContain('versionId');
  });

  it('names what it replaces by its own identifier', () => {
    const relatesTo = [
      { code: 'replaces' as const, target: { reference: 'DocumentReference/old' } },
      { code: 'appends' as const, target: { reference: 'DocumentReference/other' } },
    ];
    const replaces = { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:old' };
    const stored = completeSheet(sheet({ relatesTo }), { ...completion, replaces });
    expect(stored['relatesTo']).toEqual([
      { code: 'replaces', target: { type: 'DocumentReference', identifier: replaces } },
      relatesTo[1],
    ]);
  });
});

describe('answering a sheet', () => {
  const stored = completeSheet(sheet(), completion);
  const answer = answeredSheet(stored, state);

  it('bears the state, the flag of the archive first among the extensions', () => {
    expect(answer).toMatchObject({
      id: 'a',
      meta: { versionId: '3', lastUpdated: state.lastUpdated },
      status: 'current',
      securityLabel: [{ coding: [{ code: 'N' }] }],
    });
    expect(answer['extension']).toEqual([
      { url: expect.stringMatching(/pdsm-ext-is-archived$/) as unknown, valueBoolean: false },
      { url: `${EXTENSION_BASE}dmp-deposited-at`, valueInstant: state.depositedAt },
    ]);
    expect(Object.keys(answer).slice(0, 3)).toEqual(['resourceType', 'id', 'meta']);
  });

  it('tells who masked only while it is masked', () => {
    const masked = answeredSheet(stored, {
      ...state,
      confidentiality: ['N', 'MASQUE_PS'],
      maskedBy: 'patient',
    });
    expect(masked['extension']).toContainEqual({
      url: `${EXTENSION_BASE}dmp-masked-by`,
      valueCode: 'patient',
    });
    expect(JSON.stringify(answeredSheet(stored, { ...state, maskedBy: 'patient' }))).not.toContain(
      'dmp-masked-by',
    );
  });

  it('is made anew from an earlier answer, without a trace of its state', () => {
    const masked = answeredSheet(stored, {
      ...state,
      archived: true,
      confidentiality: ['MASQUE_PS'],
      maskedBy: 'professional',
    });
    expect(answeredSheet(masked, state)).toEqual(answer);
  });
});

describe('what a sheet is searched by', () => {
  it('is read from what is kept', () => {
    const facets = facetsOf(
      completeSheet(sheet(), completion),
      [{ by: 'identifier', system: 'urn:oid:1.2.250.1.71.4.2.1', value: '899900000017' }],
      'urn:ihe:iti:xds-sd:text:2008',
    );
    expect(facets).toMatchObject({
      identifier: [
        ['urn:ietf:rfc:3986', 'urn:uuid:1'],
        ['urn:ietf:rfc:3986', 'urn:uuid:logical'],
      ],
      type: [['http://loinc.org', '11488-4']],
      category: [[null, '10']],
      format: [
        [null, 'urn:ihe:iti:xds:2017:mimeTypeSufficient'],
        [null, 'urn:ihe:iti:xds-sd:text:2008'],
      ],
      author: [['urn:oid:1.2.250.1.71.4.2.1', '899900000017']],
      event: [],
      'period-end': null,
    });
    expect(facets.period).toEqual(facets['period-start']);
  });
});
