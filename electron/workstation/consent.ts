import type { Handlers } from '../../shared/bridge/contract.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { declareConsent, revokeConsent } from '../gateway/consent.ts';
import type { Records } from './record.ts';
import type { OpenSession } from './session.ts';

export interface ConsentDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Records;
  readonly onRecordChanged: (ins: InsRef) => void;
}

/** Declares the patient's consent by a deliberate act, and gives one's own right up. */
export function createConsent(deps: ConsentDeps): Pick<Handlers, 'consent.declare' | 'consent.revoke'> {
  return {
    'consent.declare': async ({ ins, basis, form, confirmed }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const record = deps.records.of(ins);
      if (!record.ok) return record;
      const declared = await declareConsent(record.value.client, ins, { basis, form, confirmed });
      if (!declared.ok) return declared;
      const view = await deps.records.reopen(ins);
      deps.onRecordChanged(ins);
      return view;
    },
    'consent.revoke': async ({ ins }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const record = deps.records.of(ins);
      if (!record.ok) return record;
      const { consentId } = record.value;
      if (consentId !== null) {
        const revoked = await revokeConsent(record.value.client, consentId);
        if (!revoked.ok) return revoked;
      }
      const view = await deps.records.reopen(ins);
      deps.onRecordChanged(ins);
      return view;
    },
  };
}
