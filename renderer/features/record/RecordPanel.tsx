import { EyeOff, FileSearch, FileX, RefreshCw } from 'lucide-react';
import type { Ref } from 'react';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { count, shortDate, timeOfDay } from '../../i18n/format.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { Documents } from './documents-store.ts';
import { FilterBar, type FilterBarProps } from './FilterBar.tsx';
import { isFiltering, NO_FILTERS } from './filters.ts';
import { words } from './messages.ts';
import type { Rows } from './rows.ts';
import { TimeLine } from './TimeLine.tsx';
import type { ByText } from './useTimeLine.ts';
import styles from './Record.module.css';

export interface RecordPanelProps extends Omit<FilterBarProps, 'documents'> {
  readonly state: Documents;
  /** What the filters let through, in lines. */
  readonly rows: Rows;
  /** How many of them are there for what they say, and who looked for it. */
  readonly byText: ByText;
  readonly since: string | null;
  readonly active: number;
  readonly openId: string | null;
  readonly newSince: string | null;
  readonly rowHeight: number;
  readonly listRef: Ref<HTMLDivElement>;
  readonly onActive: (position: number) => void;
  readonly onOpen: (document: DocumentSummary) => void;
  readonly onRefresh: () => void;
  readonly onDeposit: () => void;
  readonly onSignIn: () => void;
}

/** The time line: what is shown, how much of it, and the way to add to it. */
export function RecordPanel(props: RecordPanelProps) {
  const { state, rows, onDeposit } = props;
  const all = state.status === 'listed' ? state.documents : [];
  return (
    <section className={styles.panel} aria-label={words.timeLine}>
      <FilterBar {...props} documents={all} />
      <Summary {...props} shown={rows.rowOf.length} />
      <Content {...props} />
      <footer className={styles.footer}>
        <Button variant="primary" keys="D" onPress={onDeposit}>
          {words.deposit}
        </Button>
      </footer>
    </section>
  );
}

function Summary(props: RecordPanelProps & { readonly shown: number }) {
  const { state, since, filters, shown, byText, onPeriod, onRefresh } = props;
  if (state.status !== 'listed') return <div className={styles.summary} />;
  const { documents, total, more, asOf, kept } = state;
  const counted = isFiltering(filters)
    ? words.shownOf({ shown: count(shown), total: count(documents.length) })
    : words.shown({ count: total, shown: count(total) });
  return (
    <div className={styles.summary}>
      <p role="status">
        <strong>{counted}</strong>
        {since === null ? null : <> {words.since({ date: shortDate(since) })}</>}
        {byText.count === 0 ? null : (
          <>
            {' '}
            {byText.source === 'service'
              ? words.byText({ count: byText.count })
              : words.byTextHere({ count: byText.count })}
          </>
        )}
        {byText.wordless === 0 ? null : <>{words.wordless({ count: byText.wordless })}</>}
      </p>
      {since === null ? null : (
        <Button variant="quiet" className={styles.inline ?? ''} onPress={() => onPeriod('all')}>
          {words.showAll}
        </Button>
      )}
      <span className={styles.aside}>
        {more.status === 'loading'
          ? words.loadingMore({ loaded: count(documents.length), total: count(total) })
          : kept === undefined
            ? words.asOf({ time: timeOfDay(asOf) })
            : words.keptAsOf({ time: timeOfDay(kept.at) })}
      </span>
      <IconButton
        label={words.refresh}
        keys="R"
        icon={<RefreshCw size={14} aria-hidden />}
        onPress={onRefresh}
      />
    </div>
  );
}

function Content(props: RecordPanelProps) {
  const { state, rows, since, firstYears, active, openId, newSince, rowHeight, listRef } = props;
  const { onActive, onOpen, onRefresh, onSignIn, onPeriod, onFilters, maskedOnly, onMaskedOnly } = props;
  switch (state.status) {
    case 'loading':
      return (
        <div className={styles.fill}>
          <Skeleton rows={12} />
        </div>
      );
    case 'failed':
      return (
        <div className={styles.fill}>
          <FailureState failure={state.failure} onRetry={onRefresh} onSignIn={onSignIn} />
        </div>
      );
    case 'listed':
      break;
  }
  if (rows.rowOf.length === 0 && maskedOnly === true && state.documents.length === 0) {
    return (
      <div className={styles.fill}>
        <EmptyState
          icon={<EyeOff size={32} strokeWidth={1.5} aria-hidden />}
          title={words.emptyMasked}
          action={<Button onPress={() => onMaskedOnly(false)}>{words.clearMasked}</Button>}
        >
          <p>{words.emptyMaskedNext}</p>
        </EmptyState>
      </div>
    );
  }
  if (rows.rowOf.length === 0) {
    const filtered = state.documents.length > 0;
    const older = !filtered && since !== null;
    return (
      <div className={styles.fill}>
        <EmptyState
          icon={
            filtered ? (
              <FileSearch size={32} strokeWidth={1.5} aria-hidden />
            ) : (
              <FileX size={32} strokeWidth={1.5} aria-hidden />
            )
          }
          title={
            filtered ? words.emptyFilter : older ? words.emptyPeriod({ years: firstYears }) : words.empty
          }
          action={
            filtered ? (
              <Button onPress={() => onFilters(NO_FILTERS)}>{words.clearFilters}</Button>
            ) : older ? (
              <Button onPress={() => onPeriod('all')}>{words.showAll}</Button>
            ) : null
          }
        >
          <p>{filtered ? words.emptyFilterNext : older ? words.emptyPeriodNext : words.emptyNext}</p>
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      {state.more.status === 'failed' ? (
        <FailureNotice failure={state.more.failure} onRetry={onRefresh} onSignIn={onSignIn} />
      ) : null}
      <TimeLine
        label={words.timeLine}
        rows={rows}
        active={active}
        openId={openId}
        newSince={newSince}
        readable={state.readable ?? null}
        rowHeight={rowHeight}
        ref={listRef}
        onActive={onActive}
        onOpen={onOpen}
      />
    </>
  );
}
