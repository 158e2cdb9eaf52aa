import type { Instant } from '../../../shared/access/vocabulary.ts';

/** One access of a professional to a patient, as the review looks at it. */
export interface ReviewedAccess {
  /** Position in the journal. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor: string;
  /** Family name in its comparison form. */
  readonly actorName: string;
  /** Department where he practises; null: unknown. */
  readonly actorDepartment: string | null;
  /** It belongs to the call of a regulation post: judged by its call, not by its place or its hour. */
  readonly isRegulation: boolean;
  readonly isBreakGlass: boolean;
  readonly patient: string;
  readonly patientName: string;
  /** Department where the patient is usually cared for; null: unknown. */
  readonly patientDepartment: string | null;
  /** Share of people who bear the patient's name: a common one says little. */
  readonly nameShare: number;
  /** The record is watched (a person in the public eye, a colleague). */
  readonly isFlagged: boolean;
  /** The professional is one of the patient's médecins traitants. */
  readonly isTreatingDoctor: boolean;
  /** The patient reported it as one that he does not understand. */
  readonly isReported: boolean;
}

export interface ReviewParameters {
  readonly alertPoints: number;
  readonly burstPatients: number;
  readonly burstMinutes: number;
  readonly breakGlassPerDay: number;
  readonly farPatientsPerDay: number;
  readonly ownNameMaxShare: number;
  readonly nightFromHour: number;
  readonly nightToHour: number;
  readonly points: Readonly<Record<ReviewCode, number>>;
}

export type ReviewCode = 'BURST' | 'BREAK_GLASS' | 'OWN_NAME' | 'FLAGGED' | 'FAR' | 'NIGHT' | 'REPORTED';

/** Why an alert: the rule, its points, and the accesses that met it. */
export interface ReviewReason {
  readonly code: ReviewCode;
  readonly points: number;
  readonly accesses: readonly number[];
}

/** One professional's day that somebody should look at. */
export interface ReviewAlert {
  readonly actor: string;
  /** UTC day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly score: number;
  readonly reasons: readonly ReviewReason[];
}

/**
 * Days of professionals whose accesses ask to be looked at, the highest score first. It accuses nobody: each
 * alert says which rule was met by which accesses, and a person decides.
 *
 * @param accesses in the order of the journal
 */
export function reviewAccesses(
  accesses: Iterable<ReviewedAccess>,
  parameters: ReviewParameters,
): readonly ReviewAlert[] {
  const days = new Map<string, ReviewedAccess[]>();
  for (const access of accesses) {
    const key = `${access.actor} ${dayOf(access.at)}`;
    const day = days.get(key);
    if (day === undefined) days.set(key, [access]);
    else day.push(access);
  }
  return [...days.values()]
    .flatMap((day) => alertOf(day, parameters) ?? [])
    .toSorted((a, b) => b.score - a.score || b.day.localeCompare(a.day));
}

function alertOf(day: readonly ReviewedAccess[], parameters: ReviewParameters): ReviewAlert | undefined {
  const [first] = day;
  if (first === undefined) return undefined;
  const found: Readonly<Record<ReviewCode, readonly ReviewedAccess[]>> = {
    BURST: burst(day, parameters),
    BREAK_GLASS: atLeast(
      parameters.breakGlassPerDay,
      day.filter(({ isBreakGlass }) => isBreakGlass),
    ),
    OWN_NAME: day.filter((access) => bearsOwnName(access, parameters)),
    FLAGGED: day.filter(({ isFlagged, isTreatingDoctor }) => isFlagged && !isTreatingDoctor),
    FAR: atLeast(parameters.farPatientsPerDay, day.filter(isFar)),
    NIGHT: day.filter((access) => isAtNight(access, parameters)),
    REPORTED: day.filter(({ isReported }) => isReported),
  };
  const reasons = (Object.keys(found) as ReviewCode[])
    .filter((code) => found[code].length > 0)
    .map((code) => ({
      code,
      points: parameters.points[code],
      accesses: found[code].map(({ seq }) => seq),
    }));
  const score = reasons.reduce((sum, { points }) => sum + points, 0);
  if (score < parameters.alertPoints) return undefined;
  return { actor: first.actor, day: dayOf(first.at), score, reasons };
}

/** The accesses, where they are about so many different patients. */
function atLeast(patients: number, accesses: readonly ReviewedAccess[]): readonly ReviewedAccess[] {
  return new Set(accesses.map(({ patient }) => patient)).size >= patients ? accesses : [];
}

/** The accesses of some minutes that were about more patients than one can see (docs/rules.md 7). */
function burst(
  day: readonly ReviewedAccess[],
  { burstPatients, burstMinutes }: ReviewParameters,
): readonly ReviewedAccess[] {
  const inWindow = new Map<string, number>();
  let from = 0;
  for (const [index, access] of day.entries()) {
    inWindow.set(access.patient, (inWindow.get(access.patient) ?? 0) + 1);
    for (let oldest = day[from]; oldest !== undefined && oldest.at <= access.at - burstMinutes * 60_000;) {
      const left = (inWindow.get(oldest.patient) ?? 0) - 1;
      if (left === 0) inWindow.delete(oldest.patient);
      else inWindow.set(oldest.patient, left);
      from += 1;
      oldest = day[from];
    }
    if (inWindow.size >= burstPatients) return day.slice(from, index + 1);
  }
  return [];
}

/** One's own name is a reason where few bear it: a Martin has patients called Martin. */
function bearsOwnName(access: ReviewedAccess, { ownNameMaxShare }: ReviewParameters): boolean {
  return (
    access.actorName !== '' && access.actorName === access.patientName && access.nameShare <= ownNameMaxShare
  );
}

function isFar({ actorDepartment, patientDepartment, isRegulation }: ReviewedAccess): boolean {
  return (
    !isRegulation &&
    actorDepartment !== null &&
    patientDepartment !== null &&
    actorDepartment !== patientDepartment
  );
}

/** Counted in UTC: an hour more or less is nothing to a rule that only adds to others. */
function isAtNight(
  { at, isRegulation }: ReviewedAccess,
  { nightFromHour, nightToHour }: ReviewParameters,
): boolean {
  const hour = new Date(at).getUTCHours();
  return !isRegulation && (hour >= nightFromHour || hour < nightToHour);
}

const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10);
