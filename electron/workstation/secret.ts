import { isMinor } from '../../shared/access/clocks.ts';
import type { Policy } from '../../shared/access/policy.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { ageOn } from '../../shared/identity/age.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { BoundAccesses } from './bound-access.ts';
import type { Records } from './record.ts';

export interface SecretDeps {
  readonly records: Records;
  readonly accesses: Pick<BoundAccesses, 'begin' | 'end'>;
  readonly policy: () => Policy;
  readonly now: () => number;
}

/**
 * The secret session on the record of a minor (dmp-rules 3.40): agreed with him, its deposits are hidden from
 * his representatives, and so are its traces.
 */
export function createSecret(deps: SecretDeps): Pick<Handlers, 'secret.begin' | 'secret.end'> {
  /** The service judges the minority; the age from which it is proposed is a parameter of the software. */
  function isProposed(ins: InsRef): Result<null, FailureCode> {
    const record = deps.records.of(ins);
    if (!record.ok) return record;
    const { birthDate } = record.value.view.patient;
    const policy = deps.policy();
    const now = deps.now();
    if (!isMinor(policy, { status: 'ACTIVE', birthDate }, now)) return err('NOT_A_MINOR');
    const years = ageOn(birthDate, new Date(now).toISOString().slice(0, 10))?.years ?? 0;
    const { secretSessionMinimumYears: from } = policy.parameters;
    return from !== null && years < from ? err('REFUSED') : ok(null);
  }

  return {
    'secret.begin': async ({ ins }) => {
      const proposed = isProposed(ins);
      if (!proposed.ok) return proposed;
      const begun = await deps.accesses.begin({ kind: 'secret', patient: ins });
      return begun.ok ? deps.records.open(ins) : begun;
    },
    'secret.end': async ({ ins }) => {
      await deps.accesses.end(ins, 'asked');
      return deps.records.open(ins);
    },
  };
}
