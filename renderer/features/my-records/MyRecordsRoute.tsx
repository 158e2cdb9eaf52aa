import { FolderOpen, Luggage, Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { count } from '../../i18n/format.ts';
import { namedLike } from '../../i18n/person.ts';
import { useNow } from '../../platform/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { FilterChip } from '../../ui/FilterChip.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useOptionList } from '../../ui/useOptionList.ts';
import { words } from './messages.ts';
import { ORDERS, sorted, type Order } from './my-records.ts';
import type { MyRecordsStore } from './my-records-store.ts';
import styles from './MyRecords.module.css';
import { RecordLine, RecordHeads } from './RecordLine.tsx';

/** More lines than one reads: further ones are found by typing. */
const MOST = 200;

const ORDER_WORDS: Readonly<Record<Order, string>> = {
  due: words.orderDue,
  name: words.orderName,
  until: words.orderUntil,
  seen: words.orderSeen,
};

export interface MyRecordsRouteProps {
  readonly store: MyRecordsStore;
  readonly today: string;
  readonly noticeDays: number;
  readonly onOpen: (patient: PatientIdentity, lastSeenAt: string | null) => void;
  /** Takes some of them along for the home visits of the day. */
  readonly onVisitBag: () => void;
}

/** One's own records: whose right is to be renewed first, each one key away. */
export function MyRecordsRoute({ store, today, noticeDays, onOpen, onVisitBag }: MyRecordsRouteProps) {
  const { mine, news, asking } = useStore(store.state);
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>('due');
  const now = useNow(60_000);
  useEffect(() => {
    void store.load();
    // Whoever leaves the screen no longer waits for the answers.
    return store.stopNews;
  }, [store]);

  const records = mine.status === 'listed' ? mine.records : null;
  const found = useMemo(
    () => sorted(namedLike(records ?? [], query), order, now, noticeDays),
    [records, query, order, now, noticeDays],
  );
  const shown = found.slice(0, MOST);
  const options = useOptionList(shown.length, `${query} ${order}`, (index) => {
    const record = shown[index];
    if (record !== undefined) onOpen(record.patient, record.lastSeenAt);
  });

  return (
    <section className={styles.mine} aria-labelledby="my-records">
      <h2 id="my-records" className={styles.title}>
        {words.title}
      </h2>
      <p className={styles.lead}>{words.lead}</p>
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
        <FilterChip
          name={words.order}
          selection="single"
          choices={ORDERS.map((id) => ({ id, label: ORDER_WORDS[id] }))}
          chosen={new Set([order])}
          isActive={order !== 'due'}
          onToggle={(id) => setOrder(ORDERS.find((known) => known === id) ?? 'due')}
        />
        <Button variant="quiet" icon={<Luggage size={16} aria-hidden />} onPress={onVisitBag}>
          {words.visitBag}
        </Button>
        <span className={styles.news}>
          {asking === null ? (
            <Button
              isDisabled={shown.length === 0}
              aria-describedby="ask-news"
              onPress={() => void store.askNews(shown)}
            >
              {words.askNews}
            </Button>
          ) : (
            <>
              <ProgressBar
                label={words.askNews}
                value={asking.done / asking.total}
                words={words.asking({ done: count(asking.done), total: count(asking.total) })}
              />
              <Button onPress={store.stopNews}>{words.stop}</Button>
            </>
          )}
        </span>
      </div>
      <p id="ask-news" className={styles.note}>
        {words.askNewsNote}
      </p>
      {mine.status === 'loading' ? (
        <Skeleton rows={10} />
      ) : mine.status === 'failed' ? (
        <FailureState failure={mine.failure} onRetry={() => void store.load()} />
      ) : shown.length === 0 ? (
        <EmptyState
          role="status"
          icon={<FolderOpen size={32} strokeWidth={1.5} aria-hidden />}
          title={query === '' ? words.empty : words.emptySearch}
        >
          <p>{query === '' ? words.emptyNext : words.emptySearchNext}</p>
        </EmptyState>
      ) : (
        <>
          <p className={styles.count} role="status">
            {found.length > shown.length
              ? words.narrowed({ shown: count(shown.length), count: count(found.length) })
              : words.shown({ count: found.length, shown: count(found.length) })}
          </p>
          <RecordHeads />
          <div {...options.listProps} aria-label={words.title} className={styles.list}>
            {shown.map((record, index) => (
              <RecordLine
                key={record.patient.ins.value}
                record={record}
                news={news.get(record.patient.ins.value)}
                now={now}
                today={today}
                noticeDays={noticeDays}
                props={options.optionProps(index)}
              />
            ))}
          </div>
        </>
      )}
    </section>
  );
}
