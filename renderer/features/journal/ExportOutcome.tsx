import type { JournalExport } from '../../../shared/bridge/journal.ts';
import { count, dateAndTime } from '../../i18n/format.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './Journal.module.css';
import type { Exporting } from './journal-store.ts';
import { words } from './messages.ts';

/** How far an export is, and what became of it. */
export function ExportOutcome({ exporting }: { readonly exporting: Exporting }) {
  switch (exporting.status) {
    case 'idle':
      return <p role="status" />;
    case 'exporting': {
      const { progress } = exporting;
      return progress === null ? (
        <ProgressBar label={words.attesting} value={null} />
      ) : (
        <ProgressBar
          label={words.writing}
          value={progress.done / progress.of}
          words={words.progress({ done: count(progress.done), of: count(progress.of) })}
        />
      );
    }
    case 'stopped':
      return <p role="status">{words.stopped}</p>;
    case 'failed':
      return <FailureNotice failure={exporting.failure} />;
    case 'answered':
      return <Answered answer={exporting.answer} />;
  }
}

function Answered({ answer }: Pick<Extract<Exporting, { status: 'answered' }>, 'answer'>) {
  switch (answer.outcome) {
    case 'empty':
      return <p role="status">{words.empty}</p>;
    case 'saved':
      return (
        <div className={styles.saved}>
          <p role="status">
            <strong>{words.saved({ count: answer.entries })}</strong> {witnessWords(answer)}
          </p>
          {answer.firstBad === null ? null : (
            <Notice tone="danger" isAlert title={words.badTitle({ at: count(answer.firstBad) })}>
              <p>{words.bad}</p>
            </Notice>
          )}
          <dl className={styles.key}>
            <dt>{words.key}</dt>
            <dd>
              <code>{answer.key}</code>
            </dd>
          </dl>
          <p className={styles.help}>{words.keyWhy}</p>
          <p className={styles.help}>{words.checking}</p>
        </div>
      );
  }
}

function witnessWords({ entries, witnessed }: Extract<JournalExport, { outcome: 'saved' }>): string {
  if (witnessed === null) return words.witnessedNone;
  const at = dateAndTime(witnessed.at);
  return witnessed.entries === entries
    ? words.witnessedAll({ at })
    : words.witnessedSome({ count: witnessed.entries, at });
}
