import type { FailureCode } from '../../shared/bridge/failure.ts';
import { FAILURE_CODES } from '../../shared/bridge/failure.ts';
import { z } from '../../shared/schema/zod.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { WireAnswer } from './connection.ts';

const OperationOutcome = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z
    .array(z.object({ details: z.object({ coding: z.array(z.object({ code: z.string() })).min(1) }) }))
    .min(1),
});

const KNOWN: ReadonlySet<string> = new Set(FAILURE_CODES);

/**
 * What a refusal of the service means to us: its reason code when we know it, else the meaning of its
 * status. The French text that comes with it is for other clients; ours has its own words.
 */
export function failureOf(answer: WireAnswer): FailureCode {
  if (answer.status === 401) return 'SESSION_ENDED';
  const reason = reasonOf(answer.body);
  if (reason !== undefined && isFailureCode(reason)) return reason;
  switch (answer.status) {
    case 404:
      return 'NOT_FOUND';
    case 409:
    case 412:
      return 'STALE_VERSION';
    case 413:
      return 'TOO_LARGE';
    case 429:
      return 'RATE_LIMITED';
    case 403:
      return 'REFUSED';
    case 502:
    case 503:
    case 504:
      return 'SERVICE_UNREACHABLE';
    default:
      return answer.status >= 400 && answer.status < 500 ? 'INVALID' : 'INTERNAL';
  }
}

/** The answer where it is a success, else what it means. */
export const successOf = (answer: WireAnswer): Result<WireAnswer, FailureCode> =>
  answer.status < 300 ? ok(answer) : err(failureOf(answer));

function isFailureCode(code: string): code is FailureCode {
  return KNOWN.has(code);
}

function reasonOf(body: Uint8Array): string | undefined {
  try {
    const outcome = OperationOutcome.safeParse(JSON.parse(new TextDecoder().decode(body)));
    return outcome.data?.issue[0]?.details.coding[0]?.code;
  } catch {
    return undefined;
  }
}
