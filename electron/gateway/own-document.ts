import { createHash } from 'node:crypto';
import type { ConfidentialityCode } from '../../shared/access/vocabulary.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { writeLabels } from '../../shared/fhir/security-label.ts';
import { CLASS_SYSTEM, FORMAT_SYSTEM, URI_SYSTEM } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { ServiceClient } from './client.ts';
import { PATIENCE } from './patience.ts';

/** Class of what patients deposit themselves (JDV_J57). */
const OWN_CLASS = '90';

/** A document that its holder adds to his own space, or a new version of one. */
export interface OwnDocument {
  /** `urn:oid:…`. */
  readonly uniqueId: string;
  readonly patient: PatientIdentity;
  readonly title: string;
  readonly type: { readonly code: string; readonly label: string; readonly system: string };
  readonly format: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Instant. */
  readonly createdAt: string;
  readonly confidentiality: readonly ConfidentialityCode[];
  readonly replaces: { readonly uniqueId: string; readonly seenVersion: number } | null;
}

/** Publishes an own document (ITI-105; E18 of the wire). */
export async function publishOwnDocument(
  client: ServiceClient,
  document: OwnDocument,
): Promise<Result<null, FailureCode>> {
  const { replaces } = document;
  const answer = await client.fhir({
    method: 'POST',
    path: 'DocumentReference',
    headers: {
      'content-type': 'application/fhir+json',
      ...(replaces === null ? {} : { 'if-match': `W/"${replaces.seenVersion}"` }),
    },
    body: JSON.stringify(sheetOf(document)),
    timeoutMs: PATIENCE.pieceMs,
  });
  return answer.ok ? ok(null) : answer;
}

function sheetOf(document: OwnDocument): object {
  const { patient, type, bytes, replaces } = document;
  const system = /^\d/.test(type.system) ? `urn:oid:${type.system}` : type.system;
  return {
    resourceType: 'DocumentReference',
    contained: [
      {
        resourceType: 'Patient',
        id: 'patient',
        identifier: [{ use: 'official', ...patient.ins }],
        name: [{ use: 'official', family: patient.birthFamilyName, given: [...patient.givenNames] }],
        birthDate: patient.birthDate,
      },
    ],
    masterIdentifier: { system: URI_SYSTEM, value: document.uniqueId },
    status: 'current',
    type: { coding: [{ system, code: type.code, display: type.label }] },
    category: [{ coding: [{ system: CLASS_SYSTEM, code: OWN_CLASS }] }],
    subject: { identifier: patient.ins },
    date: document.createdAt,
    author: [{ reference: '#patient' }],
    ...(replaces === null
      ? {}
      : {
          relatesTo: [
            {
              code: 'replaces',
              target: { identifier: { system: URI_SYSTEM, value: replaces.uniqueId } },
            },
          ],
        }),
    securityLabel: writeLabels(document.confidentiality),
    content: [
      {
        attachment: {
          contentType: document.mediaType,
          language: 'fr-FR',
          size: bytes.length,
          hash: createHash('sha1').update(bytes).digest('base64'),
          title: document.title,
          creation: document.createdAt,
          data: Buffer.from(bytes).toString('base64'),
        },
        format: { system: FORMAT_SYSTEM, code: document.format },
      },
    ],
    context: { sourcePatientInfo: { reference: '#patient' } },
  };
}
