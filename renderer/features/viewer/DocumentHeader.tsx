import { ShieldCheck, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentSummary, RecordView } from '../../../shared/bridge/record.ts';
import type { Warning } from '../../../shared/access/vocabulary.ts';
import { mediumDate } from '../../i18n/format.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import styles from './DocumentHeader.module.css';
import { words } from './messages.ts';
import { accessWords, endOfWarning, maskWords, stillHolds, warningWords } from './warnings.ts';

export interface DocumentHeaderProps {
  readonly summary: DocumentSummary;
  readonly warnings: readonly Warning[];
  readonly professionLabel: string;
  readonly view: RecordView | undefined;
  readonly actions: ReactNode;
  /** Shows or hides what opens the document; null while it is not open. */
  readonly onWhy: (() => void) | null;
  readonly whyCard: ReactNode;
  readonly onClose: () => void;
}

/** Ties the button to the card. */
export const WHY_ID = 'why-card';

/** Who wrote it, where, when, by what right it is read, and what to know before speaking of it. */
export function DocumentHeader(props: DocumentHeaderProps) {
  const { summary, warnings, professionLabel, view, actions, onWhy, whyCard, onClose } = props;
  const by = [summary.author.name, summary.author.professionLabel, summary.structure].filter(Boolean);
  const mask = maskWords(summary);

  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <div className={styles.words}>
          <h2 className={styles.title} tabIndex={-1}>
            {summary.title}
          </h2>
          <p className={styles.by}>
            {summary.title === summary.type.label ? null : <span>{summary.type.label}</span>}
            <span>{by.join(', ')}</span>
            <span>
              {words.actDate} {mediumDate(summary.actDate)}
            </span>
          </p>
        </div>
        <div className={styles.acts}>
          {actions}
          <IconButton
            label={words.close}
            keys="Escape"
            icon={<X size={18} aria-hidden />}
            onPress={onClose}
          />
        </div>
      </div>
      <p className={styles.access}>
        <ShieldCheck size={14} aria-hidden />
        <span>{accessWords(summary, professionLabel, view)}</span>
        {onWhy === null ? null : (
          <Button
            variant="quiet"
            className={styles.why ?? ''}
            keys="Q"
            isExpanded={whyCard !== null}
            controls={WHY_ID}
            onPress={onWhy}
          >
            {words.whyAsk}
          </Button>
        )}
      </p>
      {whyCard}
      {mask === null ? null : <Notice>{mask}</Notice>}
      {warnings
        .filter((warning) => stillHolds(warning, summary))
        .map((warning) => (
          <Notice key={warning} tone={warning === 'NOT_VISIBLE_TO_PATIENT' ? 'warning' : 'info'}>
            {warningWords[warning]} {endOfWarning(warning, summary, view?.patient.birthDate)}
          </Notice>
        ))}
    </header>
  );
}
