import { describe, expect, it } from 'vitest';
import type { Place, Professional } from '../../../shared/bridge/session.ts';
import type { Phase, Step } from '../../../electron/session/machine.ts';
import { next, shown } from '../../../electron/session/machine.ts';

const professional: Professional = {
  id: '899900000017',
  name: 'Dr Sophie RENAUD',
  profession: '10',
  professionLabel: 'Médecin',
  card: 'CPS',
  regulator: false,
};
const other: Professional = { ...professional, id: '899900000029' };
const practice: Place = { id: '1', name: 'Cabinet', sector: 'SA08', town: 'Nantes' };
const hospital: Place = { id: '2', name: 'Hôpital', sector: 'SA01', town: 'Nantes' };
const signedInAt = '2026-11-21T10:00:00.000Z';
const held = { key: 'everything that only an unlocked post holds' };
type Held = typeof held;

const accepted = (places: readonly [Place, ...Place[]], who = professional): Step<Held> => ({
  step: 'cardAccepted',
  professional: who,
  places,
  signedInAt,
  storage: 'encrypted',
  held,
});
const locked = { status: 'locked', professional, placeId: '2', because: 'asked' } as const;
const choosing: Phase<Held> = {
  status: 'choosingPlace',
  professional,
  places: [practice, hospital],
  signedInAt,
  storage: 'encrypted',
  held,
};
const open: Phase<Held> = {
  status: 'open',
  professional,
  place: practice,
  signedInAt,
  storage: 'encrypted',
  held,
};
const checking: Phase<Held> = { status: 'checkingPin', from: { status: 'signedOut' } };
const checkingAgain: Phase<Held> = { status: 'checkingPin', from: locked };
const ended: Phase<Held> = { status: 'ended', shown: { status: 'signedOut' } };

const steps: Step<Held>[] = [
  { step: 'pinTyped' },
  { step: 'pinNotAccepted' },
  accepted([practice]),
  { step: 'placeChosen', placeId: '1' },
  { step: 'locked', because: 'idle' },
  { step: 'signedOut' },
];

describe('the state of the post', () => {
  it.each<[Phase<Held>['status'], Phase<Held>, (Phase<Held>['status'] | '-')[]]>([
    //                                 pinTyped       notAccepted  accepted  chosen  locked   signedOut
    ['signedOut', { status: 'signedOut' }, ['checkingPin', '-', '-', '-', '-', 'ended']],
    ['checkingPin', checking, ['-', 'signedOut', 'open', '-', '-', '-']],
    ['checkingPin', checkingAgain, ['-', 'locked', 'open', '-', '-', '-']],
    ['choosingPlace', choosing, ['-', '-', '-', 'open', 'ended', 'ended']],
    ['open', open, ['-', '-', '-', '-', 'ended', 'ended']],
    ['locked', locked, ['checkingPin', '-', '-', '-', '-', 'ended']],
    ['ended', ended, ['-', '-', '-', '-', '-', '-']],
  ])('from %s takes exactly these steps', (_name, phase, expected) => {
    expect(steps.map((step) => next(phase, step)?.status ?? '-')).toEqual(expected);
  });

  it('asks for the place only where there are several', () => {
    expect(next(checking, accepted([practice]))).toMatchObject({ status: 'open', place: practice });
    expect(next(checking, accepted([practice, hospital]))).toMatchObject({ status: 'choosingPlace' });
  });

  it('does not open a place that the directory did not name', () => {
    expect(next(choosing, { step: 'placeChosen', placeId: '3' })).toBeUndefined();
  });

  it('returns an unlock to the place of before, and asks again where that place is gone', () => {
    expect(next(checkingAgain, accepted([practice, hospital]))).toMatchObject({
      status: 'open',
      place: hospital,
    });
    const elsewhere: Place = { ...practice, id: '9' };
    expect(next(checkingAgain, accepted([practice, elsewhere]))).toMatchObject({ status: 'choosingPlace' });
  });

  it('does not unlock a post with the card of somebody else', () => {
    expect(next(checkingAgain, accepted([practice], other))).toBeUndefined();
  });

  it('keeps nothing that only an unlocked post holds once it is locked', () => {
    const after = next(open, { step: 'locked', because: 'osLock' });
    expect(after).toEqual({
      status: 'ended',
      shown: { status: 'locked', professional, placeId: '1', because: 'osLock' },
    });
    expect(JSON.stringify(after)).not.toContain(held.key);
  });

  it('shows the page the tries left of the locked card, and never what is held', () => {
    expect(shown<Held>(locked, () => 2)).toEqual({
      status: 'locked',
      professional,
      because: 'asked',
      triesLeft: 2,
    });
    for (const phase of [choosing, open]) {
      expect(JSON.stringify(shown(phase, () => 3))).not.toContain(held.key);
    }
  });
});
