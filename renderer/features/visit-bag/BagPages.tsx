import { useStore } from 'zustand';
import type { VisitBagState } from '../../../shared/bridge/visit-bag.ts';
import { Button } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { words } from './messages.ts';
import { toRead, type VisitBagStore } from './visit-bag-store.ts';
import styles from './VisitBag.module.css';

export interface BagPagesProps {
  readonly store: VisitBagStore;
  readonly bag: VisitBagState;
}

/** The PDF of the bag are read for the search by words: how far that is, and what no word will find. */
export function BagPages({ store, bag }: BagPagesProps) {
  const { isReading, of } = useStore(store.state, ({ pages }) => pages);
  const left = toRead(bag);
  const wordless = bag.bag?.patients.reduce((sum, patient) => sum + patient.wordless, 0) ?? 0;
  if (isReading && left > 0) {
    const done = Math.max(0, of - left);
    return (
      <div className={styles.pages}>
        <ProgressBar label={words.reading} value={done / of} words={words.read({ done, total: of })} />
        <Button onPress={store.stopPages}>{words.stopReading}</Button>
      </div>
    );
  }
  if (left > 0) {
    return (
      <div className={styles.pages}>
        <p>{words.unread({ count: left })}</p>
        <Button onPress={store.readPages}>{words.readNow}</Button>
      </div>
    );
  }
  return wordless === 0 ? null : <p className={styles.pages}>{words.wordlessAll({ count: wordless })}</p>;
}
