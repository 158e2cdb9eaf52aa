import { Search, UserRoundSearch, UsersRound } from 'lucide-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { beginsAsInsDatamatrix } from '../../../shared/identity/ins-datamatrix.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { PatientHit } from '../../../shared/bridge/patients.ts';
import { count } from '../../i18n/format.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useOptionList, type OptionList } from '../../ui/useOptionList.ts';
import { groupByDay } from './groups.ts';
import { words } from './messages.ts';
import { PatientResults } from './PatientResults.tsx';
import styles from './Patients.module.css';
import type { SearchState } from './search-store.ts';

export interface SearchPanelProps extends SearchState {
  /** `YYYY-MM-DD`, where the reader is. */
  readonly today: string;
  readonly onSearch: (query: string) => void;
  readonly onOpen: (hit: PatientHit) => void;
  /** Goes on to the national look-up with what was typed. */
  readonly onLookup: ((query: string) => void) | null;
  /** A scanner typed the code of a health paper. */
  readonly onScan: (text: string) => void;
  /** Who was there last is told by initials until somebody is asked for by name. */
  readonly isDiscreet: boolean;
  readonly idle: IdleList | null;
  /** Puts the chosen patient on the list of the day; null: this desk has none. */
  readonly onAdd: ((patient: PatientIdentity) => void) | null;
}

/** What stands under the field until something is typed, where it is not the recent patients. */
export interface IdleList {
  readonly count: number;
  /** Line that Enter takes before an arrow is pressed. */
  readonly initial: number;
  readonly onTake: (index: number) => void;
  readonly render: (options: OptionList) => ReactNode;
}

/**
 * One field, one list: recent patients until something is typed, then who it may be. Enter opens; pressed
 * before the answer is there, it waits for it and opens the one patient that it names, never one of several.
 */
export function SearchPanel(props: SearchPanelProps) {
  const { query, found, today, onSearch, onOpen, onLookup, onScan, isDiscreet, onAdd } = props;
  const idle = query === '' ? props.idle : null;
  const isCode = beginsAsInsDatamatrix(query);
  const hits = found.status === 'found' ? found.hits : [];
  const asked = query.trim();
  const isCurrent = found.status === 'found' && found.query === asked;
  const awaited = useRef<string | null>(null);
  const takeHit = (index: number): void => {
    const hit = hits[index];
    // The lines on the screen still answer what was typed before: opening one would open the wrong patient.
    if (!isCurrent) awaited.current = asked;
    else if (hit !== undefined) onOpen(hit);
  };
  const options = useOptionList(
    idle?.count ?? hits.length,
    query,
    idle?.onTake ?? takeHit,
    idle?.initial ?? 0,
  );
  const chosen = idle === null && isCurrent ? hits[options.active]?.identity : undefined;
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        onAdd === null || chosen === undefined
          ? []
          : [
              {
                id: 'patients.addToDay',
                group: words.searchLabel,
                title: words.addToDay,
                keys: 'Alt+J',
                run: () => onAdd(chosen),
              },
            ],
      [onAdd, chosen],
    ),
  );
  const only = hits.length === 1 ? hits[0] : undefined;
  useEffect(() => {
    // Other words are another question: what Enter asked of the last ones no longer holds.
    if (awaited.current !== asked) awaited.current = null;
    if (awaited.current === null || !isCurrent || only === undefined) return;
    awaited.current = null;
    onOpen(only);
  }, [asked, isCurrent, only, onOpen]);
  return (
    <section className={styles.search} aria-label={words.searchLabel}>
      <TextField
        label={words.searchLabel}
        hideLabel
        large
        autoFocus
        type="search"
        placeholder={words.placeholder}
        maxLength={600}
        value={query}
        onChange={onSearch}
        icon={<Search size={20} strokeWidth={1.75} aria-hidden />}
        trailing={<Kbd keys="Enter" />}
        inputProps={{
          ...options.inputProps,
          onKeyDown: (event) => {
            if (isCode && event.key === 'Enter') {
              event.preventDefault();
              event.stopPropagation();
              onSearch('');
              onScan(query);
            } else options.inputProps.onKeyDown?.(event);
          },
        }}
      />
      {isCode ? (
        <p className={styles.count} role="status">
          {words.codeRead}
        </p>
      ) : null}
      {idle === null ? (
        <Content
          found={found}
          isDiscreet={isDiscreet && query.trim() === ''}
          today={today}
          options={options}
          onLookup={onLookup}
          onRetry={() => onSearch(query)}
        />
      ) : (
        idle.render(options)
      )}
    </section>
  );
}

interface ContentProps extends Pick<SearchPanelProps, 'found' | 'today' | 'onLookup' | 'isDiscreet'> {
  readonly options: ReturnType<typeof useOptionList>;
  readonly onRetry: () => void;
}

function Content({ found, today, options, isDiscreet, onLookup, onRetry }: ContentProps) {
  if (found.status === 'loading') return <Skeleton rows={8} />;
  if (found.status === 'failed') return <FailureState failure={found.failure} onRetry={onRetry} />;
  const { hits, query, total } = found;
  if (hits.length > 0) {
    const groups = query === '' ? groupByDay(hits, today) : [{ title: '', start: 0, hits }];
    return (
      <>
        <p className={styles.count} role="status">
          {query === '' ? words.recent : words.found({ count: total, total: count(total) })}
        </p>
        <PatientResults
          label={query === '' ? words.recent : words.searchLabel}
          groups={groups}
          options={options}
          today={today}
          isDiscreet={isDiscreet}
        />
      </>
    );
  }
  if (query === '') {
    return (
      <EmptyState icon={<UsersRound size={32} strokeWidth={1.5} aria-hidden />} title={words.noneYet}>
        <p>{words.noneYetNext}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      role="status"
      icon={<UserRoundSearch size={32} strokeWidth={1.5} aria-hidden />}
      title={words.noMatch({ query })}
      action={
        onLookup === null ? null : <Button onPress={() => onLookup(query)}>{words.nationalLookup}</Button>
      }
    >
      <p>{words.noMatchNext}</p>
    </EmptyState>
  );
}
