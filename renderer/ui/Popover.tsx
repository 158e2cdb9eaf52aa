import { createPortal } from 'react-dom';
import { Popover as AriaPopover, type PopoverProps as AriaPopoverProps } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './field.module.css';

const PLACE = 'overlays';

/**
 * Where lists and menus open: a landmark of its own, kept alive under modal dialogs, and beside the page's own
 * stack so that a list of a dialog's field lies over the dialog.
 */
export function OverlayPlace() {
  return createPortal(
    <aside id={PLACE} data-react-aria-top-layer="true" aria-label="Choix" />,
    document.body,
  );
}

export interface PopoverProps extends Omit<AriaPopoverProps, 'className'> {
  readonly className?: string;
}

/** The box of choices that opens beside a field or a button. */
export function Popover({ className, ...props }: PopoverProps) {
  const place = document.getElementById(PLACE);
  return (
    <AriaPopover
      offset={4}
      {...props}
      className={cx(styles.popover, className)}
      {...(place === null ? {} : { UNSTABLE_portalContainer: place })}
    />
  );
}
