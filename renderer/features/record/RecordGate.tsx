import { Archive, Ban, FolderX, Siren, UserCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { mediumDate } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { words } from './messages.ts';
import styles from './Record.module.css';

export interface RecordGateProps {
  readonly view: RecordView;
  /** The form of the one next act where the right is missing. */
  readonly consentForm: ReactNode;
  /** What is worth knowing before the act, where there is something. */
  readonly note?: string | null;
  readonly onDeposit: () => void;
  readonly onEmergency: () => void;
}

/** The record cannot be consulted: what is missing, said kindly and exactly, and the one next act. */
export function RecordGate({ view, note = null, consentForm, onDeposit, onEmergency }: RecordGateProps) {
  const { title, lead, Icon, act } = gateOf(view);
  return (
    <section className={styles.gate} aria-labelledby="gate-title">
      <Icon size={32} strokeWidth={1.5} aria-hidden />
      <h2 id="gate-title" className={styles.gateTitle}>
        {title}
      </h2>
      <p className={styles.lead}>{lead}</p>
      {act === 'consent' ? (
        <p className={styles.emergencyWay}>
          {words.emergencyQuestion}
          <Button variant="quiet" icon={<Siren size={16} aria-hidden />} onPress={onEmergency}>
            {words.emergencyWay}
          </Button>
        </p>
      ) : null}
      {act === 'consent' && note !== null ? <Notice>{note}</Notice> : null}
      {act === 'consent' ? consentForm : null}
      {act === 'deposit' ? (
        <div className={styles.gateActs}>
          <Button variant="primary" keys="D" onPress={onDeposit}>
            {words.deposit}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

interface Gate {
  readonly title: string;
  readonly lead: string;
  readonly Icon: typeof Ban;
  readonly act: 'consent' | 'deposit' | 'none';
}

function gateOf({ record, right }: RecordView): Gate {
  if (record.status === 'nonexistent') {
    return { title: words.nonexistentTitle, lead: words.nonexistentLead, Icon: FolderX, act: 'none' };
  }
  if (record.status === 'closed') {
    const { since } = record;
    const title = since === null ? words.closedTitleBare : words.closedTitle({ date: mediumDate(since) });
    return { title, lead: words.closedLead, Icon: Archive, act: 'none' };
  }
  switch (right.status) {
    case 'blocked':
      return { title: words.blockedTitle, lead: words.blockedLead, Icon: Ban, act: 'deposit' };
    case 'expired':
      return {
        title: words.expiredTitle({ date: mediumDate(right.until) }),
        lead: words.expiredLead,
        Icon: UserCheck,
        act: 'consent',
      };
    case 'none':
    case 'valid':
      return { title: words.noneTitle, lead: words.noneLead, Icon: UserCheck, act: 'consent' };
  }
}

/** True when the documents may be asked for: by one's right, or in an emergency. A block holds in both. */
export const mayConsult = ({ record, right, access }: RecordView): boolean =>
  record.status === 'active' &&
  (access.mode === 'NORMAL' ? right.status === 'valid' : right.status !== 'blocked');
