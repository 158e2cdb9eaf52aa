import { useEffect, useId, useState, type HTMLAttributes, type KeyboardEvent } from 'react';

export interface OptionList {
  readonly active: number;
  readonly choose: (index: number) => void;
  readonly listProps: { readonly id: string; readonly role: 'listbox' };
  readonly inputProps: Omit<HTMLAttributes<HTMLInputElement>, 'style' | 'className'>;
  readonly optionProps: (index: number) => {
    readonly id: string;
    readonly role: 'option';
    readonly 'aria-selected': boolean;
    readonly onMouseMove: () => void;
    readonly onClick: () => void;
  };
}

/**
 * A list ruled from the field above it: arrows move, Enter takes, the text keeps the focus. `reset` is what
 * the list answers to: when it changes the first line is the active one again, or the one that `initial` names.
 */
export function useOptionList(
  count: number,
  reset: unknown,
  onTake: (index: number) => void,
  initial = 0,
): OptionList {
  const id = useId();
  const [chosen, choose] = useState<{ readonly index: number; readonly reset: unknown } | null>(null);
  const setChosen = (index: number): void => choose({ index, reset });
  const isChosen = chosen !== null && Object.is(chosen.reset, reset);
  const active = Math.min(isChosen ? chosen.index : initial, count - 1);

  useEffect(() => {
    document.getElementById(`${id}-${String(active)}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  const onKeyDown = (event: KeyboardEvent): void => {
    // With Ctrl it is a command of the screen.
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || count === 0) return;
    const move = MOVES[event.key];
    if (move !== undefined) {
      setChosen((active + move + count) % count);
    } else if (event.key === 'Enter') {
      onTake(active);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    active,
    choose: setChosen,
    listProps: { id, role: 'listbox' },
    inputProps: {
      role: 'combobox',
      'aria-expanded': count > 0,
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      onKeyDown,
      ...(count > 0 ? { 'aria-controls': id, 'aria-activedescendant': `${id}-${String(active)}` } : {}),
    },
    optionProps: (index) => ({
      id: `${id}-${String(index)}`,
      role: 'option',
      'aria-selected': index === active,
      onMouseMove: () => setChosen(index),
      onClick: () => onTake(index),
    }),
  };
}

const MOVES: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
