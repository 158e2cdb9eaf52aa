import { Check, ChevronDown } from 'lucide-react';
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  SelectValue,
  Text,
} from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './field.module.css';
import { Popover } from './Popover.tsx';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** A quiet second text. */
  readonly note?: string;
}

export interface SelectProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly placeholder?: string;
  readonly description?: string;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  readonly className?: string;
  readonly onChange: (id: string) => void;
}

/** One of a short list; type-ahead and arrows work on it closed and open. */
export function Select(props: SelectProps) {
  const { label, hideLabel, choices, value, placeholder = 'Choisir', description } = props;
  const { isDisabled = false, autoFocus = false, className, onChange } = props;
  return (
    <AriaSelect
      className={cx(styles.field, className)}
      value={value}
      placeholder={placeholder}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      onChange={(key) => {
        if (typeof key === 'string') onChange(key);
      }}
      {...(hideLabel === true ? { 'aria-label': label } : {})}
    >
      {hideLabel === true ? null : <Label className={styles.label ?? ''}>{label}</Label>}
      <Button className={cx(styles.box, styles.trigger)}>
        <SelectValue className={styles.value ?? ''} />
        <ChevronDown size={16} aria-hidden />
      </Button>
      {description === undefined ? null : (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <Popover>
        <ListBox className={styles.list ?? ''} items={choices}>
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
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
