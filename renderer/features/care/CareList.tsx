import { Ambulance, BedDouble, FlaskConical, HeartPulse, Pill, Smile, Stethoscope } from 'lucide-react';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { factDate, monthAndYear, shortDate } from '../../i18n/format.ts';
import { DocumentGlyph, glyphFor } from '../../ui/glyphs.tsx';
import styles from './Care.module.css';
import { words } from './messages.ts';
import { byMonth, type CareLine, type LineKind } from './time-line.ts';

export const KIND_LABELS: Readonly<Record<LineKind, string>> = {
  consultation: words.consultation,
  drug: words.drug,
  exam: words.exam,
  hospital: words.hospital,
  dental: words.dental,
  transport: words.transport,
  other: words.other,
  document: words.document,
};

const ICONS = {
  consultation: Stethoscope,
  drug: Pill,
  exam: FlaskConical,
  hospital: BedDouble,
  dental: Smile,
  transport: Ambulance,
  other: HeartPulse,
} as const;

export interface CareListProps {
  readonly lines: readonly CareLine[];
  readonly openId: string | null;
  readonly onOpen: (document: DocumentSummary) => void;
}

/** Care and documents under their months; a document opens beside its line. */
export function CareList({ lines, openId, onOpen }: CareListProps) {
  return (
    <>
      {byMonth(lines).map(({ month, lines: ofMonth }) => (
        <section key={month} aria-label={monthAndYear(`${month}-01`)}>
          <h2 className={styles.month}>{monthAndYear(`${month}-01`)}</h2>
          <ul>
            {ofMonth.map((line) =>
              line.kind === 'document' ? (
                <li key={line.id}>
                  <button
                    type="button"
                    className={styles.line}
                    data-document={line.document.uniqueId}
                    aria-current={line.document.uniqueId === openId ? 'true' : undefined}
                    onClick={() => onOpen(line.document)}
                  >
                    <DocumentGlyph glyph={glyphFor(line.document.type.code, line.document.class.code)} />
                    <span className={styles.date}>{shortDate(line.date)}</span>
                    <span className={styles.what}>{line.document.title}</span>
                    <span className={styles.who}>{line.document.author.name}</span>
                    <span className={styles.kind}>{KIND_LABELS.document}</span>
                  </button>
                </li>
              ) : (
                <li key={line.id} className={styles.line}>
                  <CareIcon kind={line.kind} />
                  <span className={styles.date}>{factDate(line.date)}</span>
                  <span className={styles.what}>{line.care.label}</span>
                  <span className={styles.who}>{line.care.provider ?? ''}</span>
                  <span className={styles.kind}>{KIND_LABELS[line.kind]}</span>
                </li>
              ),
            )}
          </ul>
        </section>
      ))}
    </>
  );
}

function CareIcon({ kind }: { readonly kind: keyof typeof ICONS }) {
  const Icon = ICONS[kind];
  return <Icon size={16} strokeWidth={1.5} aria-hidden />;
}
