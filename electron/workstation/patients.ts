import type { Handlers } from '../../shared/bridge/contract.ts';
import type { PatientHit } from '../../shared/bridge/patients.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { patientByIns, patientByTraits } from '../gateway/patient.ts';
import type { PatientSearch } from '../search/patient-search.ts';
import { countPatients, findPatient, recentPatients, storePatients } from '../store/patients.ts';
import type { OpenSession } from './session.ts';

export interface PatientsDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly search: () => PatientSearch;
}

/** Finds patients among the practice's own, looks others up in the national service, adds them to the list. */
export function createPatients(
  deps: PatientsDeps,
): Pick<Handlers, Extract<keyof Handlers, `patients.${string}`>> {
  return {
    'patients.search': async ({ query, limit }) => {
      const session = deps.session();
      return session.ok ? ok(deps.search().search(query, limit)) : session;
    },

    'patients.recent': async ({ limit }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const { database } = session.value.store;
      const hits = recentPatients(database, limit).map(({ identity, lastSeenAt }): PatientHit => ({
        identity,
        lastSeenAt,
        matched: 'recent',
      }));
      return ok({ hits, total: countPatients(database) });
    },

    'patients.lookup': async (traits) => {
      const session = deps.session();
      if (!session.ok) return session;
      const { client, store } = session.value;
      const found = await patientByTraits(client, traits);
      if (!found.ok) return found;
      if (typeof found.value === 'string') return ok({ outcome: found.value });
      const { identity } = found.value;
      return ok({
        outcome: 'found',
        identity,
        known: findPatient(store.database, identity.ins) !== undefined,
      });
    },

    'patients.add': async ({ ins }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const { client, store } = session.value;
      // Asked again by INS: only an identity that the national service gives enters the list.
      const found = await patientByIns(client, ins);
      if (!found.ok) return found;
      if (found.value === null) return err('NOT_FOUND');
      storePatients(store.database, [found.value.identity]);
      return ok(found.value.identity);
    },
  };
}
