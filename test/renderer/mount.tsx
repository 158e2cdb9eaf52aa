import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';

declare global {
  // React asks for it by this name.
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true;

const roots: Root[] = [];

const inFrench = (part: ReactNode) => <I18nProvider locale="fr-FR">{part}</I18nProvider>;

/** Puts a part of the interface on a page, in French, as the application does. */
export function mount(part: ReactNode): HTMLElement {
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  roots.push(root);
  act(() => root.render(inFrench(part)));
  return place;
}

/** Renders what was mounted last anew, with other properties. */
export async function again(part: ReactNode): Promise<void> {
  act(() => roots.at(-1)?.render(inFrench(part)));
  await settle();
}

/** Lets the answers of the in-page workstation arrive, and the page follow. */
export async function settle(): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve, 30)));
}

export function unmountAll(): void {
  for (const root of roots.splice(0)) act(() => root.unmount());
  document.body.replaceChildren();
}

/** A click as a person's; awaited, so that the answers that it caused have come in. */
export async function press(element: HTMLElement): Promise<void> {
  await act(async () => {
    element.click();
    await Promise.resolve();
  });
}

/** The button with these words, shown or read aloud. */
export function button(page: HTMLElement, words: string): HTMLElement {
  const found = [...page.querySelectorAll('button')].find(
    (candidate) =>
      candidate.textContent.trim().startsWith(words) || candidate.getAttribute('aria-label') === words,
  );
  if (found === undefined) throw new Error(`no button says ${words}`);
  return found;
}
