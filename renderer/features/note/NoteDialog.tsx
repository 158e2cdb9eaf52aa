import { CircleCheck, Clock } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { words } from './messages.ts';
import styles from './Note.module.css';
import { createNoteStore, type NoteSetting, type NoteStep } from './note-store.ts';

export interface NoteDialogProps extends NoteSetting {
  /** Lines of the last prescription, to start a dispensation from; empty: none is known. */
  readonly prescribed: readonly string[];
  readonly onClose: () => void;
}

/** Open, write, deposit: a dispensation or an interview, in three acts. */
export function NoteDialog({ prescribed, onClose, ...setting }: NoteDialogProps) {
  const [store] = useState(() => createNoteStore(setting));
  const { kind, text, step } = useStore(store.state);
  const isOver = step.status === 'deposited' || step.status === 'waiting';
  const isSending = step.status === 'sending';
  const close = useRef<HTMLButtonElement>(null);
  // The field that had the focus is gone with the form: Enter goes on from here.
  useEffect(() => {
    if (isOver) close.current?.focus();
  }, [isOver]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void store.deposit();
  };
  return (
    <Dialog
      title={words.title}
      isOpen
      isDismissable={!isSending}
      onClose={onClose}
      footer={
        isOver ? (
          <Button variant="primary" ref={close} onPress={onClose}>
            {words.close}
          </Button>
        ) : (
          <>
            {step.status === 'sending' && step.actId !== null ? (
              <Button onPress={() => void store.undo()}>{words.undo}</Button>
            ) : null}
            <Button
              variant="primary"
              keys="Mod+Enter"
              isPending={isSending}
              onPress={() => void store.deposit()}
            >
              {isSending ? words.depositing : words.deposit}
            </Button>
          </>
        )
      }
    >
      {isOver ? (
        <Outcome step={step} />
      ) : (
        <div className={styles.form} role="presentation" onKeyDown={onKeyDown}>
          <TextField
            label={words.text}
            description={words.textHint}
            multiline
            autoFocus
            isDisabled={isSending}
            maxLength={8_000}
            value={text}
            error={step.status === 'writing' && step.isEmpty ? words.empty : null}
            onChange={(next) => store.edit({ text: next })}
          />
          {prescribed.length === 0 || kind === 'interview' ? null : (
            <div className={styles.takeUp}>
              <Button
                variant="quiet"
                isDisabled={isSending}
                onPress={() =>
                  store.edit({ text: [text.trimEnd(), ...prescribed].filter(Boolean).join('\n') })
                }
              >
                {words.takeUp}
              </Button>
              <span>{words.takeUpNote}</span>
            </div>
          )}
          <RadioGroup
            label={words.kind}
            orientation="horizontal"
            choices={[
              { id: 'dispensation', label: words.dispensation },
              { id: 'interview', label: words.interview },
            ]}
            value={kind}
            isDisabled={isSending}
            onChange={(next) => store.edit({ kind: next })}
          />
          {step.status === 'asked' ? (
            <Notice tone="warning" isAlert>
              <p>
                {words.asked({ excerpt: step.excerpt })} <Kbd keys="Mod+Enter" />
              </p>
            </Notice>
          ) : null}
          {step.status === 'writing' && step.failure !== null ? (
            <FailureNotice failure={step.failure} />
          ) : null}
        </div>
      )}
    </Dialog>
  );
}

function Outcome({ step }: { readonly step: NoteStep }) {
  const isDeposited = step.status === 'deposited';
  const Icon = isDeposited ? CircleCheck : Clock;
  return (
    <div className={styles.outcome} role="status">
      <Icon size={24} aria-hidden />
      <div>
        <p className={styles.outcomeTitle}>{isDeposited ? words.deposited : words.waiting}</p>
        <p>{isDeposited ? words.depositedNext : words.waitingNext}</p>
      </div>
    </div>
  );
}
