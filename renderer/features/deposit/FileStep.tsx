import { FileUp, FileX } from 'lucide-react';
import { FAILURE_CODES, type FailureCode } from '../../../shared/bridge/failure.ts';
import { wordsFor } from '../../i18n/failures.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RuleNote } from '../../ui/FailureState.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useFileChoice } from '../../ui/useFileChoice.tsx';
import styles from './Deposit.module.css';
import { fileProblemWords, words } from './messages.ts';
import type { DepositStep, DepositStore } from './store.ts';

export interface FileStepProps {
  readonly step: DepositStep & { readonly status: 'choosing' | 'reading' | 'unusable' | 'failed' };
  readonly hasNext: boolean;
  readonly store: DepositStore;
}

/** Where files are dropped or chosen, and where one that cannot be deposited says why. */
export function FileStep({ step, hasNext, store }: FileStepProps) {
  const choice = useFileChoice({
    label: words.choose,
    isMultiple: true,
    accept: '.pdf,.xml,.cda,.txt,.rtf,.jpg,.jpeg,.tif,.tiff',
    onFiles: store.add,
  });

  return (
    <div className={styles.drop}>
      {choice.input}
      <FileState step={step} hasNext={hasNext} onChoose={choice.choose} onNext={store.next} />
    </div>
  );
}

interface FileStateProps extends Pick<FileStepProps, 'step' | 'hasNext'> {
  readonly onChoose: () => void;
  readonly onNext: () => void;
}

function FileState({ step, hasNext, onChoose, onNext }: FileStateProps) {
  switch (step.status) {
    case 'choosing':
      return (
        <EmptyState
          icon={<FileUp size={32} aria-hidden />}
          title={words.dropHere}
          action={
            <Button variant="primary" autoFocus onPress={onChoose}>
              {words.choose}
            </Button>
          }
        >
          <p>
            {words.formats}, {words.maxSize}
          </p>
        </EmptyState>
      );
    case 'reading':
      return <ProgressBar label={words.reading} value={null} words={step.fileName} />;
    case 'unusable': {
      const { what, next } = fileProblemWords[step.problem];
      return (
        <Refusal
          what={what}
          next={next}
          code={ruled(step.problem)}
          {...{ step, hasNext, onChoose, onNext }}
        />
      );
    }
    case 'failed': {
      const { what, next } = wordsFor(step.failure.code);
      return (
        <Refusal
          what={what}
          next={next}
          code={step.failure.code}
          reference={`${step.failure.code} · ${step.failure.ref}`}
          {...{ step, hasNext, onChoose, onNext }}
        />
      );
    }
  }
}

interface RefusalProps extends FileStateProps {
  readonly what: string;
  readonly next: string;
  /** The refusal whose rule is told; null: no rule is behind it. */
  readonly code: FailureCode | null;
  readonly reference?: string;
}

function Refusal({ what, next, code, reference, step, hasNext, onChoose, onNext }: RefusalProps) {
  return (
    <EmptyState
      role="alert"
      icon={<FileX size={32} aria-hidden />}
      title={what}
      {...(reference === undefined ? {} : { reference })}
      action={
        <span className={styles.row}>
          {hasNext ? <Button onPress={onNext}>{words.skip}</Button> : null}
          <Button variant="primary" autoFocus onPress={onChoose}>
            {words.chooseOther}
          </Button>
        </span>
      }
    >
      <p className={styles.fileName}>{'fileName' in step ? step.fileName : ''}</p>
      <p>{next}</p>
      {code === null ? null : <RuleNote code={code} />}
    </EmptyState>
  );
}

/** What the rules say of a file; that one is locked or damaged is found before any of them. */
const ruled = (problem: string): FailureCode | null => FAILURE_CODES.find((code) => code === problem) ?? null;
