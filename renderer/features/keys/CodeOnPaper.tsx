import { createPortal } from 'react-dom';
import type { DraftCode } from '../../../shared/bridge/keys.ts';
import { mediumDate } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Keys.module.css';
import { ownWords as words } from './messages.ts';
import type { CodePurpose, OwnKeysStore } from './own-keys-store.ts';

export interface CodeOnPaperProps {
  readonly purpose: CodePurpose;
  readonly draft: DraftCode;
  readonly name: string;
  readonly today: string;
  readonly isPending: boolean;
  readonly store: OwnKeysStore;
}

/** The code, once: on the screen to be copied, and on a sheet of its own for the printer. */
export function CodeOnPaper({ purpose, draft, name, today, isPending, store }: CodeOnPaperProps) {
  return (
    <>
      <p>{purpose === 'code' ? words.codeLead : words.renewLead}</p>
      <ol className={styles.groups} aria-label={words.groups}>
        {draft.groups.map((group) => (
          <li key={group}>{group}</li>
        ))}
      </ol>
      <div className={styles.acts}>
        <Button variant="quiet" onPress={store.back}>
          {words.cancel}
        </Button>
        <Button isPending={isPending} onPress={() => void store.print()}>
          {words.print}
        </Button>
        <Button variant="primary" keys="Enter" autoFocus onPress={store.printed}>
          {words.inHand}
        </Button>
      </div>
      {createPortal(
        <div className={styles.sheet} data-print-sheet="code" aria-hidden>
          <h1>{words.sheetTitle}</h1>
          <p>{words.sheetFor({ name, day: mediumDate(today) })}</p>
          <ol>
            {draft.groups.map((group) => (
              <li key={group}>{group}</li>
            ))}
          </ol>
          <p>{words.sheetWhat}</p>
          <p>{words.sheetWhere}</p>
        </div>,
        document.body,
      )}
    </>
  );
}
