import { Search } from 'lucide-react';
import { useState, type Ref } from 'react';
import type { AccessFilter } from '../../../shared/bridge/access-log.ts';
import { Button } from '../../ui/Button.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { FilterChip } from '../../ui/FilterChip.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './AccessLog.module.css';
import { NO_FILTER } from './access-store.ts';
import { words } from './messages.ts';

const ALL = 'all';

const GROUPS = [
  { id: ALL, label: words.all },
  { id: 'consult', label: words.groupConsult },
  { id: 'deposit', label: words.groupDeposit },
  { id: 'manage', label: words.groupManage },
  { id: 'rights', label: words.groupRights },
  { id: 'journal', label: words.groupJournal },
] as const;
const MODES = [
  { id: ALL, label: words.all },
  { id: 'NORMAL', label: words.modeNormal },
  { id: 'BTG', label: words.modeBtg },
  { id: 'ETREAT', label: words.modeEtreat },
] as const;
const OUTCOMES = [
  { id: ALL, label: words.all },
  { id: 'permit', label: words.permit },
  { id: 'refused', label: words.refused },
] as const;

export interface AccessFiltersProps {
  readonly filter: AccessFilter;
  readonly today: string;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly onFilter: (change: Partial<AccessFilter>) => void;
}

/** Who, what, how, with what result and when: each narrows the list that the service gives. */
export function AccessFilters({ filter, today, searchRef, onFilter }: AccessFiltersProps) {
  const [cleared, setCleared] = useState(0);
  const isFiltering = Object.values(filter).some((value) => value !== null && value !== '');
  return (
    <div className={styles.filters} role="group" aria-label={words.filters}>
      <TextField
        className={styles.person ?? ''}
        label={words.person}
        hideLabel
        type="search"
        placeholder={words.person}
        maxLength={100}
        value={filter.person}
        icon={<Search size={16} aria-hidden />}
        trailing={<Kbd keys="/" />}
        inputRef={searchRef}
        onChange={(person) => onFilter({ person })}
      />
      <ChoiceChip
        name={words.group}
        choices={GROUPS}
        value={filter.group}
        onChange={(group) => onFilter({ group })}
      />
      <ChoiceChip
        name={words.mode}
        choices={MODES}
        value={filter.mode}
        onChange={(mode) => onFilter({ mode })}
      />
      <ChoiceChip
        name={words.outcome}
        choices={OUTCOMES}
        value={filter.outcome}
        onChange={(outcome) => onFilter({ outcome })}
      />
      <DayField
        key={`from ${String(cleared)}`}
        label={words.from}
        value={filter.from}
        today={today}
        onChange={(from) => onFilter({ from })}
      />
      <DayField
        key={`to ${String(cleared)}`}
        label={words.to}
        value={filter.to}
        today={today}
        onChange={(to) => onFilter({ to })}
      />
      {isFiltering ? (
        <Button
          variant="quiet"
          onPress={() => {
            setCleared((times) => times + 1);
            onFilter(NO_FILTER);
          }}
        >
          {words.clear}
        </Button>
      ) : null}
    </div>
  );
}

interface ChoiceChipProps<Id extends string> {
  readonly name: string;
  readonly choices: readonly { readonly id: Id | typeof ALL; readonly label: string }[];
  readonly value: Id | null;
  readonly onChange: (value: Id | null) => void;
}

/** One of a few, or all of them. */
function ChoiceChip<Id extends string>({ name, choices, value, onChange }: ChoiceChipProps<Id>) {
  return (
    <FilterChip
      name={name}
      selection="single"
      choices={choices}
      chosen={new Set([value ?? ALL])}
      isActive={value !== null}
      onToggle={(id) => {
        const choice = choices.find((candidate) => candidate.id === id)?.id;
        onChange(choice === undefined || choice === ALL ? null : choice);
      }}
    />
  );
}
