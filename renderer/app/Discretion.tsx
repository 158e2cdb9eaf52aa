import { useEffect, type ReactNode } from 'react';
import { words } from './messages.ts';
import styles from './Shell.module.css';

export interface DiscretionProps {
  readonly isOn: boolean;
  readonly onReveal: () => void;
  readonly children: ReactNode;
}

/** Blurs the record while somebody stands behind; any key brings it back, and does nothing else. */
export function Discretion({ isOn, onReveal, children }: DiscretionProps) {
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
          <strong>{words.discreet}</strong>
          <span>{words.discreetNext}</span>
        </div>
      ) : null}
    </>
  );
}
