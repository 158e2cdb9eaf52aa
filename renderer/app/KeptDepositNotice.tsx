import { useCallback, useEffect, useState } from 'react';
import type { InsRef } from '../../shared/bridge/identity.ts';
import { depositDraft, readKeptDeposit, type KeptDeposit } from '../features/deposit/kept.ts';
import { dateAndTime } from '../i18n/format.ts';
import type { DraftsBridge } from '../platform/drafts.ts';
import { forgetToDeposit } from '../platform/files-to-deposit.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { words } from './messages.ts';
import styles from './Shell.module.css';

interface Waiting {
  readonly kept: KeptDeposit | null;
  /** It is under way, or was given up in its own screen. */
  readonly forget: () => void;
  readonly giveUp: () => void;
}

/** The deposit that its author began in this record and left, if there is one. */
export function useKeptDeposit(bridge: DraftsBridge, ins: InsRef | null): Waiting {
  const [kept, setKept] = useState<KeptDeposit | null>(null);
  const { system, value } = ins ?? {};
  useEffect(() => {
    if (system === undefined || value === undefined) return undefined;
    let left = false;
    void readKeptDeposit(bridge, { system, value }).then((found) => {
      if (!left) setKept(found);
    });
    return () => {
      left = true;
    };
  }, [bridge, system, value]);
  const forget = useCallback(() => setKept(null), []);
  return {
    kept,
    forget,
    giveUp: () => {
      if (ins !== null) depositDraft(bridge, ins).drop();
      if (kept !== null) forgetToDeposit([kept.file, ...kept.further]);
      forget();
    },
  };
}

export interface KeptDepositNoticeProps {
  readonly kept: KeptDeposit;
  readonly onTakeUp: () => void;
  readonly onGiveUp: () => void;
}

/** A deposit waits where it was left: to be taken up or given up, and never sent by itself. */
export function KeptDepositNotice({ kept, onTakeUp, onGiveUp }: KeptDepositNoticeProps) {
  return (
    <Notice
      tone="info"
      className={styles.journal ?? ''}
      title={
        kept.keptAt === null ? words.filesToDeposit : words.keptDeposit({ when: dateAndTime(kept.keptAt) })
      }
      action={
        <>
          <Button variant="quiet" onPress={onGiveUp}>
            {words.keptDepositGiveUp}
          </Button>
          <Button onPress={onTakeUp}>{words.keptDepositTakeUp}</Button>
        </>
      }
    >
      <p>{[kept.form?.title.trim() || kept.file.name, ...kept.further.map(({ name }) => name)].join(', ')}</p>
    </Notice>
  );
}
