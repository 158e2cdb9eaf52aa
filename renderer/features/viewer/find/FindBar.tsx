import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { words } from '../messages.ts';
import styles from './Find.module.css';
import type { Find } from './useFind.ts';

/** Words to look for, how many there are, and the way from one to the next. Esc closes it and keeps the words. */
export function FindBar({ find }: { readonly find: Find }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  return (
    <div
      className={styles.bar}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          find.close();
        } else if (event.key === 'Enter' && event.target === input.current) {
          event.preventDefault();
          find.go(event.shiftKey ? -1 : 1);
        }
      }}
    >
      <div className={styles.row} role="search" aria-label={words.find}>
        <TextField
          label={words.find}
          hideLabel
          className={styles.field ?? ''}
          placeholder={words.findPlaceholder}
          value={find.typed}
          onChange={find.type}
          inputRef={input}
          autoFocus
        />
        <p className={styles.count} role="status">
          {countWords(find)}
        </p>
        <IconButton
          label={words.findPrevious}
          keys="Shift+Enter"
          icon={<ChevronUp size={16} aria-hidden />}
          isDisabled={find.count === 0}
          onPress={() => find.go(-1)}
        />
        <IconButton
          label={words.findNext}
          keys="Enter"
          icon={<ChevronDown size={16} aria-hidden />}
          isDisabled={find.count === 0}
          onPress={() => find.go(1)}
        />
        <IconButton
          label={words.findClose}
          keys="Escape"
          icon={<X size={16} aria-hidden />}
          onPress={() => find.close()}
        />
      </div>
    </div>
  );
}

function countWords(find: Find): string {
  if (find.typed.trim() === '') return '';
  if (find.count > 0) return words.matchOf(find.position + 1, find.count);
  if (find.isSearching) return words.findSearching;
  return find.isWordless ? words.noText : words.findNone;
}
