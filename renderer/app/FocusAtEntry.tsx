import { useEffect } from 'react';

/**
 * Mounted anew at each change of screen or patient: the focus goes to the heading, unless the screen put it in
 * a field of its own.
 */
export function FocusAtEntry({ isRecord }: { readonly isRecord: boolean }) {
  useEffect(() => {
    const pane = document.querySelector('[data-screen-pane]:not([hidden])');
    if (pane === null || pane.contains(document.activeElement)) return;
    const field = isRecord ? null : pane.querySelector<HTMLElement>('input[type="search"]');
    (field ?? pane.querySelector<HTMLElement>('h1'))?.focus();
  }, [isRecord]);
  return null;
}
