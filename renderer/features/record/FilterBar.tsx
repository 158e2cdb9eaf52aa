import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { count } from '../../i18n/format.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { FilterChip } from '../../ui/FilterChip.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ToggleChip } from '../../ui/ToggleChip.tsx';
import {
  FACETS,
  facetChoices,
  isFiltering,
  NO_FILTERS,
  toggle,
  type Facet,
  type Filters,
} from './filters.ts';
import { words } from './messages.ts';
import { periodChoices, type Period } from './periods.ts';
import styles from './Record.module.css';

export interface FilterBarProps {
  readonly documents: readonly DocumentSummary[];
  readonly filters: Filters;
  readonly period: Period;
  readonly firstYears: number;
  readonly includeSuperseded: boolean;
  /** null: the filter is a médecin traitant's alone. */
  readonly maskedOnly: boolean | null;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly onFilters: (filters: Filters) => void;
  readonly onPeriod: (period: Period) => void;
  readonly onIncludeSuperseded: (include: boolean) => void;
  readonly onMaskedOnly: (only: boolean) => void;
  /** Down from the search field goes to the list. */
  readonly onLeaveSearch: () => void;
}

const NAMES: Readonly<Record<Facet, string>> = {
  class: words.filterClass,
  type: words.filterType,
  author: words.filterAuthor,
  state: words.filterState,
};

/** Search in what is shown, and what is shown: each chip says what it lets through. */
export function FilterBar(props: FilterBarProps) {
  const { documents, filters, period, firstYears, includeSuperseded, maskedOnly, searchRef } = props;
  const { onFilters, onPeriod, onIncludeSuperseded, onMaskedOnly, onLeaveSearch } = props;
  const setText = (text: string): void => onFilters({ ...filters, text });
  return (
    <div className={styles.filters}>
      <TextField
        label={words.search}
        hideLabel
        type="search"
        placeholder={words.search}
        value={filters.text}
        onChange={setText}
        icon={<Search size={16} aria-hidden />}
        trailing={
          filters.text === '' ? (
            <Kbd keys="/" />
          ) : (
            <IconButton label="Effacer" icon={<X size={14} aria-hidden />} onPress={() => setText('')} />
          )
        }
        inputRef={searchRef}
        inputProps={{
          onKeyDown: (event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'Enter' && event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
            onLeaveSearch();
          },
        }}
      />
      <div className={styles.chips} role="group" aria-label={words.filters}>
        <FilterChip
          name={words.filterPeriod}
          hideName
          selection="single"
          choices={periodChoices(firstYears)}
          chosen={new Set([period])}
          isActive={false}
          onToggle={(id) => onPeriod(id === 'all' ? 'all' : 'first')}
        />
        {FACETS.map((facet) => (
          <FilterChip
            key={facet}
            name={NAMES[facet]}
            selection="multiple"
            choices={facetChoices(documents, filters, facet).map((choice) => ({
              ...choice,
              count: count(choice.count),
            }))}
            chosen={filters[facet]}
            isActive={filters[facet].size > 0}
            onToggle={(id) => onFilters(toggle(filters, facet, id))}
          />
        ))}
        <ToggleChip isSelected={includeSuperseded} onChange={onIncludeSuperseded}>
          {words.stateSuperseded}
        </ToggleChip>
        {maskedOnly === null ? null : (
          <ToggleChip isSelected={maskedOnly} onChange={onMaskedOnly}>
            {words.stateMasked}
          </ToggleChip>
        )}
        {isFiltering(filters) ? (
          <Button variant="quiet" className={styles.clear ?? ''} onPress={() => onFilters(NO_FILTERS)}>
            {words.clearFilters}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
