import { CircleAlert, FileUp, History } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { MatrixView } from '../../../shared/bridge/matrix.ts';
import { shortDate } from '../../i18n/format.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useToday } from '../../platform/clock.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureState } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Habilitation.module.css';
import { ImportPanel } from './ImportPanel.tsx';
import type { ImportSource } from './import-store.ts';
import { createMatrixStore } from './matrix-store.ts';
import { MatrixPanel } from './MatrixPanel.tsx';
import { words } from './messages.ts';
import { VersionsPanel } from './VersionsPanel.tsx';

type Task =
  | { readonly kind: 'grid' }
  | { readonly kind: 'versions' }
  | { readonly kind: 'import'; readonly source: ImportSource };

type HabilitationBridge = Pick<
  Bridge,
  'matrix.view' | 'matrix.versions' | 'matrix.propose' | 'matrix.apply' | 'matrix.withdraw'
>;

const GRID: Task = { kind: 'grid' };

/** The matrix of rights: what it says, where it comes from, its versions and the import of the published one. */
export function HabilitationRoute({ bridge }: { readonly bridge: HabilitationBridge }) {
  const [store] = useState(() => createMatrixStore(bridge));
  const state = useStore(store.state);
  const [task, setTask] = useState<Task>(GRID);
  const today = useToday();
  useEffect(() => {
    void store.show(null);
    return store.end;
  }, [store]);
  const toGrid = useCallback(
    (id: string | null) => {
      setTask(GRID);
      void store.show(id);
    },
    [store],
  );
  const startImport = useCallback(
    () => setTask({ kind: 'import', source: { kind: 'files', files: [] } }),
    [],
  );

  const mayOperate = state.status === 'shown' && state.view.mayOperate;
  const isGrid = task.kind === 'grid';
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'matrix.import',
        group: words.group,
        title: words.import,
        keys: 'I',
        isDisabled: !mayOperate,
        run: startImport,
      },
      {
        id: 'matrix.versions',
        group: words.group,
        title: words.versionsTitle,
        keys: 'V',
        isDisabled: !mayOperate,
        run: () => setTask({ kind: 'versions' }),
      },
      {
        id: 'matrix.back',
        group: words.group,
        title: words.back,
        keys: 'Escape',
        isKeyOnly: true,
        isDisabled: isGrid,
        run: () => setTask(GRID),
      },
    ],
    [mayOperate, isGrid, startImport],
  );
  useCommands(commands);

  if (state.status === 'loading') return <Skeleton rows={16} />;
  if (state.status === 'failed') {
    return <FailureState failure={state.failure} onRetry={() => void store.show(state.id)} />;
  }
  const { view } = state;
  return (
    <section className={styles.screen} aria-label={words.title}>
      {task.kind === 'grid' ? (
        <>
          <header className={styles.header}>
            <div className={styles.heading}>
              <h2 className={styles.title}>
                {words.title} <Mark view={view} />
              </h2>
              <p className={styles.lead}>
                {state.id === null
                  ? words.version({ version: view.version, date: shortDate(view.validFrom) })
                  : words.versionAt({ version: view.version, date: shortDate(view.validFrom) })}
              </p>
            </div>
            {view.mayOperate ? (
              <div className={styles.acts}>
                <Button
                  icon={<History size={16} aria-hidden />}
                  keys="V"
                  onPress={() => setTask({ kind: 'versions' })}
                >
                  {words.versions}
                </Button>
                <Button
                  variant="primary"
                  icon={<FileUp size={16} aria-hidden />}
                  keys="I"
                  onPress={startImport}
                >
                  {words.import}
                </Button>
              </div>
            ) : null}
          </header>
          <SourceNotice view={view} />
          {state.id === null ? null : (
            <Notice action={<Button onPress={() => toGrid(null)}>{words.seeInForce}</Button>}>
              {words.looking({ version: view.version })}
            </Notice>
          )}
          <MatrixPanel key={`${view.version} ${String(state.id)}`} view={view} />
        </>
      ) : task.kind === 'versions' ? (
        <VersionsPanel
          bridge={bridge}
          onBack={() => setTask(GRID)}
          onSee={({ id, state: at }) => toGrid(at === 'inForce' ? null : id)}
          onRestore={({ id, version }) =>
            setTask({ kind: 'import', source: { kind: 'version', id, version } })
          }
          onImport={startImport}
        />
      ) : (
        <ImportPanel
          bridge={bridge}
          source={task.source}
          today={today}
          labels={view}
          onBack={() => setTask(GRID)}
          onApplied={() => {
            void store.show(null);
            setTask({ kind: 'versions' });
          }}
        />
      )}
    </section>
  );
}

/** What the matrix is, always in sight: nobody takes a default for the law. */
function Mark({ view }: { readonly view: MatrixView }) {
  const isPublished = view.status === 'published';
  return (
    <Badge
      tone={isPublished ? 'good' : 'info'}
      icon={isPublished ? undefined : <CircleAlert size={14} aria-hidden />}
    >
      {view.label}
    </Badge>
  );
}

function SourceNotice({ view: { source } }: { readonly view: MatrixView }) {
  switch (source.status) {
    case 'known':
      return null;
    case 'unannounced':
      return <Notice>{words.unannounced}</Notice>;
    case 'unknown':
      return <Notice>{words.unknown({ version: source.announced ?? '' })}</Notice>;
    case 'unasked':
      return <Notice>{words.unasked}</Notice>;
  }
}
