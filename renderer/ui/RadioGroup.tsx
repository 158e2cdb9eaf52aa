import type { ReactNode } from 'react';
import { Radio, RadioGroup as AriaRadioGroup, Label } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './choice.module.css';

interface RadioChoice<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly note?: ReactNode;
}

export interface RadioGroupProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly RadioChoice<Id>[];
  /** null: nothing chosen yet. */
  readonly value: Id | null;
  readonly orientation?: 'vertical' | 'horizontal';
  readonly isDisabled?: boolean;
  readonly className?: string;
  readonly onChange: (id: Id) => void;
}

/** One of a few, all in sight. */
export function RadioGroup<Id extends string>(props: RadioGroupProps<Id>) {
  const { label, choices, value, orientation = 'vertical', isDisabled = false, className, onChange } = props;
  return (
    <AriaRadioGroup
      className={cx(styles.group, className)}
      value={value}
      orientation={orientation}
      isDisabled={isDisabled}
      onChange={(id) => {
        const choice = choices.find((candidate) => candidate.id === id);
        if (choice !== undefined) onChange(choice.id);
      }}
    >
      <Label className={styles.legend ?? ''}>{label}</Label>
      <div className={orientation === 'horizontal' ? styles.across : styles.down}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className={cx(styles.choice, styles.radio)}>
            <span className={styles.round} />
            <span className={styles.words}>
              {choice.label}
              {choice.note === undefined ? null : <span className={styles.note}>{choice.note}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
