import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components';
import { french } from '../../i18n/text.ts';
import styles from './SwitchLine.module.css';

export interface SwitchLineProps {
  readonly title: string;
  /** What it means, in either state. */
  readonly note: ReactNode;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

const ON = french('Oui');
const OFF = french('Non');

/** A choice that holds from now on: its state is a place and a word, never a colour alone. */
export function SwitchLine({ title, note, isOn, isDisabled = false, onChange }: SwitchLineProps) {
  return (
    <Switch className={styles.line ?? ''} isSelected={isOn} isDisabled={isDisabled} onChange={onChange}>
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        <span className={styles.note}>{note}</span>
      </span>
      <span className={styles.state} aria-hidden>
        <span className={styles.word}>{isOn ? ON : OFF}</span>
        <span className={styles.track}>
          <span className={styles.knob} />
        </span>
      </span>
    </Switch>
  );
}
