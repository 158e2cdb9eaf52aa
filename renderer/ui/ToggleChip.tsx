import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import chip from './FilterChip.module.css';
import { cx } from './cx.ts';

export interface ToggleChipProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
}

/** A filter that is on or off. */
export function ToggleChip({ children, isSelected, onChange }: ToggleChipProps) {
  return (
    <ToggleButton
      className={cx(chip.chip, chip.toggle, isSelected && chip.active)}
      isSelected={isSelected}
      onChange={onChange}
    >
      {isSelected ? <Check size={14} aria-hidden /> : null}
      <span className={chip.name}>{children}</span>
    </ToggleButton>
  );
}
