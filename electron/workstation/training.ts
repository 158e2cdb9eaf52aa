import type { Handlers } from '../../shared/bridge/contract.ts';
import { err, ok } from '../../shared/result.ts';
import type { Host } from '../hosts/host.ts';
import type { Sessions } from './session.ts';

export interface TrainingDeps {
  readonly host: Pick<Host, 'openSpace'>;
  /** True where the service is the embedded one: every patient is fictitious. */
  readonly demonstration: boolean;
  readonly session: Sessions['current'];
}

/** The training view: the patient's own space in a window beside the professional's. */
export function createTraining({
  host,
  demonstration,
  session,
}: TrainingDeps): Pick<Handlers, 'training.openSpace'> {
  return {
    'training.openSpace': async ({ ins }) => {
      const open = session();
      if (!open.ok) return open;
      if (!demonstration) return err('REFUSED');
      return (await host.openSpace(ins)) === 'opened' ? ok(null) : err('REFUSED');
    },
  };
}
