import type { FailureCode } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { NewVaccination } from '../../../shared/bridge/sections.ts';
import { ROUTES, SITES } from '../../../shared/clinical/vaccination-note.ts';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';
import type { ServiceClient } from '../client.ts';
import type { UnnamedRequest } from '../named-request.ts';

/** Product numbers of GS1. */
const GTIN_SYSTEM = 'https://www.gs1.org/gtin';

/** What a vaccine of the list is, beside its code. */
export interface VaccineTerms {
  readonly system: string;
  readonly label: string;
  /** Diseases in words. */
  readonly diseases: readonly string[];
}

const bytesOf = (json: object): Uint8Array => Buffer.from(JSON.stringify(json), 'utf8');

/** A vaccination as the service takes it (J of the wire); who gave it is whoever sends it. */
export function additionRequest(
  ins: InsRef,
  vaccination: NewVaccination,
  { system, label, diseases }: VaccineTerms,
): UnnamedRequest {
  const { vaccine, product, gtin, lot, expires, date, site, route, dose } = vaccination;
  return {
    method: 'POST',
    path: 'Immunization',
    headers: { 'content-type': 'application/fhir+json' },
    body: bytesOf({
      resourceType: 'Immunization',
      status: 'completed',
      vaccineCode: {
        coding: [{ system, code: vaccine }, ...(gtin === null ? [] : [{ system: GTIN_SYSTEM, code: gtin }])],
        text: product === null || product === '' ? label : `${label} (${product})`,
      },
      patient: { identifier: ins },
      occurrenceDateTime: date,
      primarySource: true,
      lotNumber: lot,
      ...(expires === null ? {} : { expirationDate: expires }),
      ...(site === null ? {} : { site: { text: SITES[site] } }),
      ...(route === null ? {} : { route: { text: ROUTES[route] } }),
      protocolApplied: [
        {
          targetDisease: diseases.map((text) => ({ text })),
          ...(dose === null ? {} : { doseNumberPositiveInt: dose }),
        },
      ],
    }),
  };
}

/** An entry made in error, taken back by its author in the version that he saw. */
export function withdrawalRequest(entry: { readonly id: string; readonly version: number }): UnnamedRequest {
  return {
    method: 'PATCH',
    path: `Immunization/${encodeURIComponent(entry.id)}`,
    headers: {
      'content-type': 'application/json-patch+json',
      'if-match': `W/"${String(entry.version)}"`,
    },
    body: bytesOf([{ op: 'replace', path: '/status', value: 'entered-in-error' }]),
  };
}

/**
 * Sends one act at once, under a name of its own: an answer that is lost on the way never makes it happen twice.
 *
 * @param key the same for every time that it is sent
 */
export async function sendRequest(
  client: ServiceClient,
  request: UnnamedRequest,
  key: string,
): Promise<Result<null, FailureCode>> {
  const answer = await client.fhir({ ...request, headers: { ...request.headers, 'idempotency-key': key } });
  return answer.ok ? ok(null) : answer;
}
