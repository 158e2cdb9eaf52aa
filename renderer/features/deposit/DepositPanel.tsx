import { useEffect, useMemo, useRef, useState, type DragEvent } from 'react';
import { useStore } from 'zustand';
import { personName } from '../../i18n/person.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './Deposit.module.css';
import { FileStep } from './FileStep.tsx';
import { FormStep } from './FormStep.tsx';
import { words } from './messages.ts';
import { OutcomeStep } from './OutcomeStep.tsx';
import { ReviewStep } from './ReviewStep.tsx';
import { SendingStep } from './SendingStep.tsx';
import type { DepositPanelProps } from './props.ts';

/** From a file to its receipt: choose, fill in, review, deposit. Files may be dropped on it at any step. */
export function DepositPanel(props: DepositPanelProps) {
  const { store, patient, replaces, onClose } = props;
  const { step, queue } = useStore(store.state);
  const [isLeaving, setLeaving] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const isLeft = step.status === 'sending' && step.progress?.canUndo !== true;

  // Where nothing can be pressed the focus waits on the title; the other steps take it themselves.
  useEffect(() => {
    if (step.status === 'reading') heading.current?.focus();
  }, [step.status]);

  const leave = useLeave(props, () => setLeaving(true));
  useCommands(
    useMemo(
      (): Command[] => [
        {
          id: 'deposit.back',
          title: words.giveUp,
          group: words.commandGroup,
          keys: 'Escape',
          isDisabled: isLeft,
          run: leave,
        },
      ],
      [leave, isLeft],
    ),
  );

  function drop(event: DragEvent): void {
    event.preventDefault();
    store.add([...event.dataTransfer.files]);
  }

  return (
    <div className={styles.panel} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <section className={styles.panel} aria-labelledby="deposit-title">
        <header className={styles.header}>
          <h2 id="deposit-title" ref={heading} tabIndex={-1} className={styles.title}>
            {replaces === undefined ? words.title : words.replaceTitle}
          </h2>
          <p className={styles.into}>{words.into({ patient: personName(patient) })}</p>
          {queue.length === 0 ? null : (
            <p className={styles.into}>{words.remaining({ count: queue.length })}</p>
          )}
        </header>
        <Step {...props} />
        <Dialog
          title={words.giveUpTitle}
          isOpen={isLeaving}
          size="small"
          role="alertdialog"
          onClose={() => setLeaving(false)}
          footer={
            <>
              <Button onPress={onClose}>{words.giveUp}</Button>
              <Button variant="primary" autoFocus onPress={() => setLeaving(false)}>
                {words.goOn}
              </Button>
            </>
          }
        >
          <p>{words.giveUpWhat}</p>
        </Dialog>
      </section>
    </div>
  );
}

/** One step back: from the review to the form; from the form, which holds words, only after asking. */
function useLeave({ store, onClose }: DepositPanelProps, ask: () => void): () => void {
  const latest = useRef({ onClose, ask });
  useEffect(() => {
    latest.current = { onClose, ask };
  });
  return useMemo(
    () => () => {
      const { status } = store.state.getState().step;
      if (status === 'reviewing') store.back();
      else if (status === 'filling') latest.current.ask();
      else if (status === 'sending') void store.undo();
      else latest.current.onClose();
    },
    [store],
  );
}

function Step(props: DepositPanelProps) {
  const { store, patient, onClose } = props;
  const { step, queue } = useStore(store.state);
  switch (step.status) {
    case 'choosing':
    case 'reading':
    case 'unusable':
    case 'failed':
      return <FileStep step={step} hasNext={queue.length > 0} store={store} />;
    case 'filling':
      return <FormStep {...props} step={step} />;
    case 'reviewing':
      return <ReviewStep {...props} step={step} />;
    case 'sending':
      return <SendingStep step={step} store={store} hasNext={queue.length > 0} onClose={onClose} />;
    case 'deposited':
    case 'waiting':
      return (
        <OutcomeStep
          step={step}
          patient={patient}
          hasNext={queue.length > 0}
          onNext={store.next}
          onClose={onClose}
        />
      );
  }
}
