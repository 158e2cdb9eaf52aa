import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { mediumDate, shortDate } from '../../i18n/format.ts';
import { DocumentGlyph, glyphFor } from '../../ui/glyphs.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { words } from './messages.ts';
import styles from './Record.module.css';

export interface SinceLastVisitProps {
  /** null until the whole list is here: nothing is said of what is not known. */
  readonly documents: readonly DocumentSummary[] | null;
  /** When the reader last opened this record on this post; null: never. */
  readonly lastSeenAt: string | null;
  readonly onOpen: (document: DocumentSummary) => void;
}

/** Beside the list while nothing is open: what came since the last visit, and the keys to go on. */
export function SinceLastVisit({ documents, lastSeenAt, onOpen }: SinceLastVisitProps) {
  const fresh =
    lastSeenAt === null || documents === null
      ? []
      : documents.filter(({ depositedAt }) => Date.parse(depositedAt) > Date.parse(lastSeenAt));
  return (
    <section className={styles.since} aria-label={words.document}>
      <h2 className={styles.sinceTitle}>
        {lastSeenAt === null ? words.firstVisit : words.sinceTitle({ date: mediumDate(lastSeenAt) })}
      </h2>
      {lastSeenAt === null || documents === null ? null : (
        <p className={styles.lead}>
          {fresh.length === 0 ? words.sinceNone : words.sinceNew({ count: fresh.length })}
        </p>
      )}
      {fresh.length === 0 ? null : (
        <ul className={styles.fresh}>
          {fresh.slice(0, 8).map((document) => (
            <li key={document.uniqueId}>
              <button type="button" className={styles.freshLine} onClick={() => onOpen(document)}>
                <DocumentGlyph glyph={glyphFor(document.type.code, document.class.code)} />
                <span className={styles.freshTitle}>{document.title}</span>
                <span className={styles.freshNote}>{document.author.name}</span>
                <span className={styles.freshNote}>{shortDate(document.actDate)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.keys}>
        <Kbd keys="J" />
        <Kbd keys="K" /> {words.keysMove} <Kbd keys="Enter" /> {words.keysOpen} <Kbd keys="/" />{' '}
        {words.keysSearch}
      </p>
      <p className={styles.quiet}>{words.nothingOpenNext}</p>
    </section>
  );
}
