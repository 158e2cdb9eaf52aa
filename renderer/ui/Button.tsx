import { useEffect, type ReactNode, type Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { announce } from '../platform/announcer.ts';
import styles from './Button.module.css';
import { cx } from './cx.ts';
import { Kbd } from './Kbd.tsx';
import { Tooltip } from './Tooltip.tsx';

export interface ButtonProps {
  readonly children: ReactNode;
  /** `primary` is for the one act of the screen; `danger` for what cannot be undone. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly icon?: ReactNode;
  /** Key shown at the end of the button, as in `shortcuts`: "D", "Mod+K". */
  readonly keys?: string;
  readonly type?: 'button' | 'submit';
  readonly isDisabled?: boolean;
  readonly isPending?: boolean;
  readonly autoFocus?: boolean;
  readonly slot?: string;
  readonly form?: string;
  readonly className?: string;
  readonly 'aria-describedby'?: string;
  /** Where the words alone do not say of what: several buttons « Retirer » of one list. */
  readonly 'aria-label'?: string;
  /** A button that shows or hides something says so, and what. */
  readonly isExpanded?: boolean;
  readonly controls?: string;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onPress?: () => void;
}

/** A button whose label is a verb. */
export function Button(props: ButtonProps) {
  const {
    children,
    variant = 'secondary',
    icon,
    keys,
    className,
    isExpanded,
    controls,
    onPress,
    isPending = false,
    type,
    ...rest
  } = props;
  const said = isPending && typeof children === 'string' ? children : null;
  useEffect(() => {
    if (said !== null) announce(said);
  }, [said]);
  return (
    <AriaButton
      {...rest}
      // Pending is ours: the library's own leaves a picture named after a button that may be gone by then.
      {...(isPending ? { 'aria-disabled': true, 'data-pending': true } : {})}
      {...(type === undefined ? {} : { type: isPending ? ('button' as const) : type })}
      {...(isExpanded === undefined ? {} : { 'aria-expanded': isExpanded })}
      {...(controls === undefined || isExpanded !== true ? {} : { 'aria-controls': controls })}
      className={cx(styles.button, styles[variant], className)}
      {...(onPress === undefined ? {} : { onPress: () => (isPending ? undefined : onPress()) })}
    >
      {icon}
      <span className={styles.label}>{children}</span>
      {keys === undefined ? null : <Kbd keys={keys} />}
    </AriaButton>
  );
}

export interface IconButtonProps {
  /** Read aloud, and shown on hover and focus. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly keys?: string;
  readonly isDisabled?: boolean;
  readonly isSelected?: boolean;
  readonly className?: string;
  readonly slot?: string;
  readonly placement?: 'top' | 'bottom' | 'right' | 'left';
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onPress?: () => void;
}

/** A square button with a pictogram; its words and its key are in its tooltip. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, keys, isSelected, placement = 'bottom', className, onPress, ...rest } = props;
  return (
    <Tooltip label={label} placement={placement} {...(keys === undefined ? {} : { keys })}>
      <AriaButton
        {...rest}
        aria-label={label}
        {...(isSelected === undefined ? {} : { 'aria-pressed': isSelected })}
        className={cx(styles.icon, isSelected === true && styles.on, className)}
        {...(onPress === undefined ? {} : { onPress: () => onPress() })}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  );
}
