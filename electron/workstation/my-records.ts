import type { Handlers } from '../../shared/bridge/contract.ts';
import type { MyRecord } from '../../shared/bridge/my-records.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { newsOf, ownRecords } from '../gateway/my-records.ts';
import { findPatient } from '../store/patients.ts';
import type { OpenSession } from './session.ts';

export interface MyRecordsDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly now: () => number;
}

/** The records on which the professional has a right, and what came into one since he last looked. */
export function createMyRecords({
  session,
  now,
}: MyRecordsDeps): Pick<Handlers, 'records.mine' | 'records.news'> {
  return {
    'records.mine': async () => {
      const opened = session();
      if (!opened.ok) return opened;
      const { client, professional, store } = opened.value;
      const found = await ownRecords(client);
      if (!found.ok) return found;
      const records = found.value.map(({ patient, right }): MyRecord => ({
        patient: patient.identity,
        basis: right.basis,
        since: right.since,
        until: right.until,
        status: right.status,
        treatingDoctor: patient.treatingDoctors.includes(professional.id),
        lastSeenAt: findPatient(store.database, patient.identity.ins)?.lastSeenAt ?? null,
      }));
      return ok({ records, asOf: new Date(now()).toISOString() });
    },

    'records.news': async ({ ins, since }) => {
      const opened = session();
      return opened.ok ? newsOf(opened.value.client, ins, since) : opened;
    },
  };
}
