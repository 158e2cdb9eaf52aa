import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { createLookupStore } from './lookup-store.ts';
import { LookupPanel } from './LookupPanel.tsx';
import styles from './Patients.module.css';
import { createSearchStore } from './search-store.ts';
import { SearchPanel, type IdleList } from './SearchPanel.tsx';

export interface PatientsRouteProps {
  readonly bridge: Bridge;
  /** The desk has the search alone; the search screen has the national look-up beside it. */
  readonly withLookup: boolean;
  readonly today: string;
  readonly onOpen: (patient: PatientIdentity, lastSeenAt: string | null) => void;
  /** Goes to the screen that has the look-up. */
  readonly onLookup: () => void;
  readonly onScan: (text: string) => void;
  readonly isDiscreet: boolean;
  /** In sight: who was opened last is asked for anew. */
  readonly isShown: boolean;
  /** Puts somebody on the list of the day; null: this desk has none. */
  readonly onAdd: ((patient: PatientIdentity) => void) | null;
  /** What the desk shows until something is typed; null: the recent patients. */
  readonly idle: IdleList | null;
}

/** Finding a patient: the practice's own first, then the national service. */
export function PatientsRoute(props: PatientsRouteProps) {
  const { bridge, withLookup, today, onOpen, onLookup, onScan, isDiscreet, isShown, idle, onAdd } = props;
  const [search] = useState(() => createSearchStore(bridge));
  const [lookup] = useState(() => createLookupStore(bridge));
  const searching = useStore(search.state);
  const looking = useStore(lookup.state);
  useEffect(() => {
    if (isShown) void search.search(search.state.getState().query);
  }, [search, isShown]);
  useEffect(
    () => () => {
      search.end();
      lookup.end();
    },
    [search, lookup],
  );

  const add = async (): Promise<void> => {
    const patient = await lookup.add();
    if (patient !== null) onOpen(patient, null);
  };
  /** The first word is most often the family name, the next the given name: a start, not a guess to trust. */
  const prefill = (query: string): void => {
    const [family = '', given = ''] = query.split(/\s+/);
    lookup.edit({ family, given });
    if (!withLookup) onLookup();
  };
  return (
    <div className={styles.desk} data-lookup={withLookup || undefined}>
      <ErrorBoundary>
        <SearchPanel
          {...searching}
          today={today}
          onSearch={(query) => void search.search(query)}
          onOpen={({ identity, lastSeenAt }) => onOpen(identity, lastSeenAt)}
          onLookup={prefill}
          onScan={onScan}
          isDiscreet={isDiscreet}
          idle={idle}
          onAdd={onAdd}
        />
      </ErrorBoundary>
      {withLookup ? (
        <ErrorBoundary>
          <LookupPanel
            {...looking}
            today={today}
            onEdit={lookup.edit}
            onAsk={(birthDate) => void lookup.ask(birthDate)}
            onAdd={() => void add()}
          />
        </ErrorBoundary>
      ) : null}
    </div>
  );
}
