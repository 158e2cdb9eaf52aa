import type { Handlers } from '../../shared/bridge/contract.ts';
import type { StoreMatter, StoreNotice } from '../../shared/bridge/recovery.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import { countByStatus } from '../store/acts.ts';
import type { ReadableDatabase } from '../store/open.ts';
import type { Recovery } from '../store/recover.ts';
import type { OpenSession } from './session.ts';

/** Where each table belongs for whoever works with it; what is not named here belongs to the settings. */
const MATTERS: Readonly<Record<string, StoreMatter>> = {
  act: 'acts',
  patients: 'patients',
  patient_list: 'patients',
  name_words: 'patients',
  name_pairs: 'patients',
  name_births: 'patients',
  announcements: 'announcements',
  feeding_oppositions: 'announcements',
  own_emergencies: 'announcements',
  journal: 'journal',
  journal_fact: 'journal',
  drafts: 'drafts',
};

/** Says what happened to a store, in the words of whoever works with it. @param waiting acts that wait now */
function recoveredNotice(recovery: Recovery, waiting: number): StoreNotice {
  const rowsOf = (name: string): number => recovery.tables.find(({ table }) => table === name)?.rows ?? 0;
  const partial = recovery.tables.filter(({ isPartial }) => isPartial);
  return {
    kind: 'recovered',
    why: recovery.why,
    at: recovery.at,
    setAside: recovery.setAside,
    waiting,
    patients: rowsOf('patients'),
    journal: rowsOf('journal'),
    lost: [...new Set(partial.map(({ table }) => MATTERS[table] ?? 'settings'))],
  };
}

export interface RecoveryDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
}

/** What the professional is told of his data on this post, once, before he goes on. */
export function createRecovery({
  session,
}: RecoveryDeps): Pick<Handlers, Extract<keyof Handlers, `recovery.${string}`>> {
  return {
    'recovery.notice': async () => {
      const open = session();
      if (!open.ok) return open;
      const { trouble, database } = open.value.store;
      if (trouble === null) return ok({ notice: null });
      const notice =
        trouble.kind === 'recovered' ? recoveredNotice(trouble.recovery, notReceived(database)) : trouble;
      return ok({ notice });
    },
    'recovery.told': async () => {
      const open = session();
      if (!open.ok) return open;
      open.value.store.troubleTold();
      return ok({});
    },
  };
}

/** Acts that the service has not received: those of the second copy are back among them. */
function notReceived(database: ReadableDatabase): number {
  const { toReview, waiting } = countByStatus(database);
  return toReview + waiting;
}
