import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { useOwnRights } from '../rights.ts';
import { Loaded, Part } from '../ui/Section.tsx';
import { SwitchLine } from '../ui/SwitchLine.tsx';
import styles from './Documents.module.css';
import { words } from './messages.ts';

export interface AllDocumentsProps {
  readonly bridge: Pick<
    SpaceBridge,
    'own.documents.maskAll' | 'own.rights.view' | 'own.rights.declare' | 'on'
  >;
}

/** One gesture for all, and the default for those to come. */
export function AllDocuments({ bridge }: AllDocumentsProps) {
  const { answer, again, accept } = useOwnRights(bridge);
  const { busy, failure, act, forget } = useActing();
  const [asking, setAsking] = useState<boolean | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  const maskAll = async (mask: boolean): Promise<void> => {
    const done = await act('all', () => bridge['own.documents.maskAll']({ mask, future: false }), {
      say: '',
      take: ({ count }) => setSaid(mask ? words.maskedCount({ count }) : words.shownCount({ count })),
    });
    if (done) setAsking(null);
  };

  return (
    <Part
      title={words.all}
      lead={words.allLead}
      action={
        <>
          <Button onPress={() => setAsking(true)}>{words.maskAll}</Button>
          <Button onPress={() => setAsking(false)}>{words.showAll}</Button>
        </>
      }
    >
      <p role="status" className={styles.said}>
        {said}
      </p>
      <Loaded answer={answer} rows={1} onRetry={again}>
        {({ maskNew }) => (
          <SwitchLine
            title={words.maskNew}
            note={words.maskNewNote}
            isOn={maskNew}
            isDisabled={busy !== null}
            onChange={(on) =>
              void act('new', () => bridge['own.rights.declare']({ kind: 'maskNew', on }), {
                say: words.doneMany,
                take: accept,
              })
            }
          />
        )}
      </Loaded>
      {failure === null || asking !== null ? null : <FailureNotice failure={failure} />}
      <Dialog
        title={asking === false ? words.showAllTitle : words.maskAllTitle}
        isOpen={asking !== null}
        size="small"
        onClose={() => {
          setAsking(null);
          forget();
        }}
        footer={
          <>
            <Button onPress={() => setAsking(null)}>{words.cancel}</Button>
            <Button
              variant="primary"
              autoFocus
              isPending={busy === 'all'}
              onPress={() => void maskAll(asking === true)}
            >
              {asking === false ? words.showAll : words.maskAll}
            </Button>
          </>
        }
      >
        <p>{asking === false ? words.showAllLead : words.maskAllLead}</p>
        {failure === null ? null : <FailureNotice failure={failure} />}
      </Dialog>
    </Part>
  );
}
