import { useState, type ReactNode } from 'react';
import type { DocumentAct } from '../../../shared/bridge/record.ts';
import { wordsFor } from '../../i18n/failures.ts';
import { Button } from '../../ui/Button.tsx';
import { RuleNote } from '../../ui/FailureState.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ceremonies } from './acts.ts';
import styles from './DocumentActs.module.css';
import { actWords, words } from './messages.ts';
import type { Acts } from './useActs.ts';

export interface ActDialogsProps {
  readonly acts: Acts;
  /** The message that the patient will receive of an act. */
  readonly renderNotice: (act: DocumentAct) => ReactNode;
}

/** What an act asks before, and what it says when it was not done. */
export function ActDialogs({ acts, renderNotice }: ActDialogsProps) {
  const { state, dismiss } = acts;
  switch (state.status) {
    case 'asking':
      return <Question act={state.act} acts={acts} notice={renderNotice(state.act)} />;
    case 'failed': {
      const { what, next } = wordsFor(state.failure.code);
      return (
        <Dialog
          title={words.failedTitle}
          isOpen
          size="small"
          role="alertdialog"
          onClose={dismiss}
          footer={
            <Button variant="primary" autoFocus onPress={dismiss}>
              {words.close}
            </Button>
          }
        >
          <p>{what}</p>
          <p>{next}</p>
          <RuleNote code={state.failure.code} />
          <p className={styles.reference}>
            {state.failure.code} · {state.failure.ref}
          </p>
        </Dialog>
      );
    }
    case 'stale':
      return (
        <Dialog
          title={words.staleTitle}
          isOpen
          size="small"
          role="alertdialog"
          onClose={dismiss}
          footer={
            <Button variant="primary" autoFocus onPress={dismiss}>
              {words.close}
            </Button>
          }
        >
          <p>{words.staleWhat}</p>
          <ul className={styles.changes}>
            {state.changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </Dialog>
      );
    case 'idle':
    case 'acting':
    case 'done':
    case 'waiting':
      return null;
  }
}

interface QuestionProps {
  readonly act: DocumentAct;
  readonly acts: Acts;
  readonly notice: ReactNode;
}

/** One sentence, and one button; what cannot be undone is never the one that Enter presses. */
function Question({ act, acts, notice }: QuestionProps) {
  const [typed, setTyped] = useState('');
  const { question, effect, verb } = actWords[act];
  const isTyped = ceremonies[act] === 'typed';
  const isReady = !isTyped || typed.trim().toLocaleUpperCase('fr-FR') === words.typedWord;
  const isFinal = isTyped || act === 'showToPatient' || act === 'showToRepresentatives';

  return (
    <Dialog
      title={question}
      isOpen
      size="small"
      role="alertdialog"
      onClose={acts.dismiss}
      footer={
        <>
          <Button autoFocus={isFinal && !isTyped} onPress={acts.dismiss}>
            {words.cancel}
          </Button>
          <Button
            variant={isFinal ? 'danger' : 'primary'}
            autoFocus={!isFinal}
            isDisabled={!isReady}
            onPress={() => void acts.perform(act)}
          >
            {verb}
          </Button>
        </>
      }
    >
      <p>{effect}</p>
      {notice}
      {isTyped ? (
        <TextField
          className={styles.typed ?? ''}
          label={words.typedLabel}
          value={typed}
          autoFocus
          onChange={setTyped}
        />
      ) : null}
    </Dialog>
  );
}
