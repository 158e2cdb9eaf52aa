import { Building2, UserRound } from 'lucide-react';
import type { StoreApi } from 'zustand/vanilla';
import type { DirectoryHit } from '../../../shared/bridge/rights.ts';
import { count } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { OptionList } from '../../ui/useOptionList.ts';
import type { DirectoryStore } from './directory-store.ts';
import { words } from './messages.ts';
import styles from './Rights.module.css';

type StateOf<S> = S extends StoreApi<infer State> ? State : never;

export interface DirectoryResultsProps {
  readonly found: StateOf<DirectoryStore['state']>['found'];
  readonly options: OptionList;
  /** Why somebody may not be chosen; null: he may. */
  readonly obstacle: (hit: DirectoryHit) => string | null;
  readonly onMore: () => void;
}

/** Whom the directory knows under what was typed; the field above rules the list. */
export function DirectoryResults({ found, options, obstacle, onMore }: DirectoryResultsProps) {
  switch (found.status) {
    case 'waiting':
      return <p className={styles.hint}>{words.blockSearch}</p>;
    case 'asking':
      return <Skeleton rows={4} />;
    case 'failed':
      return <FailureNotice failure={found.failure} />;
    case 'found':
      break;
  }
  const { hits, total, cursor } = found;
  return (
    <div className={styles.results}>
      <p className={styles.hint} role="status">
        {words.blockFound({ count: total, shown: count(total) })}
      </p>
      {hits.length === 0 ? null : (
        <div {...options.listProps} aria-label={words.blockResults} className={styles.hits}>
          {hits.map((hit, index) => {
            const why = obstacle(hit);
            const Icon = hit.kind === 'structure' ? Building2 : UserRound;
            return (
              <div
                key={hit.id}
                {...options.optionProps(index)}
                aria-disabled={why !== null}
                className={styles.hit}
              >
                <Icon size={16} aria-hidden />
                <span className={styles.name}>{hit.name}</span>
                <span className={styles.quiet}>
                  {[hit.profession, ...hit.places].filter((part) => part !== null).join(' · ')}
                </span>
                {why === null ? null : <span className={styles.why}>{why}</span>}
              </div>
            );
          })}
        </div>
      )}
      {cursor === null ? null : <Button onPress={onMore}>{words.blockMore}</Button>}
    </div>
  );
}
