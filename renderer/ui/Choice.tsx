import { Check } from 'lucide-react';
import { ListBoxItem } from 'react-aria-components';
import styles from './field.module.css';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** A quiet second text. */
  readonly note?: string;
}

/** A line of a list of choices: its words, a quiet note, and a tick when it is chosen. */
export function ChoiceItem({ choice }: { readonly choice: Choice }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.label} className={styles.option ?? ''}>
      {({ isSelected }) => (
        <>
          <span className={styles.optionText}>
            {choice.label}
            {choice.note === undefined ? null : <span className={styles.optionNote}> {choice.note}</span>}
          </span>
          {isSelected ? <Check size={16} aria-hidden /> : null}
        </>
      )}
    </ListBoxItem>
  );
}
