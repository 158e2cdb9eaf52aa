import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';

/** The screens of the rail, in its order. */
export const RAIL_SCREENS = ['home', 'search', 'record', 'messages', 'outbox', 'emergency'] as const;
export type RailScreen = (typeof RAIL_SCREENS)[number];

/** A screen; lists of work that only the desk leads to are named beside those of the rail. */
export type Screen = RailScreen | 'matrix' | 'announcements' | 'myRecords';

/** The place on the rail of a screen: a list of work belongs to the desk. */
export const railOf = (screen: Screen): RailScreen =>
  RAIL_SCREENS.find((known) => known === screen) ?? 'home';

/** What lies over the screen; one at a time. */
type Overlay = 'palette' | 'shortcuts' | 'settings' | 'post' | 'doctor' | null;

interface Place {
  readonly screen: Screen;
  readonly overlay: Overlay;
  /** The patient whose record is open, whatever screen is shown. */
  readonly patient: PatientIdentity | null;
  readonly lastSeenAt: string | null;
  /** The record is blurred until a key is pressed. */
  readonly discreet: boolean;
}

export interface Navigation {
  readonly state: StoreApi<Place>;
  readonly go: (screen: Screen) => void;
  readonly show: (overlay: Overlay) => void;
  readonly openPatient: (patient: PatientIdentity, lastSeenAt: string | null) => void;
  readonly closePatient: () => void;
  /** The record is gone by itself; where it was in sight, another screen says why. */
  readonly leavePatient: (screen: Screen) => void;
  readonly setDiscreet: (discreet: boolean) => void;
}

/** Where the person is. One patient is open at most: the banner and the content cannot disagree. */
export function createNavigation(): Navigation {
  const state = createStore<Place>(() => ({
    screen: 'home',
    overlay: null,
    patient: null,
    lastSeenAt: null,
    discreet: false,
  }));
  return {
    state,
    go: (screen) => state.setState({ screen, overlay: null }),
    show: (overlay) => state.setState({ overlay }),
    openPatient: (patient, lastSeenAt) =>
      state.setState({ screen: 'record', overlay: null, patient, lastSeenAt, discreet: false }),
    closePatient: () => state.setState({ screen: 'home', patient: null, lastSeenAt: null }),
    leavePatient: (next) =>
      state.setState(({ screen }) => ({
        screen: screen === 'record' ? next : screen,
        patient: null,
        lastSeenAt: null,
        discreet: false,
      })),
    setDiscreet: (discreet) => state.setState({ discreet }),
  };
}
