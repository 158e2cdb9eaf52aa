import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import { AnnouncementsRoute } from '../features/announcements/AnnouncementsRoute.tsx';
import { HabilitationRoute } from '../features/habilitation/HabilitationRoute.tsx';
import { OutboxRoute } from '../features/outbox/OutboxRoute.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { words } from './messages.ts';
import type { Screen } from './navigation.ts';
import { ScreenPane } from './ScreenPane.tsx';

export interface OtherScreenProps {
  readonly bridge: Bridge;
  /** null: what is shown instead names nobody. */
  readonly screen: Screen | null;
  readonly today: string;
  readonly onOpen: (patient: PatientIdentity, lastSeenAt: string | null) => void;
}

/** The screens that need nothing of the desk but the bridge. */
export function OtherScreen({ bridge, screen, today, onOpen }: OtherScreenProps) {
  switch (screen) {
    case null:
    case 'home':
    case 'search':
    case 'record':
    case 'emergency':
    case 'myRecords':
    case 'visitBag':
    case 'messages':
      return null;
    case 'announcements':
      return (
        <ScreenPane isShown title={words.workAnnouncements}>
          <ErrorBoundary>
            <AnnouncementsRoute bridge={bridge} today={today} onOpen={(patient) => onOpen(patient, null)} />
          </ErrorBoundary>
        </ScreenPane>
      );
    case 'outbox':
      return (
        <ScreenPane isShown title={words.outbox}>
          <ErrorBoundary>
            <OutboxRoute bridge={bridge} />
          </ErrorBoundary>
        </ScreenPane>
      );
    case 'matrix':
      return (
        <ScreenPane isShown title={words.matrix}>
          <HabilitationRoute bridge={bridge} />
        </ScreenPane>
      );
  }
}
