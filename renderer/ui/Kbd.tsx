import { shownKeys } from '../platform/keys.ts';
import styles from './Kbd.module.css';

/** Shows a key combination as on the keyboard in front of the reader; for the eye only. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys} aria-hidden="true">
      {shownKeys(keys).map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
