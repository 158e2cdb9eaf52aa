import { EyeOff, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { count } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ToggleChip } from '../../ui/ToggleChip.tsx';
import { Lines, Nothing } from '../ui/Lines.tsx';
import type { SpaceDocumentActs } from './acts.ts';
import { isMasked } from './acts.ts';
import { DocumentLine } from './DocumentLine.tsx';
import styles from './Documents.module.css';
import { words } from './messages.ts';
import { found, type Filter } from './found.ts';

export interface DocumentListProps extends SpaceDocumentActs {
  readonly documents: readonly DocumentSummary[];
  /** Which one was just closed: the focus is on its line again. */
  readonly left: string | null;
}

/** The list as it comes: whatever is narrowed since is another filter, even where it is widened again. */
const ALL: Filter = { text: '', onlyMasked: false, onlyOwn: false };

/** The documents, newest act first; several can be chosen and masked in one gesture. */
export function DocumentList({ documents, left, ...acts }: DocumentListProps) {
  const [filter, setFilter] = useState(ALL);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const narrow = (change: Partial<Filter>): void => setFilter({ ...filter, ...change });
  const shown = useMemo(() => found(documents, filter), [documents, filter]);
  const picked = documents.filter(({ uniqueId }) => chosen.has(uniqueId));

  const choose = (uniqueId: string, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(uniqueId);
    else next.delete(uniqueId);
    setChosen(next);
  };
  const changePicked = async (kind: 'mask' | 'show'): Promise<void> => {
    if (await acts.onChange(kind, picked)) setChosen(new Set());
  };

  if (documents.length === 0) return <Nothing>{words.none}</Nothing>;
  return (
    <div>
      <div className={styles.filters}>
        <TextField
          label={words.search}
          hideLabel
          type="search"
          placeholder={words.search}
          icon={<Search size={16} aria-hidden />}
          value={filter.text}
          className={styles.search ?? ''}
          onChange={(text) => narrow({ text })}
        />
        <ToggleChip isSelected={filter.onlyMasked} onChange={(onlyMasked) => narrow({ onlyMasked })}>
          {words.masked}
        </ToggleChip>
        <ToggleChip isSelected={filter.onlyOwn} onChange={(onlyOwn) => narrow({ onlyOwn })}>
          {words.own}
        </ToggleChip>
      </div>
      <div className={styles.bar}>
        {picked.length === 0 ? (
          <p className={styles.count} role="status">
            {words.count({ count: shown.length, shown: count(shown.length) })}
          </p>
        ) : (
          <>
            <p className={styles.count} role="status">
              {words.chosen({ count: picked.length })}
            </p>
            {picked.some((document) => !isMasked(document)) ? (
              <Button
                icon={<EyeOff size={16} aria-hidden />}
                isDisabled={acts.isBusy}
                onPress={() => void changePicked('mask')}
              >
                {words.maskChosen}
              </Button>
            ) : null}
            {picked.some(isMasked) ? (
              <Button isDisabled={acts.isBusy} onPress={() => void changePicked('show')}>
                {words.showChosen}
              </Button>
            ) : null}
            <Button variant="quiet" onPress={() => setChosen(new Set())}>
              {words.unchoose}
            </Button>
          </>
        )}
      </div>
      {shown.length === 0 ? (
        <Nothing>{words.noneFound}</Nothing>
      ) : (
        <Lines label={words.list}>
          {shown.map((document) => (
            <DocumentLine
              key={document.uniqueId}
              document={document}
              // A line that a filter brings back takes the focus from nobody.
              isLeft={filter === ALL && document.uniqueId === left}
              isChosen={chosen.has(document.uniqueId)}
              onChoose={(isChosen) => choose(document.uniqueId, isChosen)}
              {...acts}
            />
          ))}
        </Lines>
      )}
    </div>
  );
}
