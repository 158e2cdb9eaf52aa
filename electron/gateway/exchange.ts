import type { ClaimedTraits } from '../../shared/bridge/emergency.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import type { Connection } from './connection.ts';
import type { AccessToken } from './token.ts';
import { postTokenRequest } from './token.ts';

/** What a token that is bound to one record is asked for (C1 to C5 of the wire). */
export type Purpose =
  | {
      readonly kind: 'BTG';
      readonly traits: ClaimedTraits;
      /** Where the identity is known besides: it tells homonyms apart. */
      readonly patient: InsRef | null;
      readonly justification: string;
    }
  | { readonly kind: 'ETREAT'; readonly callId: string; readonly patient: InsRef | ClaimedTraits }
  | { readonly kind: 'secret'; readonly patient: InsRef };

/** A token with the only record that it opens. */
export interface BoundToken extends AccessToken {
  readonly ins: InsRef;
}

const BoundTokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  patient: z.string(),
});

/**
 * Trades the ordinary token for one that is bound to one record. The exchange itself opens the record: its
 * trace and its notices leave with it, once (C3 of the wire).
 *
 * @returns the token, or the reason for which the service does not give it
 */
export async function exchangeToken(
  connection: Connection,
  ordinary: string,
  purpose: Purpose,
): Promise<Result<BoundToken, FailureCode>> {
  const token = await postTokenRequest(connection, BoundTokenAnswer, {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: ordinary,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    ...parametersOf(purpose),
  });
  if (!token.ok) return token;
  const { access_token: value, expires_in: seconds, patient } = token.value;
  const ins = insOf(patient);
  if (ins === undefined) return err('INTERNAL');
  return ok({ value, expiresInMs: seconds * 1_000, ins });
}

function parametersOf(purpose: Purpose): Record<string, string> {
  switch (purpose.kind) {
    case 'BTG':
      return {
        purpose_of_use: 'BTG',
        ...traitParameters(purpose.traits),
        ...(purpose.patient === null ? {} : { patient: named(purpose.patient) }),
        justification: purpose.justification,
      };
    case 'ETREAT':
      return {
        purpose_of_use: 'ETREAT',
        call_id: purpose.callId,
        ...('value' in purpose.patient
          ? { patient: named(purpose.patient) }
          : traitParameters(purpose.patient)),
      };
    case 'secret':
      return { secret: 'true', patient: named(purpose.patient) };
  }
}

const named = ({ system, value }: InsRef): string => `${system}|${value}`;

const traitParameters = ({ family, given, birthDate }: ClaimedTraits): Record<string, string> => ({
  family,
  given,
  birthdate: birthDate,
});

function insOf(text: string): InsRef | undefined {
  const [system, value] = text.split('|');
  return InsRef.safeParse({ system, value }).data;
}
