import type { ConsentBasis, ConsentForm } from '../../shared/access/vocabulary.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Right } from '../../shared/bridge/record.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { search } from './bundle.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';
import { postConsent } from './consent-declaration.ts';
import { EXTENSION_BASE } from '../../shared/fhir/systems.ts';

const Instant = z.iso.datetime({ offset: true });

const ConsentResource = z.object({
  resourceType: z.literal('Consent'),
  id: z.string(),
  status: z.string(),
  extension: z
    .array(z.object({ url: z.string(), valueCode: z.string().optional() }))
    .optional()
    .catch(undefined),
  provision: z.object({
    type: z.enum(['permit', 'deny']),
    period: z.object({ start: Instant.optional(), end: Instant.optional() }).optional(),
  }),
});
type ConsentResource = z.infer<typeof ConsentResource>;

/** The professional's own right, with the resource by which he can give it up. */
export interface OwnRight {
  readonly right: Right;
  readonly consentId: string | null;
  /** What was written down when it was declared. */
  readonly declared: DeclaredConsent | null;
}

export interface DeclaredConsent {
  readonly basis: ConsentBasis | null;
  readonly form: ConsentForm | null;
}

/** Own right on a record (TD0.2): no entry, no right. */
export async function ownRight(client: ServiceClient, ins: InsRef): Promise<Result<OwnRight, FailureCode>> {
  const page = await search(client, `Consent?patient.identifier=${tokenParam(ins)}&actor=me`, {
    resourceType: 'Consent',
    schema: ConsentResource,
    thing: 'consent',
  });
  if (!page.ok) return page;
  const strongest = page.value.found.toSorted((a, b) => strength(b) - strength(a))[0];
  return ok(
    strongest === undefined
      ? { right: { status: 'none' }, consentId: null, declared: null }
      : {
          right: rightOf(strongest),
          consentId: strongest.provision.type === 'deny' ? null : strongest.id,
          declared: strongest.provision.type === 'deny' ? null : declaredBy(strongest),
        },
  );
}

function declaredBy({ extension = [] }: ConsentResource): DeclaredConsent {
  const code = (name: string): string | undefined =>
    extension.find(({ url }) => url === `${EXTENSION_BASE}${name}`)?.valueCode;
  const basis = code('dmp-consent-basis');
  const form = code('dmp-consent-form');
  return {
    basis: basis === 'CARE_TEAM' || basis === 'EXPLICIT' ? basis : null,
    form: form === 'ORAL' || form === 'WRITTEN' ? form : null,
  };
}

/** A block outweighs a right, a right that runs outweighs one that ended. */
function strength(consent: ConsentResource): number {
  if (consent.provision.type === 'deny') return 2;
  return consent.status === 'active' ? 1 : 0;
}

function rightOf(consent: ConsentResource): Right {
  const { type, period } = consent.provision;
  if (type === 'deny') return { status: 'blocked' };
  if (consent.status === 'active' && period?.start !== undefined) {
    return { status: 'valid', since: period.start, until: period.end ?? null };
  }
  return period?.end === undefined ? { status: 'none' } : { status: 'expired', until: period.end };
}

/** Declares the patient's consent (TD0.3): basis and form are named, the statement was ticked by a person. */
export function declareConsent(
  client: ServiceClient,
  ins: InsRef,
  consent: { readonly basis: ConsentBasis; readonly form: ConsentForm; readonly confirmed: true },
): Promise<Result<null, FailureCode>> {
  return postConsent(client, ins, {
    category: 'authorisation',
    extension: [
      { url: `${EXTENSION_BASE}dmp-consent-basis`, valueCode: consent.basis },
      { url: `${EXTENSION_BASE}dmp-consent-form`, valueCode: consent.form },
      { url: `${EXTENSION_BASE}dmp-confirmed`, valueBoolean: consent.confirmed },
    ],
    provision: { type: 'permit' },
  });
}

/** Gives up one's own right. Giving it up twice is no error. */
export async function revokeConsent(
  client: ServiceClient,
  consentId: string,
): Promise<Result<null, FailureCode>> {
  const answer = await client.fhir({ method: 'DELETE', path: `Consent/${encodeURIComponent(consentId)}` });
  return answer.ok ? ok(null) : answer;
}
