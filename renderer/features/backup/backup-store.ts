import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackupCounts, RestoreOutcome } from '../../../shared/bridge/backup.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Bridge } from '../../platform/bridge.ts';

export type Saving =
  | { readonly status: 'idle' }
  | { readonly status: 'saving' }
  | { readonly status: 'saved'; readonly counts: BackupCounts }
  | { readonly status: 'failed'; readonly failure: Failure };

export type Restoring =
  | { readonly status: 'idle' }
  | { readonly status: 'restoring' }
  | { readonly status: 'answered'; readonly answer: RestoreOutcome }
  | { readonly status: 'failed'; readonly failure: Failure };

interface BackupState {
  readonly saving: Saving;
  readonly restoring: Restoring;
}

export interface BackupStore {
  readonly state: StoreApi<BackupState>;
  readonly save: (passphrase: string) => Promise<void>;
  readonly restore: (file: File, passphrase: string) => Promise<void>;
}

export function createBackupStore(bridge: Pick<Bridge, 'backup.save' | 'backup.restore'>): BackupStore {
  const state = createStore<BackupState>(() => ({
    saving: { status: 'idle' },
    restoring: { status: 'idle' },
  }));
  return {
    state,
    save: async (passphrase) => {
      state.setState({ saving: { status: 'saving' } });
      const answer = await bridge['backup.save']({ passphrase });
      if (!answer.ok) state.setState({ saving: { status: 'failed', failure: answer.error } });
      else if (answer.value.saved) {
        state.setState({ saving: { status: 'saved', counts: answer.value.counts } });
      } else state.setState({ saving: { status: 'idle' } });
    },
    restore: async (file, passphrase) => {
      state.setState({ restoring: { status: 'restoring' } });
      const bytes = new Uint8Array(await file.arrayBuffer());
      const answer = await bridge['backup.restore']({ bytes, passphrase });
      state.setState({
        restoring: answer.ok
          ? { status: 'answered', answer: answer.value }
          : { status: 'failed', failure: answer.error },
      });
    },
  };
}
