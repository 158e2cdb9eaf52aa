import { createStore } from 'zustand/vanilla';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const DENSITIES = ['normal', 'comfortable'] as const;
type Density = (typeof DENSITIES)[number];

/** How this person likes the post to look; nothing about patients is ever kept here. */
export interface Settings {
  readonly theme: Theme;
  readonly density: Density;
  /** Share of the width given to the list beside a document. */
  readonly listShare: number;
}

const KEY = 'poste-sante.settings';
const DEFAULTS: Settings = { theme: 'system', density: 'normal', listShare: 0.44 };

function restore(storage: Storage | undefined): Settings {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? 'null');
    return typeof kept === 'object' && kept !== null ? readSettings(kept) : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}

function readSettings(kept: object): Settings {
  const value = (name: string): unknown => Object.getOwnPropertyDescriptor(kept, name)?.value;
  const share = value('listShare');
  return {
    theme: THEMES.find((theme) => theme === value('theme')) ?? DEFAULTS.theme,
    density: DENSITIES.find((density) => density === value('density')) ?? DEFAULTS.density,
    listShare: typeof share === 'number' && share > 0.2 && share < 0.8 ? share : DEFAULTS.listShare,
  };
}

/** The page's own storage where the host has one; a host without it forgets at the end, and works. */
function pageStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

export const settings = createStore<Settings>(() => restore(pageStorage()));

export function changeSettings(change: Partial<Settings>): void {
  settings.setState(change);
  try {
    pageStorage()?.setItem(KEY, JSON.stringify(settings.getState()));
  } catch {
    // A full or forbidden storage costs a preference, nothing else.
  }
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
