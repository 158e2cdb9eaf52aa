import { CalendarClock, CircleCheck, Clock, Eye, MailWarning } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Announcement } from '../../../shared/bridge/announcements.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { localDay } from '../../../shared/identity/calendar.ts';
import { age, daysBetween, shortDate } from '../../i18n/format.ts';
import { personName } from '../../i18n/person.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Badge, type BadgeProps } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Announcements.module.css';
import { createAnnouncementsStore, toAnnounce, type Announcements } from './announcements-store.ts';
import { statusWords, words } from './messages.ts';

export interface AnnouncementsRouteProps {
  readonly bridge: Bridge;
  readonly today: string;
  readonly onOpen: (patient: PatientIdentity) => void;
}

/** The author's work list: what is hidden from its patient, until when, and the key that shows it. */
export function AnnouncementsRoute({ bridge, today, onOpen }: AnnouncementsRouteProps) {
  const [store] = useState(() => createAnnouncementsStore(bridge));
  const state = useStore(store.state);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [asking, setAsking] = useState<Announcement | null>(null);
  useEffect(() => {
    void store.load();
    const load = (): void => void store.load();
    // A document changed, or the service's day did.
    const stops = [bridge.on('record.changed', load), bridge.on('system.status', load)];
    return () => {
      for (const stop of stops) stop();
      store.end();
    };
  }, [store, bridge]);

  const rows = state.status === 'listed' ? state.announcements : NONE;
  const open = toAnnounce(rows);
  const active = open.find(({ uniqueId }) => uniqueId === activeId) ?? open[0] ?? null;
  useKeys(open, active, setActiveId, setAsking, () => void store.check());

  return (
    <section className={styles.screen} aria-labelledby="announcements-title">
      <header className={styles.header}>
        <h2 id="announcements-title" className={styles.title}>
          {words.title}
        </h2>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      <Content
        state={state}
        today={today}
        activeId={active?.uniqueId ?? null}
        onActive={setActiveId}
        onShow={setAsking}
        onOpen={onOpen}
        onRetry={() => void store.load()}
        onCheck={() => void store.check()}
      />
      {asking === null ? null : (
        <Dialog
          title={words.showTitle}
          isOpen
          size="small"
          role="alertdialog"
          onClose={() => setAsking(null)}
          footer={
            <>
              <Button autoFocus onPress={() => setAsking(null)}>
                {words.cancel}
              </Button>
              <Button
                variant="danger"
                onPress={() => {
                  setAsking(null);
                  void store.show(asking.uniqueId);
                }}
              >
                {words.show}
              </Button>
            </>
          }
        >
          <p>
            <strong>{asking.title}</strong>, {personName(asking.patient)}
          </p>
          <p>{words.showEffect}</p>
        </Dialog>
      )}
    </section>
  );
}

const NONE: readonly Announcement[] = [];

function useKeys(
  open: readonly Announcement[],
  active: Announcement | null,
  setActive: (uniqueId: string) => void,
  show: (announcement: Announcement) => void,
  check: () => void,
): void {
  useCommands(
    useMemo((): Command[] => {
      const group = words.group;
      const at = open.findIndex(({ uniqueId }) => uniqueId === active?.uniqueId);
      const step = (by: number) => (): void => {
        const next = open[at + by];
        if (next !== undefined) setActive(next.uniqueId);
      };
      const isDisabled = active === null;
      return [
        { id: 'announcements.next', group, title: words.next, keys: 'J', isDisabled, run: step(1) },
        { id: 'announcements.previous', group, title: words.previous, keys: 'K', isDisabled, run: step(-1) },
        {
          id: 'announcements.show',
          group,
          title: words.show,
          keys: 'V',
          isDisabled,
          run: () => active !== null && show(active),
        },
        { id: 'announcements.check', group, title: words.check, keys: 'R', run: check },
      ];
    }, [open, active, setActive, show, check]),
  );
}

interface ContentProps {
  readonly state: Announcements;
  readonly today: string;
  readonly activeId: string | null;
  readonly onActive: (uniqueId: string) => void;
  readonly onShow: (announcement: Announcement) => void;
  readonly onOpen: (patient: PatientIdentity) => void;
  readonly onRetry: () => void;
  readonly onCheck: () => void;
}

function Content(props: ContentProps) {
  const { state, onRetry, onCheck } = props;
  if (state.status === 'loading') return <Skeleton rows={6} />;
  if (state.status === 'failed') return <FailureState failure={state.failure} onRetry={onRetry} />;
  const { announcements, unknown, isChecking, failure } = state;
  if (announcements.length === 0) {
    return (
      <EmptyState icon={<CircleCheck size={32} strokeWidth={1.5} aria-hidden />} title={words.empty}>
        <p>{words.emptyNext}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p role="status" className={styles.count}>
        {words.count({ count: toAnnounce(announcements).length })}
      </p>
      {failure === null ? null : <FailureNotice failure={failure} onRetry={onRetry} />}
      {unknown === null || unknown === 0 ? null : <Notice>{words.unknown({ count: unknown })}</Notice>}
      <Table {...props} announcements={announcements} />
      <footer className={styles.footer}>
        <p className={styles.note}>{words.checkNote}</p>
        <Button keys="R" isPending={isChecking} onPress={onCheck}>
          {isChecking ? words.checking : words.check}
        </Button>
      </footer>
    </>
  );
}

function Table(props: ContentProps & { readonly announcements: readonly Announcement[] }) {
  const { announcements, today, activeId, onActive, onShow, onOpen } = props;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.patient}</th>
            <th scope="col">{words.document}</th>
            <th scope="col">{words.depositedAt}</th>
            <th scope="col">{words.reminderAt}</th>
            <th scope="col">{words.visibleAt}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.acts}</th>
          </tr>
        </thead>
        <tbody>
          {announcements.map((announcement) => {
            const { uniqueId, patient, title, status, depositedAt, reminderAt, visibleAt } = announcement;
            const isOpen = status === 'waiting' || status === 'reminded';
            const isActive = uniqueId === activeId;
            return (
              <tr
                key={uniqueId}
                className={cx(isActive && styles.active, !isOpen && styles.over)}
                aria-current={isActive ? 'true' : undefined}
                onClick={() => isOpen && onActive(uniqueId)}
              >
                <th scope="row" className={styles.patient}>
                  {personName(patient)}
                  <span className={styles.birth}>
                    {shortDate(patient.birthDate)} ({age(patient.birthDate, today)})
                  </span>
                </th>
                <td>{title}</td>
                <td>{shortDate(depositedAt)}</td>
                <td>{shortDate(reminderAt)}</td>
                <td>
                  {shortDate(visibleAt)}
                  {isOpen ? (
                    <span className={styles.birth}>
                      {words.daysLeft({ count: Math.max(0, daysBetween(today, localDay(visibleAt))) })}
                    </span>
                  ) : null}
                </td>
                <td>
                  <State status={status} />
                </td>
                <td className={styles.acts}>
                  <Button variant="quiet" onPress={() => onOpen(patient)}>
                    {words.open}
                  </Button>
                  {isOpen ? (
                    <Button {...(isActive ? { keys: 'V' } : {})} onPress={() => onShow(announcement)}>
                      {words.show}
                    </Button>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const STATES: Readonly<
  Record<
    Announcement['status'],
    { readonly tone: NonNullable<BadgeProps['tone']>; readonly Icon: typeof Eye }
  >
> = {
  waiting: { tone: 'info', Icon: Clock },
  reminded: { tone: 'accent', Icon: MailWarning },
  visible: { tone: 'neutral', Icon: Eye },
  ended: { tone: 'good', Icon: CalendarClock },
};

function State({ status }: { readonly status: Announcement['status'] }) {
  const { tone, Icon } = STATES[status];
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {statusWords[status]}
    </Badge>
  );
}
