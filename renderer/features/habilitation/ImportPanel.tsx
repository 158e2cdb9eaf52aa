import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { MatrixView } from '../../../shared/bridge/matrix.ts';
import { fileSize, parseFrenchDate, shortDate } from '../../i18n/format.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFileChoice } from '../../ui/useFileChoice.tsx';
import styles from './Habilitation.module.css';
import { createImportStore, type ImportSource, type ImportStep, type ImportStore } from './import-store.ts';
import { problemWords, refusedWhole, words } from './messages.ts';
import { ProposalPanel } from './ProposalPanel.tsx';

export interface ImportPanelProps {
  readonly bridge: Pick<Bridge, 'matrix.propose' | 'matrix.apply'>;
  readonly source: ImportSource;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Where the names of rows and types are read. */
  readonly labels: MatrixView;
  readonly onBack: () => void;
  readonly onApplied: () => void;
}

/** From the files of the published matrix to a version of it: nothing is applied unseen. */
export function ImportPanel({ bridge, source, today, labels, onBack, onApplied }: ImportPanelProps) {
  const [store] = useState(() =>
    createImportStore(bridge, {
      source,
      name: source.kind === 'files' ? `publiée ${today}` : `${source.version} (${today})`,
      day: shortDate(today),
    }),
  );
  const step = useStore(store.state);
  const isApplied = step.status === 'applied';
  useEffect(() => {
    if (isApplied) onApplied();
  }, [isApplied, onApplied]);
  const title = source.kind === 'files' ? words.importTitle : words.restoreTitle({ version: source.version });
  switch (step.status) {
    case 'filling':
      return <FormStep title={title} step={step} store={store} today={today} onBack={onBack} />;
    case 'proposed':
      return <ProposalPanel title={title} step={step} store={store} labels={labels} />;
    case 'applied':
      return null;
  }
}

interface FormStepProps {
  readonly title: string;
  readonly step: ImportStep & { readonly status: 'filling' };
  readonly store: ImportStore;
  readonly today: string;
  readonly onBack: () => void;
}

function FormStep({ title, step, store, today, onBack }: FormStepProps) {
  const { form, isComparing, problem, failure } = step;
  const [wasSubmitted, setSubmitted] = useState(false);
  const choice = useFileChoice({
    label: words.files,
    isMultiple: true,
    accept: '.json,application/json,application/vnd.api+json',
    onFiles: (files) => store.change({ source: { kind: 'files', files } }),
  });
  const { source } = form;
  const day = dayOf(form.day, today);
  const lacksFiles = source.kind === 'files' && source.files.length === 0;
  const lacksName = form.name.trim() === '';

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setSubmitted(true);
        if (day !== null && !lacksFiles && !lacksName) void store.compare(day);
      }}
    >
      <header className={styles.header}>
        <div className={styles.heading}>
          <h2 className={styles.title}>{title}</h2>
          {source.kind === 'files' ? <p className={styles.lead}>{words.importLead}</p> : null}
        </div>
      </header>
      <div className={styles.fields}>
        {problem === null ? null : (
          <Notice tone="danger" isAlert title={refusedWhole}>
            <p className={styles.problem}>{problemWords(problem)}</p>
          </Notice>
        )}
        {failure === null ? null : <FailureNotice failure={failure} />}
        {source.kind === 'files' ? (
          <div className={styles.files}>
            {choice.input}
            <Button autoFocus onPress={choice.choose}>
              {words.chooseFiles}
            </Button>
            <span>
              {lacksFiles
                ? words.noneChosen
                : words.chosen({
                    count: source.files.length,
                    size: fileSize(source.files.reduce((sum, { size }) => sum + size, 0)),
                  })}
            </span>
            {wasSubmitted && lacksFiles ? <span className={styles.error}>{words.filesMissing}</span> : null}
          </div>
        ) : null}
        <TextField
          label={words.name}
          value={form.name}
          maxLength={60}
          error={wasSubmitted && lacksName ? words.nameMissing : null}
          onChange={(name) => store.change({ name })}
        />
        <TextField
          label={words.day}
          className={styles.day ?? ''}
          value={form.day}
          inputMode="numeric"
          description={words.dayHint}
          error={wasSubmitted && day === null ? words.dayInvalid : null}
          onChange={(typed) => store.change({ day: typed })}
        />
      </div>
      <footer className={styles.footer}>
        <Button onPress={onBack} keys="Escape">
          {words.back}
        </Button>
        <Button type="submit" variant="primary" keys="Enter" isDisabled={isComparing}>
          {isComparing ? words.comparing : words.compare}
        </Button>
      </footer>
    </form>
  );
}

/** Two-digit years are of this century: a matrix holds from a day to come as well. */
const dayOf = (typed: string, today: string): string | null =>
  parseFrenchDate(typed, `${today.slice(0, 2)}99-12-31`);
