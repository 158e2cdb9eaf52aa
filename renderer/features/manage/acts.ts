import type { DocumentAct, DocumentSummary } from '../../../shared/bridge/record.ts';

/** What an act asks before it is done: nothing where it can be undone, a typed word where it cannot at all. */
export type Ceremony = 'none' | 'confirm' | 'typed';

export const ceremonies: Readonly<Record<DocumentAct, Ceremony>> = {
  // Done at the patient's request, for all other professionals: one sentence, then Enter.
  mask: 'confirm',
  unmask: 'confirm',
  archive: 'none',
  restore: 'none',
  // What the patient or the representatives have seen cannot be unseen (docs/rules.md 4, IRREVERSIBLE).
  showToPatient: 'confirm',
  showToRepresentatives: 'confirm',
  delete: 'typed',
};

/** The act that takes an act back, where there is one. */
export const undoOf: Readonly<Record<DocumentAct, DocumentAct | null>> = {
  mask: 'unmask',
  unmask: 'mask',
  archive: 'restore',
  restore: 'archive',
  showToPatient: null,
  showToRepresentatives: null,
  delete: null,
};

export interface Offer {
  readonly treatingDoctor: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Days for which a document may stay hidden from its patient. */
  readonly hiddenDays: number;
}

const DAY_MS = 86_400_000;

/**
 * The acts that the service would take on a document, in the order of a menu (docs/rules.md 4). It plans the
 * screen only: the service decides.
 */
export function offeredActs(
  summary: DocumentSummary,
  { treatingDoctor, now, hiddenDays }: Offer,
): DocumentAct[] {
  const { own, confidentiality, maskedBy, archived } = summary;
  if (!own && !treatingDoctor) return [];
  const isMasked = confidentiality.includes('MASQUE_PS');
  const isHiddenFromPatient =
    confidentiality.includes('INVISIBLE_PATIENT') &&
    now < Date.parse(summary.depositedAt) + hiddenDays * DAY_MS;
  const isHiddenFromRepresentatives = confidentiality.includes('INVISIBLE_REPRESENTANTS_LEGAUX');

  const acts: (DocumentAct | false)[] = [
    !isMasked && !isHiddenFromPatient && 'mask',
    isMasked && maskedBy !== 'patient' && 'unmask',
    isHiddenFromPatient && 'showToPatient',
    own && isHiddenFromRepresentatives && 'showToRepresentatives',
    archived ? 'restore' : 'archive',
    own && 'delete',
  ];
  return acts.filter((act) => act !== false);
}
