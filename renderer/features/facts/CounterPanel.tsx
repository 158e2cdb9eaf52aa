import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { COUNTER_TOPICS, factLines } from '../../../shared/clinical/vital-facts.ts';
import type { ClinicalFact } from '../../../shared/clinical/vital-facts.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { FactCell } from './FactCell.tsx';
import styles from './Facts.module.css';
import { asOfWords, gapWords } from './fact-words.ts';
import { createFactsStore } from './facts-store.ts';
import { words } from './messages.ts';

export interface CounterPanelProps {
  readonly bridge: Pick<Bridge, 'record.facts' | 'on'>;
  readonly view: RecordView;
  readonly today: string;
  /** What may be done with what is shown. */
  readonly acts: ReactNode;
  /** The lines of the last prescription, when it is read. */
  readonly onPrescribed: (lines: readonly string[]) => void;
}

/** As many of each topic as a counter needs; the record holds the rest. */
const SHOWN = 6;

/** What a counter asks of a record, on one screen beside its documents. */
export function CounterPanel({ bridge, view, today, acts, onPrescribed }: CounterPanelProps) {
  const { ins, gender } = view.patient;
  const [store] = useState(() => createFactsStore(bridge, ins, 'counter'));
  const { facts, readings, asOf, isKept } = useStore(store.state);
  useEffect(() => {
    void store.load();
    const stop = bridge.on('record.changed', (changed) => {
      if (changed.ins.value === ins.value) void store.refresh();
    });
    return () => {
      stop();
      store.end();
    };
  }, [store, bridge, ins.value]);
  useEffect(() => onPrescribed(lastPrescribed(facts)), [facts, onPrescribed]);
  // A schedule that asks for nothing has nothing to tell; what could not be read is said all the same.
  const lines = factLines({ topics: COUNTER_TOPICS, facts, readings, gender, today }).filter(
    ({ topic, outcome }) => topic !== 'vaccinesDue' || outcome !== 'notFound',
  );
  const gaps = gapWords([...new Set(lines.flatMap(({ unread }) => unread))], readings);
  return (
    <section className={styles.counter} aria-label={words.counter}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.counterScroll} tabIndex={0} role="group" aria-label={words.counter}>
        <h2 className={styles.counterTitle}>{words.counter}</h2>
        <dl className={styles.counterCells}>
          {lines.map((line) => (
            <FactCell key={line.topic} line={line} readings={readings} max={SHOWN} />
          ))}
        </dl>
        <p className={styles.gaps} role="status">
          {asOf === null ? words.reading : [...gaps, asOfWords(asOf, isKept)].filter(Boolean).join(' · ')}
        </p>
      </div>
      <footer className={styles.counterFoot}>{acts}</footer>
    </section>
  );
}

/** The lines of the latest prescription that was read. */
function lastPrescribed(facts: readonly ClinicalFact[]): readonly string[] {
  const prescriptions = facts.filter(({ topic }) => topic === 'prescriptions');
  const latest = prescriptions.toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))[0];
  return prescriptions
    .filter(({ document }) => document?.uniqueId === latest?.document?.uniqueId)
    .map(({ text }) => text);
}
