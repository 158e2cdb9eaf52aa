import { FileSearch, Search } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { MatrixView } from '../../../shared/bridge/matrix.ts';
import { provenanceWords } from '../../i18n/provenance.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { settings } from '../../platform/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterChip } from '../../ui/FilterChip.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ToggleChip } from '../../ui/ToggleChip.tsx';
import { gridOf, isFiltering, NO_FILTERS, type Filters } from './grid.ts';
import styles from './Habilitation.module.css';
import { CellMark, MatrixGrid, type Place } from './MatrixGrid.tsx';
import { cellSentence, words } from './messages.ts';

type Facet = 'rows' | 'classes' | 'rights' | 'provenances';

/** The grid with its filters, the sentence of the cell that one is on, and the legend. */
export function MatrixPanel({ view }: { readonly view: MatrixView }) {
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const own = view.rows.findIndex(({ code }) => code === view.ownRow);
  const [place, setPlace] = useState<Place>({ type: 0, column: Math.max(0, own) });
  const { density } = useStore(settings);
  const grid = useMemo(() => gridOf(view, filters), [view, filters]);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);

  const active: Place = {
    type: Math.min(place.type, Math.max(0, grid.lineOf.length - 1)),
    column: Math.min(place.column, Math.max(0, grid.columns.length - 1)),
  };
  const narrow = (next: Filters): void => {
    setFilters(next);
    setPlace(({ column }) => ({ type: 0, column }));
  };
  const toggle = (facet: Facet, id: string): void => {
    const chosen = new Set(filters[facet]);
    if (!chosen.delete(id)) chosen.add(id);
    narrow({ ...filters, [facet]: chosen });
  };
  const ownRow = view.ownRow;
  const onlyMine = ownRow !== null && filters.rows.size === 1 && filters.rows.has(ownRow);

  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'matrix.search',
        group: words.group,
        title: words.search,
        keys: '/',
        run: () => search.current?.focus(),
      },
      {
        id: 'matrix.mine',
        group: words.group,
        title: words.mine,
        keys: 'G',
        isDisabled: ownRow === null,
        run: () => {
          setFilters(NO_FILTERS);
          setPlace(({ type }) => ({ type, column: Math.max(0, own) }));
          list.current?.focus();
        },
      },
    ],
    [ownRow, own],
  );
  useCommands(commands);

  return (
    <>
      <div className={styles.filters}>
        <TextField
          label={words.search}
          hideLabel
          type="search"
          className={styles.search ?? ''}
          value={filters.query}
          placeholder={words.search}
          icon={<Search size={16} aria-hidden />}
          trailing={<Kbd keys="/" />}
          inputRef={search}
          inputProps={{
            onKeyDown: (event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              list.current?.focus();
            },
          }}
          onChange={(query) => narrow({ ...filters, query })}
        />
        <FilterChip
          name={words.profession}
          selection="multiple"
          choices={view.rows.map(({ code, label }) => ({ id: code, label }))}
          chosen={filters.rows}
          isActive={filters.rows.size > 0}
          onToggle={(id) => toggle('rows', id)}
        />
        <FilterChip
          name={words.documentClass}
          selection="multiple"
          choices={classesOf(view)}
          chosen={filters.classes}
          isActive={filters.classes.size > 0}
          onToggle={(id) => toggle('classes', id)}
        />
        <FilterChip
          name={words.right}
          selection="multiple"
          choices={[
            { id: 'reads', label: words.reads },
            { id: 'readsNot', label: words.readsNot },
          ]}
          chosen={filters.rights}
          isActive={filters.rights.size > 0}
          onToggle={(id) => toggle('rights', id)}
        />
        <FilterChip
          name={words.provenance}
          selection="multiple"
          choices={Object.entries(provenanceWords).map(([id, { letter, word }]) => ({
            id,
            label: `${letter} – ${word}`,
          }))}
          chosen={filters.provenances}
          isActive={filters.provenances.size > 0}
          onToggle={(id) => toggle('provenances', id)}
        />
        {ownRow === null ? null : (
          <ToggleChip
            isSelected={onlyMine}
            onChange={(selected) =>
              narrow({ ...filters, rows: selected ? new Set([ownRow]) : new Set<string>() })
            }
          >
            {words.onlyMine}
          </ToggleChip>
        )}
        {isFiltering(filters) ? (
          <Button variant="quiet" onPress={() => narrow(NO_FILTERS)}>
            {words.clear}
          </Button>
        ) : null}
        <span className={styles.count} role="status">
          {words.shown({ types: grid.lineOf.length, rows: grid.columns.length })}
        </span>
      </div>
      {grid.lineOf.length === 0 ? (
        <EmptyState
          className={styles.fill ?? ''}
          icon={<FileSearch size={32} strokeWidth={1.5} aria-hidden />}
          title={words.nothing}
          action={<Button onPress={() => narrow(NO_FILTERS)}>{words.clear}</Button>}
        >
          <p>{words.nothingNext}</p>
        </EmptyState>
      ) : (
        <MatrixGrid
          grid={grid}
          active={active}
          rowHeight={density === 'comfortable' ? 40 : 32}
          ref={list}
          onActive={setPlace}
        />
      )}
      <footer className={styles.foot}>
        <Sentence grid={grid} active={active} />
        <Legend />
      </footer>
    </>
  );
}

function classesOf(view: MatrixView): readonly { id: string; label: string }[] {
  return [...new Map(view.types.map((type) => [type.class.code, type.class.label]))].map(([id, label]) => ({
    id,
    label,
  }));
}

/** What the cell under the cursor says; whoever does not see it hears it from the cell itself. */
function Sentence({ grid, active }: { readonly grid: ReturnType<typeof gridOf>; readonly active: Place }) {
  const line = grid.lines[grid.lineOf[active.type] ?? -1];
  const column = grid.columns[active.column];
  const cell = line?.kind === 'type' ? line.cells[active.column] : undefined;
  if (line === undefined || column === undefined || cell === undefined) return <p className={styles.says} />;
  return (
    <p className={styles.says} data-testid="matrix-sentence">
      {cellSentence(column.label, line.label, cell.reads, cell.source)}
    </p>
  );
}

function Legend() {
  return (
    <ul className={styles.legend} aria-label={words.legend}>
      <li>
        <CellMark reads letter="" /> {words.reads}
      </li>
      <li>
        <CellMark reads={false} letter="" /> {words.readsNot}
      </li>
      {Object.entries(provenanceWords).map(([source, { letter, word }]) => (
        <li key={source}>
          <b>{letter}</b> {word}
        </li>
      ))}
    </ul>
  );
}
