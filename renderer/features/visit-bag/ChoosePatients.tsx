import { Check, FolderOpen, Luggage, Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { MyRecord } from '../../../shared/bridge/my-records.ts';
import type { VisitBagState } from '../../../shared/bridge/visit-bag.ts';
import { age, shortDate } from '../../i18n/format.ts';
import { birthName, namedLike, personName } from '../../i18n/person.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useOptionList } from '../../ui/useOptionList.ts';
import { words } from './messages.ts';
import type { VisitBagStore } from './visit-bag-store.ts';
import styles from './VisitBag.module.css';

/** More lines than one reads: further ones are found by typing. */
const MOST = 100;

export interface ChoosePatientsProps {
  readonly store: VisitBagStore;
  readonly bag: VisitBagState;
  readonly today: string;
  /** Back to those who are in the bag already; null: there is none. */
  readonly onBack: (() => void) | null;
  readonly onSealed: () => void;
}

/** Who is taken along: by name, one key each, then one key for all. */
export function ChoosePatients({ store, bag, today, onBack, onSealed }: ChoosePatientsProps) {
  const { choices, chosen } = useStore(store.state);
  const [query, setQuery] = useState('');
  useEffect(() => void store.loadChoices(), [store]);
  const records = choices.status === 'listed' ? choices.records : null;
  const found = useMemo(() => namedLike(records ?? [], query).slice(0, MOST), [records, query]);
  const there = new Set(bag.bag?.patients.map(({ patient }) => patient.ins.value) ?? []);
  const total = there.size + [...chosen].filter((value) => !there.has(value)).length;
  const mayTake = chosen.size > 0 && total <= bag.patientsMax && bag.sealing === null;
  const options = useOptionList(found.length, query, (index) => {
    const record = found[index];
    if (record !== undefined) store.toggle(record.patient.ins);
  });
  const seal = useMemo(
    () => (): void =>
      void store.seal().then(() => (store.state.getState().failure === null ? onSealed() : null)),
    [store, onSealed],
  );
  useCommands(
    useMemo(
      (): readonly Command[] => [
        {
          id: 'visitBag.take',
          group: words.title,
          title: words.take({ count: chosen.size }),
          keys: 'Mod+Enter',
          isDisabled: !mayTake,
          run: seal,
        },
      ],
      [chosen.size, mayTake, seal],
    ),
  );

  return (
    <>
      <div className={styles.tools}>
        <TextField
          className={styles.search ?? ''}
          label={words.search}
          hideLabel
          type="search"
          autoFocus
          placeholder={words.search}
          maxLength={100}
          value={query}
          icon={<Search size={16} aria-hidden />}
          trailing={<Kbd keys="Enter" />}
          inputProps={options.inputProps}
          onChange={setQuery}
        />
        <p className={styles.count} role="status">
          {words.chosen({ count: total, max: bag.patientsMax })}
        </p>
        {onBack === null ? null : (
          <Button variant="quiet" className={styles.aside ?? ''} onPress={onBack}>
            {words.back}
          </Button>
        )}
      </div>
      {choices.status === 'loading' ? (
        <Skeleton rows={10} />
      ) : choices.status === 'failed' ? (
        <FailureState failure={choices.failure} onRetry={() => void store.loadChoices()} />
      ) : found.length === 0 ? (
        <EmptyState
          role="status"
          icon={<FolderOpen size={32} strokeWidth={1.5} aria-hidden />}
          title={query === '' ? words.none : words.noneSearch}
        >
          <p>{query === '' ? words.noneNext : words.noneSearchNext}</p>
        </EmptyState>
      ) : (
        <div
          {...options.listProps}
          aria-label={words.choose}
          aria-multiselectable="true"
          className={styles.list}
        >
          {found.map((record, index) => (
            <ChoiceLine
              key={record.patient.ins.value}
              record={record}
              isChosen={chosen.has(record.patient.ins.value) || there.has(record.patient.ins.value)}
              isActive={index === options.active}
              today={today}
              props={options.optionProps(index)}
            />
          ))}
        </div>
      )}
      <footer className={styles.footer}>
        {bag.sealing === null ? (
          <>
            <p>{words.whatHappens({ documents: bag.documentsMax })}</p>
            <Button
              variant="primary"
              keys="Mod+Enter"
              icon={<Luggage size={16} aria-hidden />}
              isDisabled={!mayTake}
              onPress={seal}
            >
              {words.take({ count: chosen.size })}
            </Button>
          </>
        ) : (
          <>
            <ProgressBar
              label={words.title}
              value={bag.sealing.done / bag.sealing.total}
              words={words.taking(bag.sealing)}
            />
            <Button onPress={store.cancel}>{words.stop}</Button>
          </>
        )}
      </footer>
    </>
  );
}

interface ChoiceLineProps {
  readonly record: MyRecord;
  readonly isChosen: boolean;
  readonly isActive: boolean;
  readonly today: string;
  readonly props: ReturnType<ReturnType<typeof useOptionList>['optionProps']>;
}

function ChoiceLine({ record, isChosen, isActive, today, props }: ChoiceLineProps) {
  const { patient } = record;
  return (
    <div {...props} aria-selected={isChosen} className={styles.line} data-active={isActive ? '' : undefined}>
      {isChosen ? <Check size={16} strokeWidth={2.5} aria-hidden /> : <span />}
      <span>
        <strong>{personName(patient)}</strong> <span className={styles.rest}>{birthName(patient)}</span>
      </span>
      <span>
        {shortDate(patient.birthDate)} <span className={styles.rest}>({age(patient.birthDate, today)})</span>
      </span>
      <span className={styles.rest}>{patient.birthPlace?.label}</span>
    </div>
  );
}
