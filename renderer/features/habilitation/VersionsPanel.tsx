import { CircleCheck, CircleSlash, Clock, FileUp, History } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { MatrixVersion } from '../../../shared/habilitation/versions.ts';
import type { Result } from '../../../shared/result.ts';
import { count, dateAndTime, shortDate } from '../../i18n/format.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Habilitation.module.css';
import { words } from './messages.ts';

export interface VersionsPanelProps {
  readonly bridge: Pick<Bridge, 'matrix.versions' | 'matrix.withdraw'>;
  readonly onBack: () => void;
  readonly onSee: (version: MatrixVersion) => void;
  readonly onRestore: (version: MatrixVersion) => void;
  readonly onImport: () => void;
}

/** Every version of the matrix: when it holds, where its cells come from, what it changed. */
export function VersionsPanel({ bridge, onBack, onSee, onRestore, onImport }: VersionsPanelProps) {
  const [versions, setVersions] = useState<readonly MatrixVersion[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [turns] = useState(createTurns);

  const take = useCallback(
    (asked: Promise<Result<{ readonly versions: readonly MatrixVersion[] }, Failure>>): void => {
      const turn = turns.next();
      void asked.then((answer) => {
        if (!turn.isCurrent()) return;
        setFailure(answer.ok ? null : answer.error);
        if (answer.ok) setVersions(answer.value.versions);
      });
    },
    [turns],
  );
  const load = useCallback(() => take(bridge['matrix.versions']({})), [bridge, take]);
  useEffect(() => {
    load();
    return turns.end;
  }, [load, turns]);

  return (
    <>
      <header className={styles.header}>
        <div className={styles.heading}>
          <h2 className={styles.title}>{words.versionsTitle}</h2>
        </div>
        <div className={styles.acts}>
          <Button keys="Escape" onPress={onBack}>
            {words.back}
          </Button>
          <Button variant="primary" icon={<FileUp size={16} aria-hidden />} keys="I" onPress={onImport}>
            {words.import}
          </Button>
        </div>
      </header>
      {failure !== null && versions !== null ? <FailureNotice failure={failure} onRetry={load} /> : null}
      <div className={styles.fill}>
        {versions === null ? (
          failure === null ? (
            <Skeleton rows={4} />
          ) : (
            <FailureState failure={failure} onRetry={load} />
          )
        ) : (
          <ul className={styles.versions}>
            {versions.toReversed().map((version) => (
              <li key={version.id} className={styles.version}>
                <State state={version.state} />
                <VersionWords version={version} />
                <span className={styles.acts}>
                  <Button variant="quiet" onPress={() => onSee(version)}>
                    {words.see}
                  </Button>
                  {version.state === 'pending' ? (
                    <Button onPress={() => take(bridge['matrix.withdraw']({ id: version.id }))}>
                      {words.withdraw}
                    </Button>
                  ) : null}
                  {version.state === 'past' || version.state === 'withdrawn' ? (
                    <Button onPress={() => onRestore(version)}>{words.restore}</Button>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

function VersionWords({ version }: { readonly version: MatrixVersion }) {
  const { cells, changes, importedAt, withdrawnAt } = version;
  const facts = [
    version.label,
    importedAt === null ? words.shipped : words.importedAt({ date: dateAndTime(importedAt) }),
    ...(withdrawnAt === null ? [] : [words.withdrawnAt({ date: dateAndTime(withdrawnAt) })]),
    ...(changes === null ? [] : [words.changes(changes)]),
  ];
  return (
    <div className={styles.versionWords}>
      <p>
        <strong>{version.version}</strong> {words.from({ date: shortDate(version.validFrom) })}
      </p>
      <p className={styles.quiet}>{facts.join(' · ')}</p>
      <p className={styles.quiet}>
        {words.cellsFrom({
          official: count(cells.official),
          secondary: count(cells.secondary),
          inferred: count(cells.inferred),
          assumed: count(cells.assumed),
        })}
      </p>
    </div>
  );
}

function State({ state }: { readonly state: MatrixVersion['state'] }): ReactNode {
  switch (state) {
    case 'inForce':
      return (
        <Badge tone="good" icon={<CircleCheck size={14} aria-hidden />}>
          {words.inForce}
        </Badge>
      );
    case 'pending':
      return (
        <Badge tone="info" icon={<Clock size={14} aria-hidden />}>
          {words.pending}
        </Badge>
      );
    case 'past':
      return <Badge icon={<History size={14} aria-hidden />}>{words.past}</Badge>;
    case 'withdrawn':
      return <Badge icon={<CircleSlash size={14} aria-hidden />}>{words.withdrawn}</Badge>;
  }
}
