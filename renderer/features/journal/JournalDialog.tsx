import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { JournalExtent } from '../../../shared/bridge/journal.ts';
import { localDay } from '../../../shared/identity/calendar.ts';
import { mediumDate } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ExportOutcome } from './ExportOutcome.tsx';
import styles from './Journal.module.css';
import {
  createJournalStore,
  isBackwards,
  isPeriod,
  type JournalBridge,
  type JournalStore,
} from './journal-store.ts';
import { words } from './messages.ts';

export interface JournalDialogProps {
  readonly bridge: JournalBridge;
  readonly today: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The post's own journal, taken out as a file that stands by itself: what it holds, whose it is, which days. */
export function JournalDialog({ bridge, today, isOpen, onClose }: JournalDialogProps) {
  const [store] = useState(() => createJournalStore(bridge));
  useEffect(() => {
    if (!isOpen) return undefined;
    void store.open();
    return store.end;
  }, [store, isOpen]);
  const { exporting } = useStore(store.state);
  return (
    <Dialog
      title={words.title}
      isOpen={isOpen}
      isDismissable={exporting.status !== 'exporting'}
      onClose={onClose}
      footer={<Footer store={store} onClose={onClose} />}
    >
      <Body store={store} today={today} />
    </Dialog>
  );
}

function Footer({ store, onClose }: { readonly store: JournalStore; readonly onClose: () => void }) {
  const { extent, period, exporting } = useStore(store.state);
  const isExporting = exporting.status === 'exporting';
  const hasEntries = extent.status === 'known' && extent.extent.entries > 0;
  if (exporting.status === 'answered' && exporting.answer.outcome === 'saved') {
    return (
      <>
        <Button onPress={() => void store.save()}>{words.again}</Button>
        <Button variant="primary" autoFocus onPress={onClose}>
          {words.close}
        </Button>
      </>
    );
  }
  return (
    <>
      {isExporting ? (
        <Button autoFocus onPress={() => void store.stop()}>
          {words.stop}
        </Button>
      ) : (
        <Button onPress={onClose}>{words.close}</Button>
      )}
      <Button
        variant="primary"
        isDisabled={!hasEntries || !isPeriod(period)}
        isPending={isExporting}
        onPress={() => void store.save()}
      >
        {words.exportNow}
      </Button>
    </>
  );
}

function Body({ store, today }: { readonly store: JournalStore; readonly today: string }) {
  const { extent, period, exporting } = useStore(store.state);
  switch (extent.status) {
    case 'asking':
      return <Skeleton rows={6} />;
    case 'failed':
      return <FailureState failure={extent.failure} onRetry={() => void store.open()} />;
    case 'known':
      break;
  }
  const isExporting = exporting.status === 'exporting';
  return (
    <div className={styles.journal}>
      <div className={styles.what}>
        <p>{holds(extent.extent)}</p>
        <p className={styles.help}>{words.ownOnly}</p>
      </div>
      <Notice title={words.contains}>
        <p>{words.containsWhat}</p>
        <p>{words.protect}</p>
      </Notice>
      <RadioGroup
        label={words.which}
        orientation="horizontal"
        value={period === null ? 'whole' : 'period'}
        isDisabled={isExporting}
        choices={[
          { id: 'whole', label: words.whole },
          { id: 'period', label: words.period },
        ]}
        onChange={(id) =>
          store.choose(id === 'whole' ? null : { from: firstDay(extent.extent, today), to: today })
        }
      />
      {period === null ? null : (
        <div className={styles.days}>
          <DayField
            label={words.from}
            value={period.from}
            today={today}
            isDisabled={isExporting}
            onChange={(from) => store.choose({ ...period, from })}
          />
          <DayField
            label={words.to}
            value={period.to}
            today={today}
            isDisabled={isExporting}
            onChange={(to) => store.choose({ ...period, to })}
          />
          {isBackwards(period) ? <p role="alert">{words.periodWrong}</p> : null}
        </div>
      )}
      <ExportOutcome exporting={exporting} />
    </div>
  );
}

const firstDay = ({ since }: JournalExtent, today: string): string =>
  since === null ? today : localDay(since);

function holds({ entries, since, isKept }: JournalExtent): string {
  if (!isKept) return words.holdsSession({ count: entries });
  return entries === 0 || since === null
    ? words.holdsNothing
    : words.holds({ count: entries, since: mediumDate(since) });
}
