import { Search } from 'lucide-react';
import type { SpaceAccessFilter } from '../../../shared/bridge/space/history.ts';
import { useToday } from '../../platform/clock.ts';
import { DayField } from '../../ui/DayField.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ToggleChip } from '../../ui/ToggleChip.tsx';
import styles from './History.module.css';
import { words } from './messages.ts';

/** What opening the history asks: one looks for the others' acts, and every reading of it is an act of one's own. */
export const BY_OTHERS: SpaceAccessFilter = {
  person: '',
  group: null,
  emergency: false,
  outcome: null,
  from: null,
  to: null,
  own: false,
};
const GROUPS = [
  ['consult', words.consult],
  ['deposit', words.deposit],
  ['manage', words.manage],
  ['rights', words.rights],
] as const;

export interface HistoryFiltersProps {
  readonly filter: SpaceAccessFilter;
  readonly onFilter: (change: Partial<SpaceAccessFilter>) => void;
}

/** Who, what, how, with what result and when: each narrows what the service gives. */
export function HistoryFilters({ filter, onFilter }: HistoryFiltersProps) {
  const today = useToday();
  return (
    <div className={styles.filters} role="group" aria-label={words.filters}>
      <TextField
        label={words.person}
        hideLabel
        type="search"
        placeholder={words.person}
        icon={<Search size={16} aria-hidden />}
        value={filter.person}
        className={styles.person ?? ''}
        onChange={(person) => onFilter({ person })}
      />
      <ToggleChip isSelected={filter.emergency} onChange={(emergency) => onFilter({ emergency })}>
        {words.emergency}
      </ToggleChip>
      <ToggleChip
        isSelected={filter.outcome !== null}
        onChange={(on) => onFilter({ outcome: on ? 'refused' : null })}
      >
        {words.refused}
      </ToggleChip>
      {GROUPS.map(([group, name]) => (
        <ToggleChip
          key={group}
          isSelected={filter.group === group}
          onChange={(on) => onFilter({ group: on ? group : null })}
        >
          {name}
        </ToggleChip>
      ))}
      <ToggleChip isSelected={filter.own} onChange={(own) => onFilter({ own })}>
        {words.ownActs}
      </ToggleChip>
      <DayField
        label={words.from}
        value={filter.from}
        today={today}
        onChange={(from) => onFilter({ from })}
      />
      <DayField label={words.to} value={filter.to} today={today} onChange={(to) => onFilter({ to })} />
    </div>
  );
}
