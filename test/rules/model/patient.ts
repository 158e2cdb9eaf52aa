import type { Document, Side, World } from './world.ts';
import { hidesFromParents, hidesFromPatient, isMinor } from './world.ts';

/** What somebody of the patient's side wants to do (docs/rules.md 6). */
export type PatientWish =
  /** Looks at the space. */
  | { readonly kind: 'look' }
  /** Adds a document: what a carer may do as well. */
  | { readonly kind: 'add' }
  | { readonly kind: 'read'; readonly document: Document }
  /** Masks it or shows it. */
  | { readonly kind: 'veil'; readonly document: Document; readonly seen: number }
  | { readonly kind: 'delete'; readonly document: Document; readonly seen: number }
  /** Rights, switches, sweeping acts. */
  | { readonly kind: 'manage' }
  | { readonly kind: 'block'; readonly card: string }
  | { readonly kind: 'reopen' };

/** Why not; `permit` where nothing speaks against it. The last two never leave the service. */
export type PatientOutcome =
  | 'permit'
  | 'RIGHTS_NOT_YOURS'
  | 'RECORD_CLOSED'
  | 'DELETED'
  | 'NOT_VISIBLE_TO_PATIENT'
  | 'NOT_VISIBLE_TO_REPRESENTATIVES'
  | 'NOT_AUTHOR'
  | 'STALE_VERSION'
  | 'TREATING_DOCTOR_CANNOT_BE_BLOCKED';

const HIDDEN = new Set<PatientOutcome>([
  'DELETED',
  'NOT_VISIBLE_TO_PATIENT',
  'NOT_VISIBLE_TO_REPRESENTATIVES',
]);
export const isHidden = (outcome: PatientOutcome): boolean => HIDDEN.has(outcome);

export function patientMay(world: World, side: Side, wish: PatientWish): PatientOutcome {
  // At majority the child takes over; a carer reads and adds, and manages no right.
  if (side === 'representative' && !isMinor(world)) return 'RIGHTS_NOT_YOURS';
  const reads = wish.kind === 'look' || wish.kind === 'add' || wish.kind === 'read';
  if (side === 'carer' && !reads) return 'RIGHTS_NOT_YOURS';
  if (world.status === 'CLOSED' && wish.kind !== 'reopen') return 'RECORD_CLOSED';
  switch (wish.kind) {
    case 'read':
      return sees(world, side, wish.document);
    case 'veil': {
      const seen = sees(world, side, wish.document);
      return seen === 'permit' && wish.seen !== wish.document.version ? 'STALE_VERSION' : seen;
    }
    case 'delete': {
      const seen = sees(world, side, wish.document);
      if (seen !== 'permit') return seen;
      if (wish.document.author !== null) return 'NOT_AUTHOR';
      return wish.seen === wish.document.version ? 'permit' : 'STALE_VERSION';
    }
    case 'block':
      return world.treating.has(wish.card) ? 'TREATING_DOCTOR_CANNOT_BE_BLOCKED' : 'permit';
    case 'look':
    case 'add':
    case 'manage':
    case 'reopen':
      return 'permit';
  }
}

/** All but what is deleted, what is not announced yet and, for others than the minor, the minor's secrets. */
function sees(world: World, side: Side, document: Document): PatientOutcome {
  if (document.status === 'deleted') return 'DELETED';
  if (hidesFromPatient(world, document)) return 'NOT_VISIBLE_TO_PATIENT';
  if (side !== 'holder' && hidesFromParents(world, document)) return 'NOT_VISIBLE_TO_REPRESENTATIVES';
  return 'permit';
}
