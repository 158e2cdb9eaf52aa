import { createStore } from 'zustand/vanilla';

type Theme = 'system' | 'light' | 'dark';
type Density = 'normal' | 'comfortable';

/** How this person likes the post to look; nothing about patients is ever kept here. */
export interface Settings {
  readonly theme: Theme;
  readonly density: Density;
  /** Share of the width given to the list beside a document. */
  readonly listShare: number;
}

const USUAL: Settings = { theme: 'system', density: 'normal', listShare: 0.44 };

export const settings = createStore<Settings>(() => USUAL);

/** Where a change of whoever is at the post is kept: in his own store, and nowhere in the page. */
let keep: (change: Partial<Settings>) => void = () => undefined;

/** Somebody is at the post: it looks as he likes it, and what he changes is kept for him alone. */
export function takeSettings(own: Settings, onChange: (change: Partial<Settings>) => void): void {
  keep = onChange;
  settings.setState({ theme: own.theme, density: own.density, listShare: own.listShare });
}

/** Nobody is there any more. */
export function leaveSettings(): void {
  keep = () => undefined;
  settings.setState(USUAL);
}

export function changeSettings(change: Partial<Settings>): void {
  settings.setState(change);
  keep(change);
}

/** Puts the look on the document; answers how to stop following the system's light and dark. */
export function applySettings(root: HTMLElement): () => void {
  const dark = globalThis.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { theme, density } = settings.getState();
    root.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    root.dataset['density'] = density;
  };
  apply();
  const stop = settings.subscribe(apply);
  dark.addEventListener('change', apply);
  return () => {
    stop();
    dark.removeEventListener('change', apply);
  };
}
