import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { CODE_SYSTEM_BASE } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { ServiceClient } from './client.ts';

/** What a declaration says besides whose record it is about. */
export interface Declaration {
  readonly category: string;
  readonly extension?: readonly object[];
  readonly provision: { readonly type: 'permit' | 'deny' } & Readonly<Record<string, unknown>>;
}

/** Declares something about the rights on a record, by either side: one resource whose category says what. */
export async function postConsent(
  client: ServiceClient,
  ins: InsRef,
  { category, ...content }: Declaration,
): Promise<Result<null, FailureCode>> {
  const answer = await client.fhir({
    method: 'POST',
    path: 'Consent',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify({
      resourceType: 'Consent',
      status: 'active',
      scope: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
      },
      category: [{ coding: [{ system: `${CODE_SYSTEM_BASE}dmp-consent-category`, code: category }] }],
      patient: { identifier: { system: ins.system, value: ins.value } },
      policyRule: {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
            code: content.provision.type === 'permit' ? 'OPTIN' : 'OPTOUT',
          },
        ],
      },
      ...content,
    }),
  });
  return answer.ok ? ok(null) : answer;
}

/** Somebody whom a right names, a person or an establishment, as a provision holds him. */
export function provisionActor(system: string, value: string): object {
  return {
    role: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' }],
    },
    reference: { identifier: { system, value } },
  };
}
