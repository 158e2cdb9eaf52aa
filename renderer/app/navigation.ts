import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskPlace } from '../../shared/bridge/drafts.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';

/** The screens of the rail, in its order. */
export const RAIL_SCREENS = ['home', 'search', 'record', 'messages', 'outbox', 'emergency'] as const;
export type RailScreen = (typeof RAIL_SCREENS)[number];

/** Lists of work that only the desk leads to. */
export const DESK_SCREENS = ['matrix', 'announcements', 'myRecords', 'visitBag'] as const;
export type Screen = RailScreen | (typeof DESK_SCREENS)[number];

/** The place on the rail of a screen: a list of work belongs to the desk. */
export const railOf = (screen: Screen): RailScreen =>
  RAIL_SCREENS.find((known) => known === screen) ?? 'home';

/** What lies over the screen; one at a time. */
export const OVERLAYS = [
  'palette',
  'shortcuts',
  'settings',
  'post',
  'keys',
  'doctor',
  'backup',
  'journal',
  'guide',
] as const;
type Overlay = (typeof OVERLAYS)[number] | null;

interface Place {
  readonly screen: Screen;
  readonly overlay: Overlay;
  /** The patient whose record is open, whatever screen is shown. */
  readonly patient: PatientIdentity | null;
  readonly lastSeenAt: string | null;
  /** Part of the record that is shown, and the document that is read in it. */
  readonly part: string;
  readonly document: string | null;
  /** The record is blurred until a key is pressed. */
  readonly discreet: boolean;
}

export interface Navigation {
  readonly state: StoreApi<Place>;
  readonly go: (screen: Screen) => void;
  readonly show: (overlay: Overlay) => void;
  /** @param discreet it opens blurred, until a key is pressed: at a counter, others stand before the screen */
  readonly openPatient: (patient: PatientIdentity, lastSeenAt: string | null, discreet?: boolean) => void;
  readonly closePatient: () => void;
  /** The record is gone by itself; where it was in sight, another screen says why. */
  readonly leavePatient: (screen: Screen) => void;
  readonly setDiscreet: (discreet: boolean) => void;
  readonly showPart: (part: string) => void;
  readonly showDocument: (uniqueId: string | null) => void;
}

const FIRST_PART = { part: 'documents', document: null } as const;

/**
 * Where the person is. One patient is open at most: the banner and the content cannot disagree.
 *
 * @param before where he was before a lock; null: he begins
 */
export function createNavigation(before: DeskPlace | null = null): Navigation {
  const { record = null } = before ?? {};
  const known = [...RAIL_SCREENS, ...DESK_SCREENS].find((screen) => screen === before?.screen) ?? 'home';
  const state = createStore<Place>(() => ({
    screen: known === 'record' && record === null ? 'home' : known,
    overlay: null,
    patient: record?.patient ?? null,
    lastSeenAt: record?.lastSeenAt ?? null,
    part: record?.part ?? FIRST_PART.part,
    document: record?.document ?? null,
    discreet: false,
  }));
  return {
    state,
    go: (screen) => state.setState({ screen, overlay: null }),
    show: (overlay) => state.setState({ overlay }),
    openPatient: (patient, lastSeenAt, discreet = false) =>
      state.setState({
        screen: 'record',
        overlay: null,
        patient,
        lastSeenAt,
        ...FIRST_PART,
        discreet,
      }),
    closePatient: () => state.setState({ screen: 'home', patient: null, lastSeenAt: null }),
    leavePatient: (next) =>
      state.setState(({ screen }) => ({
        screen: screen === 'record' ? next : screen,
        patient: null,
        lastSeenAt: null,
        discreet: false,
      })),
    setDiscreet: (discreet) => state.setState({ discreet }),
    showPart: (part) => state.setState({ part }),
    showDocument: (document) => state.setState({ document }),
  };
}

/** The place as it is kept, to be brought back to after a lock. */
export const keptPlace = ({ screen, patient, lastSeenAt, part, document }: Place): DeskPlace => ({
  screen,
  record: patient === null ? null : { patient, lastSeenAt, part, document },
});
