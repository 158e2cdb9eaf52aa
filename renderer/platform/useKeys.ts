import { useEffect } from 'react';
import { commandFor } from './commands.ts';

/** One listener for every key combination of the page: it runs the command that the screen offers for it. */
export function useKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const command = commandFor(event);
      if (command === null) return;
      event.preventDefault();
      if (!event.repeat || command.isKeyOnly === true) command.run();
    };
    // A file dropped beside a place made for it must not replace the page.
    const keep = (event: DragEvent): void => event.preventDefault();
    document.addEventListener('keydown', onKeyDown);
    globalThis.addEventListener('dragover', keep);
    globalThis.addEventListener('drop', keep);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      globalThis.removeEventListener('dragover', keep);
      globalThis.removeEventListener('drop', keep);
    };
  }, []);
}
