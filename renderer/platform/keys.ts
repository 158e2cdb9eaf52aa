/**
 * Key combinations are written once, as `Mod+Shift+D`: Mod is Ctrl, or ⌘ on a Mac. Letters are matched by
 * what is printed on the key (AZERTY), digits by their place (they need Shift on a French keyboard).
 */
interface Combination {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

function parse(keys: string): Combination {
  const parts = keys.split('+');
  return {
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: (parts.at(-1) ?? '').toLowerCase(),
  };
}

/** True when the press is this combination; `mac` says which key Mod is. */
export function matches(press: KeyPress, keys: string, mac = onMac()): boolean {
  const wanted = parse(keys);
  const mod = mac ? press.metaKey : press.ctrlKey;
  if (mod !== wanted.mod || press.altKey !== wanted.alt || (mac ? press.ctrlKey : press.metaKey))
    return false;
  if (/^\d$/.test(wanted.key))
    return press.code === `Digit${wanted.key}` || press.code === `Numpad${wanted.key}`;
  // "?" and "/" need Shift on some layouts and not on others: what is printed decides.
  if (/^[a-z]$/.test(wanted.key) && press.shiftKey !== wanted.shift) return false;
  return press.key.toLowerCase() === wanted.key;
}

const NAMES: Readonly<Record<string, string>> = {
  Shift: 'Maj',
  Escape: 'Échap',
  Enter: 'Entrée',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Suppr',
};

/** The words on the keys, in French: ["Ctrl", "K"]. */
export function shownKeys(keys: string, mac = onMac()): readonly string[] {
  return keys.split('+').map((key) => (key === 'Mod' ? (mac ? '⌘' : 'Ctrl') : (NAMES[key] ?? key)));
}

function onMac(): boolean {
  return typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');
}
