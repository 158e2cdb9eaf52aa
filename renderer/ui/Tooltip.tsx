import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { Kbd } from './Kbd.tsx';
import styles from './Tooltip.module.css';

export interface TooltipProps {
  readonly label: string;
  readonly keys?: string;
  readonly placement?: 'top' | 'bottom' | 'right' | 'left';
  /** One focusable element of React Aria. */
  readonly children: ReactElement;
}

/** Words for a pictogram, on hover after a moment and at once on focus. */
export function Tooltip({ label, keys, placement = 'bottom', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      {children}
      <AriaTooltip className={styles.tooltip ?? ''} placement={placement} offset={6}>
        {label}
        {keys === undefined ? null : <Kbd keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
