import { useEffect, useState } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { MessagesRoute, type MessagesRouteProps } from './MessagesRoute.tsx';
import { createThreadsStore, type ThreadsStore } from './threads-store.ts';

export interface RecordMessagesProps extends Omit<
  MessagesRouteProps,
  'store' | 'patient' | 'onOpenRecord' | 'bridge'
> {
  readonly bridge: MessagesRouteProps['bridge'] & Parameters<typeof createThreadsStore>[0];
  readonly patient: PatientIdentity;
}

/** The threads with the patient of the open record. One mount serves one patient. */
export function RecordMessages(props: RecordMessagesProps) {
  const { bridge, patient } = props;
  const [store] = useState<ThreadsStore>(() => createThreadsStore(bridge, patient.ins));
  useEffect(() => store.follow(), [store]);
  return <MessagesRoute {...props} store={store} onOpenRecord={null} />;
}
