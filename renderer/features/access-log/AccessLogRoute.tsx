import { Download, FileSearch, RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import { count } from '../../i18n/format.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useToday } from '../../platform/clock.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { settings } from '../../platform/settings.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { createAccessStore, type Accesses } from './access-store.ts';
import { AccessFilters } from './AccessFilters.tsx';
import { AccessList } from './AccessList.tsx';
import styles from './AccessLog.module.css';
import { words } from './messages.ts';

export interface AccessLogRouteProps {
  readonly bridge: Pick<Bridge, 'access.list' | 'access.export' | 'journal.saveProof'>;
  readonly ins: InsRef;
  readonly onSignIn: () => void;
}

/** Who did or tried what on the open record, as far as the one at the keyboard may know it. */
export function AccessLogRoute({ bridge, ins, onSignIn }: AccessLogRouteProps) {
  const [store] = useState(() => createAccessStore(bridge, ins));
  const { filter, accesses, exported } = useStore(store.state);
  const { density } = useStore(settings);
  const today = useToday();
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void store.load();
    return store.end;
  }, [store]);

  const commands = useMemo<readonly Command[]>(() => {
    const group = words.title;
    return [
      { id: 'access.search', group, title: words.person, keys: '/', run: () => search.current?.focus() },
      { id: 'access.refresh', group, title: words.refresh, keys: 'R', run: () => void store.load() },
      { id: 'access.csv', group, title: words.exportCsv, run: () => void store.export('csv') },
      { id: 'access.json', group, title: words.exportJson, run: () => void store.export('json') },
    ];
  }, [store]);
  useCommands(commands);
  const more = useCallback(() => void store.more(), [store]);

  return (
    <section className={styles.log} aria-label={words.title}>
      <AccessFilters filter={filter} today={today} searchRef={search} onFilter={store.filter} />
      <Summary accesses={accesses} onRefresh={() => void store.load()}>
        <Menu
          label={words.export}
          trigger={
            <Button
              variant="quiet"
              icon={<Download size={16} aria-hidden />}
              isPending={exported.status === 'exporting'}
            >
              {words.export}
            </Button>
          }
          entries={[
            { id: 'csv', label: words.exportCsv, onAct: () => void store.export('csv') },
            { id: 'json', label: words.exportJson, onAct: () => void store.export('json') },
            { id: 'proof', label: words.proveAll, onAct: () => void store.prove(null) },
          ]}
        />
      </Summary>
      {exported.status === 'saved' ? (
        <Notice isAlert className={styles.told ?? ''}>
          <p>
            {words[exported.what === 'proof' ? 'proved' : 'exported']({
              count: exported.entries,
              shown: count(exported.entries),
            })}
          </p>
        </Notice>
      ) : null}
      {exported.status === 'failed' ? <FailureNotice failure={exported.failure} /> : null}
      <Content
        accesses={accesses}
        isFiltered={Object.values(filter).some((value) => value !== null && value !== '')}
        rowHeight={density === 'comfortable' ? 60 : 48}
        onEnd={more}
        onProve={(actId) => void store.prove(actId)}
        onRetry={() => void store.load()}
        onSignIn={onSignIn}
      />
    </section>
  );
}

interface SummaryProps {
  readonly accesses: Accesses;
  readonly onRefresh: () => void;
  readonly children: ReactNode;
}

function Summary({ accesses, onRefresh, children }: SummaryProps) {
  const listed = accesses.status === 'listed' ? accesses : null;
  return (
    <div className={styles.summary}>
      <p role="status">
        {listed === null ? null : (
          <>
            <strong>{words.shown({ count: listed.total, shown: count(listed.total) })}</strong>{' '}
            <span className={styles.scope}>
              {listed.scope === 'all' ? words.scopeAll : words.scopeOwn} {words.traced}
            </span>
          </>
        )}
      </p>
      {children}
      <IconButton
        label={words.refresh}
        keys="R"
        icon={<RefreshCw size={14} aria-hidden />}
        onPress={onRefresh}
      />
    </div>
  );
}

interface ContentProps {
  readonly accesses: Accesses;
  readonly isFiltered: boolean;
  readonly rowHeight: number;
  readonly onEnd: () => void;
  readonly onProve: (actId: string) => void;
  readonly onRetry: () => void;
  readonly onSignIn: () => void;
}

function Content(props: ContentProps) {
  const { accesses, isFiltered, rowHeight, onEnd, onProve, onRetry, onSignIn } = props;
  switch (accesses.status) {
    case 'loading':
      return <Skeleton rows={10} />;
    case 'failed':
      return <FailureState failure={accesses.failure} onRetry={onRetry} onSignIn={onSignIn} />;
    case 'listed':
      break;
  }
  if (accesses.entries.length === 0) {
    return (
      <EmptyState
        icon={<FileSearch size={32} strokeWidth={1.5} aria-hidden />}
        title={isFiltered ? words.emptyFilter : words.empty}
      />
    );
  }
  const { entries, total } = accesses;
  return <AccessList entries={entries} total={total} rowHeight={rowHeight} onEnd={onEnd} onProve={onProve} />;
}
