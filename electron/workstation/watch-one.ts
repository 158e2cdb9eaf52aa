import type { InsRef } from '../../shared/bridge/identity.ts';
import type { RecordView } from '../../shared/bridge/record.ts';
import { watchRecord } from '../gateway/changes.ts';
import type { ServiceClient } from '../gateway/client.ts';

/** Waits for changes of the one open record, by the session that it is asked by. */
export interface RecordWatch {
  /** Waits as long as this view may be consulted; a view that may not is waited for by nobody. */
  follow(client: ServiceClient, view: RecordView): void;
  stop(): void;
}

interface Watching {
  readonly client: ServiceClient;
  readonly ins: InsRef;
  /** The right that it goes by: a service that refused it is asked again for another one only. */
  readonly right: string;
  readonly stop: () => void;
}

/** Waits for changes of one record at a time: the one that is open. */
export function watchOne(onChanged: (ins: InsRef) => void, onAlive: (ins: InsRef) => void): RecordWatch {
  let watching: Watching | undefined;

  function stop(): void {
    watching?.stop();
    watching = undefined;
  }

  return {
    stop,
    follow: (client, view) => {
      const { ins } = view.patient;
      // To ask without a right would be one more refused attempt in the patient's history.
      if (!mayWait(view)) return stop();
      const right = JSON.stringify([view.right, view.access]);
      const isSame =
        watching?.client === client && watching.ins.value === ins.value && watching.right === right;
      if (isSame) return;
      stop();
      const notify = (): void => onChanged(ins);
      watching = {
        client,
        ins,
        right,
        stop: watchRecord({
          client,
          ins,
          onChange: notify,
          onRefused: notify,
          onAlive: () => onAlive(ins),
        }),
      };
    },
  };
}

const mayWait = ({ record, right, access }: RecordView): boolean =>
  record.status === 'active' && (right.status === 'valid' || access.mode !== 'NORMAL');
