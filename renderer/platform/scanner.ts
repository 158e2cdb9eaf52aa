import { useEffect } from 'react';
import { isTyping, useInSight } from './commands.ts';

/**
 * A scanner that types begins with the identifier of its symbology (`]d2`, `]C1`): a key that no command and no
 * sentence begins with. From there to its Enter, what is typed is the code and no command.
 */
const BEGINS = ']';
/** A code is typed in one go; a bracket pressed by hand is forgotten after this. */
const LONGEST_PAUSE_MS = 1_500;
const MOST = 400;

/**
 * Hears a scanner anywhere on the screen, except where somebody is typing: there the code is his text.
 *
 * @param onScan must not change between renderings; gets the code with its symbology
 */
export function useScanner(onScan: (code: string) => void): void {
  const inSight = useInSight();
  useEffect(() => {
    if (!inSight) return undefined;
    let heard: string | null = null;
    let lastAt = 0;

    const onKeyDown = (event: KeyboardEvent): void => {
      if (heard !== null && event.timeStamp - lastAt > LONGEST_PAUSE_MS) heard = null;
      const isBusy = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
      if (heard === null && (event.key !== BEGINS || isBusy || isTyping(event.target))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      lastAt = event.timeStamp;
      if (event.key === 'Enter' || event.key === 'Tab') {
        const code = heard ?? '';
        heard = null;
        onScan(code);
      } else if (event.key === 'Escape' || (heard?.length ?? 0) >= MOST) heard = null;
      else if (event.ctrlKey && event.key === ']') heard = `${heard ?? ''}\u001d`;
      else if (event.key.length === 1) heard = `${heard ?? ''}${event.key}`;
    };
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [inSight, onScan]);
}
