import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { FeedingOpposition } from '../../../shared/bridge/feeding.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import { shortDate } from '../../i18n/format.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import styles from './Feeding.module.css';
import { createFeedingStore } from './feeding-store.ts';
import { words } from './messages.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

/** About what an opposition is to be recorded: the whole record, or the draft at hand too. */
export interface OppositionAsked {
  readonly draft: { readonly draftId: string; readonly title: string } | null;
  /** It was recorded: a draft that it is about is given up. */
  readonly onRecorded: (about: 'record' | 'document') => void;
}

export interface FeedingRouteProps {
  readonly bridge: Pick<Bridge, 'feeding.oppositions' | 'feeding.oppose' | 'feeding.lift' | 'on'>;
  readonly ins: InsRef;
  readonly asked: OppositionAsked | null;
  readonly onAnswered: () => void;
}

/** What the patient opposes, on every screen of his record, with the way to record it and to lift it. */
export function FeedingRoute({ bridge, ins, asked, onAnswered }: FeedingRouteProps) {
  const [store] = useState(() => createFeedingStore(bridge, ins));
  const { standing } = useStore(store.state);
  const [lifting, setLifting] = useState<FeedingOpposition | null>(null);
  useEffect(() => {
    void store.load();
    const stop = bridge.on('record.changed', () => void store.load());
    return () => {
      stop();
      store.end();
    };
  }, [store, bridge]);

  return (
    <>
      {standing.length === 0 ? null : (
        <div className={styles.notices}>
          {standing.map((opposition) => (
            <Notice
              key={opposition.id}
              tone="warning"
              title={sentenceOf(opposition)}
              action={<Button onPress={() => setLifting(opposition)}>{words.lift}</Button>}
            >
              <p>{words.motive({ reason: opposition.reason })}</p>
            </Notice>
          ))}
        </div>
      )}
      {asked === null ? null : (
        <ReasonDialog
          title={words.recordTitle}
          lead={words.recordLead}
          label={words.reason}
          verb={words.record}
          draft={asked.draft}
          onReason={async (reason, about) => {
            const failure = await store.oppose(reason, about === 'document' ? asked.draft : null);
            if (failure !== null) return failure;
            onAnswered();
            asked.onRecorded(about);
            return null;
          }}
          onClose={onAnswered}
        />
      )}
      {lifting === null ? null : (
        <ReasonDialog
          title={words.liftTitle}
          lead={words.liftLead}
          label={words.because}
          verb={words.lift}
          draft={null}
          onReason={async (because) => {
            const failure = await store.lift(lifting.id, because);
            if (failure === null) setLifting(null);
            return failure;
          }}
          onClose={() => setLifting(null)}
        />
      )}
    </>
  );
}

function sentenceOf({ document, recordedAt }: FeedingOpposition): string {
  const day = shortDate(recordedAt);
  return document === null ? words.standsRecord({ day }) : words.standsDocument({ title: document, day });
}
