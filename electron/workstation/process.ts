/**
 * Entry of the workstation process: the only one that holds the professional's keys and his patients. It
 * ends at each lock; the shell then starts another.
 */
import { deskContract } from '../../shared/bridge/contract.ts';
import type { ShellPort } from '../bridge/page-process.ts';
import { servePage } from '../bridge/page-process.ts';
import { windowOf } from '../bridge/window-of.ts';
import type { Host } from '../hosts/host.ts';
import type { WorkstationSettings } from '../hosts/process-messages.ts';
import { createWorkstation } from './create-workstation.ts';

function hostOf(kind: WorkstationSettings['hostKind'], shell: ShellPort): Host {
  return {
    kind,
    ...windowOf(shell),
    openSpace: async (ins) =>
      (await shell.ask({ method: 'openSpace', ins })) === 'opened' ? 'opened' : 'refused',
    notify: (notice) => void shell.ask({ method: 'notify', notice }),
    standing: (handover) => shell.send({ kind: 'standing', handover }),
    restart: (handover) => shell.send({ kind: 'restart', handover }),
  };
}

servePage(deskContract, ({ hostKind, ...settings }: WorkstationSettings, shell) =>
  createWorkstation({ ...settings, host: hostOf(hostKind, shell), now: Date.now }),
);
