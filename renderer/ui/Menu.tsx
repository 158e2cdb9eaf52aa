import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './field.module.css';
import { Kbd } from './Kbd.tsx';
import { Popover } from './Popover.tsx';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactElement;
  readonly keys?: string;
  readonly isDisabled?: boolean;
  /** Irreversible acts are coloured and stand last. */
  readonly isDangerous?: boolean;
  readonly onAct: () => void;
}

export interface MenuProps {
  readonly label: string;
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
}

/** Acts behind a button; arrows, type-ahead, Esc. */
export function Menu({ label, trigger, entries }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover>
        <AriaMenu aria-label={label} className={styles.list ?? ''}>
          {entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              isDisabled={entry.isDisabled ?? false}
              onAction={entry.onAct}
              className={cx(styles.option, entry.isDangerous === true && styles.danger)}
            >
              {entry.icon}
              <span className={styles.optionText}>{entry.label}</span>
              {entry.keys === undefined ? null : <Kbd keys={entry.keys} />}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
