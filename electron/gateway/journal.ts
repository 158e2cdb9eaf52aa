import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import type { Continuation } from '../journal/kept-head.ts';
import type { ServiceClient } from './client.ts';
import { tokenParam } from './client.ts';
import { callOperation, textValues } from './operation.ts';

const ParametersAnswer = z.object({
  resourceType: z.literal('Parameters'),
  parameter: z.array(
    z.looseObject({
      name: z.string(),
      valueInteger: z.int().optional(),
      valueString: z.string().optional(),
      valueBoolean: z.boolean().optional(),
      valueBase64Binary: z.string().optional(),
    }),
  ),
});

type Values = ReadonlyMap<string, z.infer<typeof ParametersAnswer>['parameter'][number]>;

function valuesOf(body: Uint8Array): Values | undefined {
  try {
    const parsed = ParametersAnswer.parse(JSON.parse(new TextDecoder().decode(body)));
    return new Map(parsed.parameter.map((each) => [each.name, each]));
  } catch {
    return undefined;
  }
}

/** How the service's journal went on after a position, as far as one answer holds; and how long it is. */
export async function askContinuation(
  client: ServiceClient,
  from: number,
): Promise<Result<Continuation & { readonly total: number }, FailureCode>> {
  const answer = await client.fhir({ method: 'GET', path: `AuditEvent/$consistency?from=${from}` });
  if (!answer.ok) return answer;
  const values = valuesOf(answer.value.body);
  const leaves = values?.get('leaves')?.valueBase64Binary;
  const signature = values?.get('signature')?.valueString;
  const total = values?.get('total')?.valueInteger;
  const asked = values?.get('from')?.valueInteger;
  if (leaves === undefined || signature === undefined || total === undefined || asked === undefined) {
    return err('INTERNAL');
  }
  return ok({ from: asked, leaves: Buffer.from(leaves, 'base64'), signature, total });
}

/** The signed head of the service's journal as it is now. */
export async function askHead(client: ServiceClient): Promise<Result<string, FailureCode>> {
  const answer = await client.fhir({ method: 'GET', path: 'AuditEvent/$head' });
  if (!answer.ok) return answer;
  const signature = valuesOf(answer.value.body)?.get('signature')?.valueString;
  return signature === undefined ? err('INTERNAL') : ok(signature);
}

/** What the service answers to the head of a post's journal. */
export interface Witnessed {
  /** The head that it was told before; null: it never heard of this post. */
  readonly previous: string | null;
  /** Its signed word that it was told this one; null: it gives none, or this head cannot follow. */
  readonly receipt: string | null;
}

/** Tells the service the signed head of the post's journal. */
export async function tellOwnHead(
  client: ServiceClient,
  post: string,
  signature: string,
): Promise<Result<Witnessed, FailureCode>> {
  const answer = await callOperation(client, 'AuditEvent/$witness', textValues({ post, signature }));
  if (!answer.ok) return answer;
  const values = valuesOf(answer.value.body);
  return ok({
    previous: values?.get('previous')?.valueString ?? null,
    receipt: values?.get('receipt')?.valueString ?? null,
  });
}

/** The proof of all acts on a record that the caller may see, as a file's bytes. */
export async function askProof(
  client: ServiceClient,
  ins: InsRef,
  actId: string | null,
): Promise<Result<Uint8Array, FailureCode>> {
  const act = actId === null ? '' : `&_id=${encodeURIComponent(actId)}`;
  const answer = await client.fhir({
    method: 'GET',
    path: `AuditEvent/$proof?patient.identifier=${tokenParam(ins)}${act}`,
    headers: { accept: 'application/json' },
  });
  return answer.ok ? ok(answer.value.body) : answer;
}
