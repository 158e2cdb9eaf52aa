import { Check, Minus } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { NoticePreview } from '../../ui/NoticePreview.tsx';
import styles from './Deposit.module.css';
import { authorName } from './AuthorField.tsx';
import { questionsOf } from './form.ts';
import type { DepositPanelProps } from './props.ts';
import { words as reviewWords } from './review/messages.ts';
import { Questions } from './review/Questions.tsx';
import { OtherLeaks, Statements } from './review/Statements.tsx';
import { words } from './messages.ts';
import type { DepositStep } from './store.ts';
import { typeLabel } from './types.ts';

export interface ReviewStepProps extends DepositPanelProps {
  readonly step: DepositStep & { readonly status: 'reviewing' };
}

/** What will be deposited and who will read it; Enter deposits. */
export function ReviewStep(props: ReviewStepProps) {
  const { bridge, step, store, professional, place, replaces, isMinor, isSecret, authors } = props;
  const { draft, form, review, isChecking, isUnanswered } = step;
  const hasQuestion = questionsOf(form, review).some(({ answer }) => answer === null);
  const facts: readonly (readonly [string, string])[] = [
    [words.documentTitle, form.title.trim()],
    [words.type, typeLabel(form.type ?? '')],
    [words.actDate, form.actDate],
    [words.author, authorName(props, form.authorId)],
    ...(authors === null ? [] : [[words.depositedBy, professional.name] as const]),
    ...(place === undefined ? [] : [[words.place, place.name] as const]),
    [words.file, `${draft.fileName} (${draft.format.label})`],
    ...(replaces === undefined ? [] : [[words.replacesWhat, replaces.title] as const]),
  ];

  return (
    <div className={styles.form}>
      <div className={styles.fields}>
        <Questions
          form={form}
          review={review}
          isUnanswered={isUnanswered}
          onAnswer={(question, answer) => void store.answer(question, answer)}
        />
        {review.vigilance.contentRead ? null : <Notice>{reviewWords.notRead}</Notice>}
        <dl className={styles.facts}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <h3 className={styles.subtitle}>{words.visibility}</h3>
        <Statements review={review} isMinor={isMinor} isSecret={isSecret} />
        {form.hiddenFromRepresentatives ? <OtherLeaks review={review} /> : null}
        <NoticePreview bridge={bridge} act={store.foreseen(step)} />
        <Readers title={words.readers} review={review} reads />
        <Readers title={words.nonReaders} review={review} reads={false} />
        <p className={styles.note}>{words.underRight({ matrix: review.matrixLabel })}</p>
      </div>
      <footer className={styles.footer}>
        {props.renderSeeAs?.(store.foreseen(step))}
        <Button onPress={store.back}>{words.back}</Button>
        <Button
          variant="primary"
          keys="Enter"
          autoFocus={!hasQuestion}
          isPending={isChecking}
          onPress={() => void store.send()}
        >
          {isChecking ? words.checking : words.send}
        </Button>
      </footer>
    </div>
  );
}

interface ReadersProps {
  readonly title: string;
  readonly review: ReviewStepProps['step']['review'];
  readonly reads: boolean;
}

function Readers({ title, review, reads }: ReadersProps) {
  const rows = review.readers.filter((row) => row.reads === reads);
  if (rows.length === 0 && !reads) return null;
  return (
    <section className={styles.group}>
      <h4 className={styles.subtitle}>{title}</h4>
      {rows.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <ul className={styles.readers}>
          {rows.map(({ row, label }) => (
            <li key={row}>
              <span className={styles.glyph} aria-hidden>
                {reads ? <Check /> : <Minus />}
              </span>
              {label}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
