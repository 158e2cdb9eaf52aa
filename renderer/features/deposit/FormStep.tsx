import { useMemo, useState } from 'react';
import type { SheetProblem } from '../../../shared/documents/sheet.ts';
import { fileSize } from '../../i18n/format.ts';
import { wordsFor } from '../../i18n/failures.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { RuleNote } from '../../ui/FailureState.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './Deposit.module.css';
import type { DepositPanelProps } from './props.ts';
import { AuthorField, authorName } from './AuthorField.tsx';
import { choicesFor, formProblems } from './form.ts';
import { sheetProblemWords, words } from './messages.ts';
import type { DepositStep } from './store.ts';
import { typeCodes, typeGroups } from './types.ts';

export interface FormStepProps extends DepositPanelProps {
  readonly step: DepositStep & { readonly status: 'filling' };
}

/** What the document is: title, type, day, place, and who may read it. Problems show once it was submitted. */
export function FormStep(props: FormStepProps) {
  const { step, store, patient, place, replaces, today, isMinor, isSecret } = props;
  const { authors, onOppose, onClose } = props;
  const { draft, form, failure, isChecking } = step;
  const [wasSubmitted, setSubmitted] = useState(false);
  const groups = useMemo(() => typeGroups(draft.proposals), [draft]);
  const problems = formProblems(form, { today, patient, types: typeCodes, replaces });
  const isAuthorMissing = authors !== null && form.authorId === null;
  const choices = choicesFor(isMinor, replaces, isSecret);
  const error = (...kinds: readonly SheetProblem[]): string | null => {
    const found = wasSubmitted ? kinds.find((kind) => problems.includes(kind)) : undefined;
    return found === undefined ? null : sheetProblemWords[found];
  };

  /** The file is not deposited: on with the next one, or back to the record. */
  const giveUp = (): void => {
    const { queue } = store.state.getState();
    store.next();
    if (queue.length === 0) onClose();
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setSubmitted(true);
        if (problems.length === 0 && !isAuthorMissing) void store.review();
      }}
    >
      <div className={styles.fields}>
        {failure === null ? null : (
          <Notice tone="danger" isAlert title={wordsFor(failure.code).what}>
            <p>{wordsFor(failure.code).next}</p>
            <RuleNote code={failure.code} />
            <p className={styles.reference}>
              {failure.code} · {failure.ref}
            </p>
          </Notice>
        )}
        <p className={styles.fileName}>
          {draft.fileName} · {draft.format.label} · {fileSize(draft.size)}
        </p>
        {authors === null ? null : (
          <AuthorField
            authors={authors}
            value={form.authorId}
            isMissing={wasSubmitted && isAuthorMissing}
            onChange={(authorId) => store.change({ authorId })}
          />
        )}
        <TextField
          label={words.documentTitle}
          value={form.title}
          error={error('TITLE_MISSING', 'TITLE_TOO_LONG', 'TITLE_UNREADABLE')}
          autoFocus
          onChange={(title) => store.change({ title })}
        />
        <ComboBox
          label={words.type}
          groups={groups}
          value={form.type}
          description={words.typeHint}
          error={error('TYPE_UNKNOWN')}
          onChange={(type) => store.change({ type })}
        />
        <div className={styles.row}>
          <TextField
            label={words.actDate}
            className={styles.date ?? ''}
            value={form.actDate}
            inputMode="numeric"
            error={error('DATE_INVALID', 'DATE_IN_FUTURE', 'DATE_BEFORE_BIRTH')}
            onChange={(actDate) => store.change({ actDate })}
          />
          <dl className={styles.fixed}>
            <dt>{words.author}</dt>
            <dd>{authorName(props, form.authorId)}</dd>
            {place === undefined ? null : (
              <>
                <dt>{words.place}</dt>
                <dd>{place.name}</dd>
              </>
            )}
          </dl>
        </div>
        <RadioGroup
          label={words.visibility}
          choices={choices.visibilities.map((id) => ({ id, ...words.visibilities[id] }))}
          value={form.visibility}
          isDisabled={choices.isVisibilityFixed}
          onChange={(visibility) => store.change({ visibility })}
        />
        {choices.isVisibilityFixed ? <Notice>{words.visibilityFixed}</Notice> : null}
        {choices.representatives === 'free' ? (
          <Checkbox
            isSelected={form.hiddenFromRepresentatives}
            onChange={(hiddenFromRepresentatives) => store.change({ hiddenFromRepresentatives })}
          >
            {words.representatives}
            <span className={styles.note}>{words.representativesNote}</span>
          </Checkbox>
        ) : null}
        {choices.representatives === 'forced' ? <Notice>{words.representativesForced}</Notice> : null}
        {choices.representatives === 'kept' ? <Notice>{words.representativesKept}</Notice> : null}
      </div>
      <footer className={styles.footer}>
        {onOppose === undefined ? null : (
          <Button
            variant="quiet"
            onPress={() => onOppose({ draftId: draft.draftId, title: form.title.trim() }, giveUp)}
          >
            {words.opposed}
          </Button>
        )}
        <Button type="submit" variant="primary" keys="Enter" isPending={isChecking}>
          {isChecking ? words.checking : words.toReview}
        </Button>
      </footer>
    </form>
  );
}
