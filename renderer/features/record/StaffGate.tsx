import { FileUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { Button } from '../../ui/Button.tsx';
import { words } from './messages.ts';
import styles from './Record.module.css';

export interface StaffGateProps {
  readonly view: RecordView;
  readonly onDeposit: () => void;
  /** Books with a professional of the place. */
  readonly onBook: () => void;
  /** What was just booked, said where it was done. */
  readonly booked: string | null;
  /** What was booked before, to be moved or given up. */
  readonly appointments: ReactNode;
}

/** The record for a holder of a staff card: the identity above, a deposit for a professional, and why no more. */
export function StaffGate({ view, onDeposit, onBook, booked, appointments }: StaffGateProps) {
  const isActive = view.record.status === 'active';
  return (
    <section className={styles.gate} aria-labelledby="gate-title">
      <FileUp size={32} strokeWidth={1.5} aria-hidden />
      <h2 id="gate-title" className={styles.gateTitle}>
        {words.staffTitle}
      </h2>
      <p className={styles.lead}>{words.staffLead}</p>
      <p className={styles.lead}>
        {isActive
          ? words.staffNext
          : view.record.status === 'closed'
            ? words.closedLead
            : words.nonexistentLead}
      </p>
      {booked === null ? null : (
        <p className={styles.lead} role="status">
          {booked}
        </p>
      )}
      {isActive ? (
        <div className={styles.gateActs}>
          <Button onPress={onBook}>{words.staffBook}</Button>
          <Button variant="primary" keys="D" onPress={onDeposit}>
            {words.deposit}
          </Button>
        </div>
      ) : null}
      {isActive ? appointments : null}
    </section>
  );
}
