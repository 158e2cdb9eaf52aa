import { ChevronsDownUp, ChevronsUpDown, RefreshCw } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { FactLine } from '../../../shared/clinical/vital-facts.ts';
import { factLines, VITAL_TOPICS } from '../../../shared/clinical/vital-facts.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { FactCell } from './FactCell.tsx';
import styles from './Facts.module.css';
import { asOfWords, gapWords } from './fact-words.ts';
import type { FactsState } from './facts-store.ts';
import { words } from './messages.ts';

export interface VitalStripProps extends FactsState {
  readonly gender: 'female' | 'male' | 'unknown';
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly onRetry: () => void;
  /** What else may be done with these facts. */
  readonly acts?: ReactNode;
}

/** Facts of a cell while the strip shows the essential alone. */
const ESSENTIAL = 2;

/** What matters in seconds, above the documents: each fact with its date and where it comes from. */
export function VitalStrip({ facts, readings, asOf, isKept, gender, today, onRetry, acts }: VitalStripProps) {
  const [isWhole, setWhole] = useState(false);
  const lines = factLines({ topics: VITAL_TOPICS, facts, readings, gender, today });
  const places = [...new Set(lines.flatMap(({ unread }) => unread))];
  const gaps = gapWords(places, readings);
  const hasFailed = places.some((place) => readings[place].status === 'failed');
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'facts.whole',
          group: words.group,
          title: isWhole ? words.fold : words.unfold,
          keys: 'E',
          run: () => setWhole((whole) => !whole),
        },
      ],
      [isWhole],
    ),
  );
  const hidden = lines.reduce((sum, line) => sum + Math.max(0, line.facts.length - ESSENTIAL), 0);
  return (
    <section className={styles.strip} aria-label={words.vital} data-whole={isWhole || undefined}>
      {/* It scrolls on a small screen: the keyboard must reach what is below. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <dl className={styles.cells} tabIndex={0}>
        {lines.map((line) => (
          <FactCell key={line.topic} line={line} readings={readings} max={isWhole ? null : ESSENTIAL} />
        ))}
      </dl>
      <footer className={styles.foot}>
        <p className={styles.gaps} role="status">
          {summaryOf(lines, gaps, asOf, isKept)}
        </p>
        {hasFailed ? (
          <Button variant="quiet" icon={<RefreshCw size={14} aria-hidden />} onPress={onRetry}>
            {words.retry}
          </Button>
        ) : null}
        {hidden === 0 && !isWhole ? null : (
          <Button
            variant="quiet"
            keys="E"
            isExpanded={isWhole}
            icon={
              isWhole ? <ChevronsDownUp size={14} aria-hidden /> : <ChevronsUpDown size={14} aria-hidden />
            }
            onPress={() => setWhole(!isWhole)}
          >
            {isWhole ? words.compact : words.whole}
          </Button>
        )}
        {acts}
      </footer>
    </section>
  );
}

function summaryOf(
  lines: readonly FactLine[],
  gaps: readonly string[],
  asOf: string | null,
  isKept: boolean,
): string {
  if (asOf === null) return words.reading;
  const state = lines.some(({ outcome }) => outcome === 'pending')
    ? words.reading
    : gaps.length === 0
      ? words.allRead
      : gaps.join(' · ');
  return `${state} · ${asOfWords(asOf, isKept)}`;
}
