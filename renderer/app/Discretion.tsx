import { useEffect, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { words } from './messages.ts';
import styles from './Shell.module.css';

export interface DiscretionProps {
  readonly isOn: boolean;
  readonly onReveal: () => void;
  /** Whose record it is, in what tells nothing to somebody else; null: the person put it away himself. */
  readonly who: string | null;
  readonly children: ReactNode;
}

/** Blurs the record while somebody stands behind; any key brings it back, and does nothing else. */
export function Discretion({ isOn, onReveal, who, children }: DiscretionProps) {
  useEffect(() => {
    if (!isOn) return;
    const reveal = (event: KeyboardEvent): void => {
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      onReveal();
    };
    document.addEventListener('keydown', reveal, { capture: true });
    return () => document.removeEventListener('keydown', reveal, { capture: true });
  }, [isOn, onReveal]);
  return (
    <>
      <div className={isOn ? styles.blurred : styles.clear} inert={isOn}>
        {children}
      </div>
      {isOn ? (
        <div className={styles.discreet} role="alert">
          <strong>{who ?? words.discreet}</strong>
          <span>{words.discreetNext}</span>
          <Button variant="primary" autoFocus onPress={onReveal}>
            {words.showRecord}
          </Button>
        </div>
      ) : null}
    </>
  );
}
