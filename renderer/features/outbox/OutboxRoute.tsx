import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { OutboxPanel } from './OutboxPanel.tsx';
import { createOutboxStore, type OutboxBridge } from './outbox-store.ts';

/** The acts of this post that the service has not received, and the receipts of those that it has. */
export function OutboxRoute({ bridge }: { readonly bridge: OutboxBridge }) {
  const [store] = useState(() => createOutboxStore(bridge));
  const state = useStore(store.state);
  useEffect(() => {
    void store.load();
    const stops = [
      bridge.on('outbox.progress', store.follow),
      bridge.on('system.status', () => void store.load()),
    ];
    return () => {
      for (const stop of stops) stop();
      store.end();
    };
  }, [store, bridge]);
  return <OutboxPanel state={state} store={store} />;
}
