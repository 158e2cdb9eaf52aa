/**
 * A record and the people around it, as docs/rules.md tells of them: a second account of the state that the
 * service keeps, written from the text and sharing nothing with it. It knows no route and no store.
 */

export type Code = 'N' | 'MASQUE_PS' | 'INVISIBLE_PATIENT' | 'INVISIBLE_REPRESENTANTS_LEGAUX';
type Mode = 'NORMAL' | 'BTG' | 'ETREAT';
export type Switch = 'ETREAT' | 'BTG' | 'MASKED';
/** Who of the patient's side. */
export type Side = 'holder' | 'representative' | 'carer';

/** What of a professional the rules look at. */
export interface Professional {
  readonly name: string;
  readonly profession: string;
  readonly card: 'CPS' | 'CPE';
  readonly place: string;
  readonly regulator: boolean;
}

export interface Document {
  /** Card of its author; null: the patient's side. */
  readonly author: string | null;
  readonly type: string;
  readonly class: string;
  status: 'current' | 'superseded' | 'deleted';
  archived: boolean;
  codes: readonly Code[];
  maskedBy: 'patient' | 'professional' | null;
  /** Deposit of its first version. */
  readonly depositedAt: number;
  version: number;
}

/** A session on this record that is no ordinary one. */
export interface Session {
  readonly card: string;
  readonly mode: Mode;
  readonly secret: boolean;
  readonly startedAt: number;
  /** When its token is worth nothing any more. */
  readonly until: number;
  readonly justification: string | null;
  readonly claims: 'right' | 'wrong';
  readonly call: string | null;
  ended: boolean;
}

export interface World {
  now: number;
  readonly people: ReadonlyMap<string, Professional>;
  status: 'ACTIVE' | 'CLOSED';
  readonly birthDate: string;
  readonly hasEmail: boolean;
  readonly switches: Record<Switch, boolean>;
  /** Authorisations that were not taken back, with their end. */
  readonly authorised: Map<string, number>;
  readonly blocked: Set<string>;
  readonly blockedPlaces: Set<string>;
  readonly treating: Set<string>;
  /** Who has consulted the record already. */
  readonly known: Set<string>;
  masksToCome: boolean;
  readonly documents: Document[];
  readonly sessions: Session[];
  readonly closedCalls: Set<string>;
}

const DAY = 86_400_000;

/** Eighteen on the UTC date of `now`; whoever is born on 29 February is of age on 1 March. */
export function isMinor({ birthDate, now }: World): boolean {
  const comesOfAge = `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}`;
  return new Date(now).toISOString().slice(0, 10) < comesOfAge;
}

export const hidesFromPatient = ({ now }: World, { codes, depositedAt }: Document): boolean =>
  codes.includes('INVISIBLE_PATIENT') && now < depositedAt + 30 * DAY;

export const hidesFromParents = (world: World, { codes }: Document): boolean =>
  codes.includes('INVISIBLE_REPRESENTANTS_LEGAUX') && isMinor(world);

/** Codes that have an effect now: the others count as absent (docs/rules.md 1). */
export function effectiveCodes(world: World, document: Document): readonly Code[] {
  return document.codes.filter(
    (code) =>
      (code !== 'INVISIBLE_PATIENT' || hidesFromPatient(world, document)) &&
      (code !== 'INVISIBLE_REPRESENTANTS_LEGAUX' || hidesFromParents(world, document)),
  );
}

export function isBlocked(world: World, card: string): boolean {
  const place = world.people.get(card)?.place ?? '';
  return world.blocked.has(card) || (world.blockedPlaces.has(place) && !world.treating.has(card));
}
