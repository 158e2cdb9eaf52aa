import type { StoreNotice } from '../../../shared/bridge/recovery.ts';
import { Button } from '../../ui/Button.tsx';
import { EntryFrame } from '../../ui/EntryFrame.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { MATTERS, words } from './messages.ts';
import styles from './Recovery.module.css';

export interface RecoveryPanelProps {
  readonly notice: StoreNotice;
  readonly demonstration: boolean;
  readonly onGoOn: () => void;
  readonly onSignOut: () => void;
}

/** What became of a professional's data on this post, said once before he goes on. Nothing here deletes. */
export function RecoveryPanel({ notice, demonstration, onGoOn, onSignOut }: RecoveryPanelProps) {
  const { title, lead } = heading(notice);
  return (
    <EntryFrame title={title} lead={lead} demonstration={demonstration}>
      <div className={styles.panel}>
        {notice.kind === 'recovered' ? <Recovered notice={notice} /> : <LeftAlone notice={notice} />}
        <Acts notice={notice} onGoOn={onGoOn} onSignOut={onSignOut} />
      </div>
    </EntryFrame>
  );
}

function heading(notice: StoreNotice): { title: string; lead: string } {
  switch (notice.kind) {
    case 'recovered':
      return {
        damaged: { title: words.damagedTitle, lead: words.damagedLead },
        missing: { title: words.missingTitle, lead: words.missingLead },
        replaced: { title: words.replacedTitle, lead: words.replacedLead },
      }[notice.why];
    case 'newer':
      return {
        title: words.newerTitle,
        lead: notice.needs === null ? words.newerLeadUnknown : words.newerLead({ version: notice.needs }),
      };
    case 'unopened':
      return {
        title: words.unopenedTitle,
        lead: {
          NO_ROOM: words.noRoom,
          DISK_FAILED: words.diskFailed,
          MIGRATION_FAILED: words.migrationFailed,
        }[notice.because],
      };
  }
}

function Recovered({ notice }: { readonly notice: Extract<StoreNotice, { kind: 'recovered' }> }) {
  const { why, waiting, patients, journal, lost, setAside } = notice;
  const found = [words.waiting({ count: waiting })];
  if (why === 'damaged') found.push(words.patients({ count: patients }), words.journal({ count: journal }));
  return (
    <>
      <dl className={styles.facts}>
        <dt>{words.found}</dt>
        <dd>{listed(found)}</dd>
        {why === 'damaged' ? (
          <>
            <dt>{words.lost}</dt>
            <dd>{lost.length === 0 ? words.lostNothing : listed(lost.map((matter) => MATTERS[matter]))}</dd>
          </>
        ) : null}
      </dl>
      {why === 'missing' ? <p>{words.missingNext}</p> : null}
      {why === 'replaced' ? <Notice tone="warning">{words.replacedNext}</Notice> : null}
      {setAside === null ? null : <p className={styles.kept}>{words.kept({ name: setAside })}</p>}
    </>
  );
}

function LeftAlone({ notice }: { readonly notice: Exclude<StoreNotice, { kind: 'recovered' }> }) {
  const next =
    notice.kind === 'newer'
      ? words.untouched
      : {
          NO_ROOM: words.noRoomNext,
          DISK_FAILED: words.diskFailedNext,
          MIGRATION_FAILED: words.migrationFailedNext,
        }[notice.because];
  return (
    <>
      <Notice tone={notice.kind === 'newer' ? 'info' : 'warning'}>{next}</Notice>
      <p>{words.memory}</p>
    </>
  );
}

function Acts({ notice, onGoOn, onSignOut }: Omit<RecoveryPanelProps, 'demonstration'>) {
  if (notice.kind === 'recovered') {
    return (
      <div className={styles.acts}>
        <Button variant="primary" keys="Enter" autoFocus onPress={onGoOn}>
          {words.understood}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.acts}>
      <Button variant="quiet" onPress={onGoOn}>
        {words.goOn}
      </Button>
      <Button variant="primary" keys="Enter" autoFocus onPress={onSignOut}>
        {words.signOut}
      </Button>
    </div>
  );
}

const LIST = new Intl.ListFormat('fr-FR', { type: 'conjunction' });
const listed = (parts: readonly string[]): string => LIST.format(parts);
