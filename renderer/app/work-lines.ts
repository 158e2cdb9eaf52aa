import {
  ClipboardCheck,
  FolderClock,
  Luggage,
  MessageSquareWarning,
  Send,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { SystemStatus } from '../../shared/bridge/system.ts';
import { dueCount } from '../features/my-records/my-records.ts';
import type { MyRecordsStore } from '../features/my-records/my-records-store.ts';
import { useNow } from '../platform/clock.ts';
import { words } from './messages.ts';
import type { Screen } from './navigation.ts';

/** One line of the desk's list of work: how much there is, and the screen where it is done. */
export interface WorkLine {
  readonly id: string;
  readonly title: string;
  readonly icon: LucideIcon;
  /** null while it is not known: a number is never guessed. */
  readonly count: number | null;
  /** What part of it presses, in a word. */
  readonly due?: string | undefined;
  readonly screen: Screen;
}

export interface WorkSources {
  /** What the service has not received; null while it is not known. */
  readonly outbox: SystemStatus['outbox'] | null;
  readonly emergenciesToReview: number;
  /** What is to be announced; null while it is not known. */
  readonly announcements: { readonly count: number; readonly reminded: number } | null;
  readonly myRecords: MyRecordsStore;
  /** Patients who were taken along for the day. */
  readonly visitBagPatients: number;
  readonly renewalNoticeDays: number;
  /** The desk is in sight: what it counts is asked for anew. */
  readonly isShown: boolean;
}

/** What waits for the professional, each line from the feature that does it. */
export function useWorkLines(sources: WorkSources): readonly WorkLine[] {
  const {
    outbox,
    emergenciesToReview,
    announcements,
    myRecords,
    renewalNoticeDays,
    isShown,
    visitBagPatients,
  } = sources;
  const { mine } = useStore(myRecords.state);
  const now = useNow(60_000);
  useEffect(() => {
    if (isShown) void myRecords.load();
  }, [isShown, myRecords]);
  const records = mine.status === 'listed' ? mine.records : null;
  const due = dueCount(records ?? [], now, renewalNoticeDays);
  return useMemo(
    () =>
      [
        {
          id: 'myRecords',
          title: words.myRecords,
          icon: FolderClock,
          count: records?.length ?? null,
          due: due === 0 ? undefined : words.workDue({ count: due }),
          screen: 'myRecords',
        },
        {
          id: 'visitBag',
          title: words.visitBag,
          icon: Luggage,
          count: visitBagPatients,
          screen: 'visitBag',
        },
        {
          id: 'announcements',
          title: words.workAnnouncements,
          icon: MessageSquareWarning,
          count: announcements?.count ?? 0,
          due:
            announcements === null || announcements.reminded === 0
              ? undefined
              : words.workAnnouncementsDue({ count: announcements.reminded }),
          screen: 'announcements',
        },
        {
          id: 'outbox',
          title: words.workOutbox,
          icon: Send,
          count: outbox === null ? null : undelivered(outbox),
          due: outbox === null ? undefined : outboxDue(outbox),
          screen: 'outbox',
        },
        {
          id: 'emergencies',
          title: words.workEmergencies,
          icon: ClipboardCheck,
          count: emergenciesToReview,
          screen: 'emergency',
        },
      ] satisfies readonly WorkLine[],
    [outbox, emergenciesToReview, announcements, records?.length, due, visitBagPatients],
  );
}

/** Acts that the service has not received, for whatever reason. */
export const undelivered = ({ toReview, waiting, refused }: SystemStatus['outbox']): number =>
  toReview + waiting + refused;

/** What of them asks for the professional: the others leave by themselves. */
function outboxDue({ toReview, refused }: SystemStatus['outbox']): string | undefined {
  if (toReview > 0) return words.workOutboxToReview({ count: toReview });
  return refused > 0 ? words.workOutboxRefused({ count: refused }) : undefined;
}
