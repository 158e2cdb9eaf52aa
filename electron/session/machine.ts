import type { LockCause, Place, Professional, SessionState } from '../../shared/bridge/session.ts';

/**
 * Where the post stands. `Held` is what only an unlocked post may hold (keys, token, store): it lives inside
 * the phases that may have it, so that leaving the phase drops it.
 */
export type Phase<Held> =
  | { readonly status: 'signedOut' }
  | { readonly status: 'checkingPin'; readonly from: SignedOut | Locked }
  | {
      readonly status: 'choosingPlace';
      readonly professional: Professional;
      readonly places: readonly [Place, ...Place[]];
      readonly signedInAt: string;
      readonly storage: 'encrypted' | 'memory';
      readonly held: Held;
    }
  | {
      readonly status: 'open';
      readonly professional: Professional;
      readonly place: Place;
      readonly signedInAt: string;
      readonly storage: 'encrypted' | 'memory';
      readonly held: Held;
    }
  | Locked
  /** The shell was asked to end this process: nothing is served any more. */
  | { readonly status: 'ended'; readonly shown: SignedOut | Locked };

type SignedOut = { readonly status: 'signedOut' };
type Locked = {
  readonly status: 'locked';
  readonly professional: Professional;
  readonly placeId: string;
  readonly because: LockCause;
};

export type Step<Held> =
  | { readonly step: 'pinTyped' }
  /** Wrong PIN, refused card, unreachable service: back to where the PIN was typed. */
  | { readonly step: 'pinNotAccepted' }
  | {
      readonly step: 'cardAccepted';
      readonly professional: Professional;
      readonly places: readonly [Place, ...Place[]];
      readonly signedInAt: string;
      readonly storage: 'encrypted' | 'memory';
      readonly held: Held;
    }
  | { readonly step: 'placeChosen'; readonly placeId: string }
  | { readonly step: 'locked'; readonly because: LockCause }
  | { readonly step: 'signedOut' };

/**
 * The phase after a step, or undefined when the post does not take that step from where it stands.
 */
export function next<Held>(phase: Phase<Held>, step: Step<Held>): Phase<Held> | undefined {
  switch (phase.status) {
    case 'signedOut':
    case 'locked':
      if (step.step === 'pinTyped') return { status: 'checkingPin', from: phase };
      if (step.step === 'signedOut') return { status: 'ended', shown: { status: 'signedOut' } };
      return undefined;
    case 'checkingPin':
      if (step.step === 'pinNotAccepted') return phase.from;
      if (step.step === 'cardAccepted') return accepted(phase.from, step);
      return undefined;
    case 'choosingPlace': {
      if (step.step === 'signedOut') return { status: 'ended', shown: { status: 'signedOut' } };
      // Nothing is open yet that a lock could return to.
      if (step.step === 'locked') return { status: 'ended', shown: { status: 'signedOut' } };
      if (step.step !== 'placeChosen') return undefined;
      const place = phase.places.find((candidate) => candidate.id === step.placeId);
      return place && opened(phase, place);
    }
    case 'open':
      if (step.step === 'signedOut') return { status: 'ended', shown: { status: 'signedOut' } };
      if (step.step !== 'locked') return undefined;
      return {
        status: 'ended',
        shown: {
          status: 'locked',
          professional: phase.professional,
          placeId: phase.place.id,
          because: step.because,
        },
      };
    case 'ended':
      return undefined;
  }
}

function accepted<Held>(
  from: SignedOut | Locked,
  step: Extract<Step<Held>, { step: 'cardAccepted' }>,
): Phase<Held> | undefined {
  if (from.status === 'locked' && from.professional.id !== step.professional.id) return undefined;
  // An unlock returns to the place of before the lock without asking again.
  const before =
    from.status === 'locked' ? step.places.find((place) => place.id === from.placeId) : undefined;
  const place = step.places.length === 1 ? step.places[0] : before;
  if (place !== undefined) return opened(step, place);
  const { professional, places, signedInAt, storage, held } = step;
  return { status: 'choosingPlace', professional, places, signedInAt, storage, held };
}

function opened<Held>(
  unlocked: {
    readonly professional: Professional;
    readonly signedInAt: string;
    readonly storage: 'encrypted' | 'memory';
    readonly held: Held;
  },
  place: Place,
): Phase<Held> {
  const { professional, signedInAt, storage, held } = unlocked;
  return { status: 'open', professional, place, signedInAt, storage, held };
}

/** What the page may know of the phase. */
export function shown<Held>(phase: Phase<Held>, triesLeft: (cardId: string) => number): SessionState {
  switch (phase.status) {
    case 'signedOut':
      return { status: 'signedOut' };
    case 'checkingPin':
      return shown<Held>(phase.from, triesLeft);
    case 'ended':
      return shown<Held>(phase.shown, triesLeft);
    case 'choosingPlace':
      return { status: 'choosingPlace', professional: phase.professional, places: [...phase.places] };
    case 'open': {
      const { professional, place, signedInAt, storage } = phase;
      return { status: 'open', professional, place, signedInAt, storage };
    }
    case 'locked':
      return {
        status: 'locked',
        professional: phase.professional,
        because: phase.because,
        triesLeft: triesLeft(phase.professional.id),
      };
  }
}
