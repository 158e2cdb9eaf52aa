import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './choice.module.css';

export interface CheckboxProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly isDisabled?: boolean;
  readonly className?: string;
  readonly onChange: (selected: boolean) => void;
}

/** A statement that holds or not. It has no default: the caller says. */
export function Checkbox({ children, isSelected, isDisabled = false, className, onChange }: CheckboxProps) {
  return (
    <AriaCheckbox
      className={cx(styles.choice, className)}
      isSelected={isSelected}
      isDisabled={isDisabled}
      onChange={onChange}
    >
      <span className={styles.square}>
        {isSelected ? <Check size={14} strokeWidth={3} aria-hidden /> : null}
      </span>
      <span className={styles.words}>{children}</span>
    </AriaCheckbox>
  );
}
