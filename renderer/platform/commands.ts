import { createContext, createElement, use, useEffect, useId, type ReactNode } from 'react';
import { createStore } from 'zustand/vanilla';
import { matches, type KeyPress } from './keys.ts';

/** Something a person can do now: it stands in the palette and on the sheet of shortcuts. */
export interface Command {
  readonly id: string;
  /** A verb and its object: "Déposer un document". */
  readonly title: string;
  /** Heading on the sheet of shortcuts. */
  readonly group: string;
  /** `Mod+K`, `Alt+1`, `D`, `?`. Single keys act only where nothing is being typed. */
  readonly keys?: string;
  readonly isDisabled?: boolean;
  /** Kept out of the palette: it only makes sense by its key ("ligne suivante"). */
  readonly isKeyOnly?: boolean;
  readonly run: () => void;
}

type Scopes = Readonly<Record<string, readonly Command[]>>;

/** What can be done on the screen as it is: each part of it adds its own while it is shown. */
export const commandScopes = createStore<{ readonly scopes: Scopes }>(() => ({ scopes: {} }));

const Sight = createContext(true);

export interface InSightProps {
  readonly value: boolean;
  readonly children: ReactNode;
}

/** False around a part that is kept alive out of sight: its commands, and those of all in it, wait with it. */
export function InSight({ value, children }: InSightProps) {
  const outer = use(Sight);
  return createElement(Sight, { value: outer && value }, children);
}

/** Whether the part that asks is the one that is looked at. */
export const useInSight = (): boolean => use(Sight);

/** Offers these commands while the component is in sight. Later parts win over earlier ones. */
export function useCommands(commands: readonly Command[]): void {
  const scope = useId();
  const inSight = use(Sight);
  useEffect(() => {
    if (!inSight) return;
    commandScopes.setState(({ scopes }) => ({ scopes: { ...scopes, [scope]: commands } }));
  }, [scope, commands, inSight]);
  // Taken away only when the part goes: a change of its commands keeps its place among the others.
  useEffect(() => {
    if (!inSight) return undefined;
    return () => withdraw(scope);
  }, [scope, inSight]);
}

function withdraw(scope: string): void {
  commandScopes.setState(({ scopes }) => {
    const { [scope]: _gone, ...rest } = scopes;
    return { scopes: rest };
  });
}

/** Every command of the screen, the innermost part's first. */
export function currentCommands(): readonly Command[] {
  return Object.values(commandScopes.getState().scopes).toReversed().flat();
}

/** True where a single letter is text, not a command. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.tagName === 'TEXTAREA') return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

/** A modifier, or a key of the upper row, is never text. */
const isNeverText = (keys: string): boolean => /^(Mod\+|Alt\+|F\d+$)/.test(keys);

/** The command that this key press asks for, or null: typing and dialogs keep their keys. */
export function commandFor(
  press: KeyPress & { readonly target: EventTarget | null; readonly defaultPrevented: boolean },
): Command | null {
  if (press.defaultPrevented) return null;
  const modal = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
  const typing = isTyping(press.target);
  const found = currentCommands().find(({ keys }) => keys !== undefined && matches(press, keys));
  if (found?.keys === undefined || found.isDisabled === true) return null;
  if (!isNeverText(found.keys) && (typing || modal)) return null;
  return found;
}

/** Does what a command of the screen does, by its name; nothing where it is not offered now. */
export function runCommand(id: string): void {
  const command = currentCommands().find((each) => each.id === id);
  if (command !== undefined && command.isDisabled !== true) command.run();
}
