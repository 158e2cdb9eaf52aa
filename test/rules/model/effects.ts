import type { Code, Document, World } from './world.ts';
import { effectiveCodes } from './world.ts';

/** What permitted acts do to a record (docs/rules.md 3 to 6). */

const DAY = 86_400_000;

export function declare(world: World, card: string, basis: 'CARE_TEAM' | 'EXPLICIT'): void {
  world.authorised.set(card, world.now + (basis === 'CARE_TEAM' ? 365 * DAY : DAY));
}

/** The state before a block does not come back: it ends the right. */
export function blockCard(world: World, card: string): void {
  world.blocked.add(card);
  world.authorised.delete(card);
}

/** All who work there, but never a médecin traitant. */
export function blockPlace(world: World, place: string): void {
  world.blockedPlaces.add(place);
  for (const { name, place: own } of world.people.values()) {
    if (own === place && !world.treating.has(name)) world.authorised.delete(name);
  }
}

/** Naming lifts a block. */
export function nameTreating(world: World, card: string): void {
  world.treating.add(card);
  world.blocked.delete(card);
}

export function close(world: World, erase: boolean): void {
  world.status = 'CLOSED';
  world.authorised.clear();
  if (erase) world.documents.length = 0;
}

export interface Deposited {
  readonly author: string | null;
  readonly type: string;
  readonly class: string;
  readonly codes: readonly Code[];
  readonly replaces?: Document | undefined;
}

/** The new document, masked where the patient wants all to come masked and nothing forbids it. */
export function deposit(world: World, { author, type, class: kind, codes, replaces }: Deposited): Document {
  const masked = codes.includes('MASQUE_PS');
  const byDefault = !masked && world.masksToCome && !codes.includes('INVISIBLE_PATIENT');
  const patients = byDefault || (masked && (author === null || replaces?.maskedBy === 'patient'));
  const document: Document = {
    author,
    type,
    class: kind,
    status: 'current',
    archived: false,
    codes: byDefault ? [...codes, 'MASQUE_PS'] : codes,
    maskedBy: patients ? 'patient' : masked ? 'professional' : null,
    depositedAt: replaces?.depositedAt ?? world.now,
    version: 1,
  };
  if (replaces !== undefined) {
    replaces.status = 'superseded';
    replaces.version += 1;
  }
  world.documents.push(document);
  return document;
}

export type Act =
  'delete' | 'mask' | 'unmask' | 'showToPatient' | 'showToRepresentatives' | 'archive' | 'restore';

/** The codes that a document has after an act; undefined: the act changes nothing as it stands. */
export function codesAfter(world: World, act: Act, document: Document): readonly Code[] | undefined {
  const codes = effectiveCodes(world, document);
  const without = (code: Code): readonly Code[] | undefined =>
    codes.includes(code) ? atLeastN(codes.filter((each) => each !== code)) : undefined;
  switch (act) {
    case 'mask':
      return codes.includes('MASQUE_PS') ? undefined : [...codes, 'MASQUE_PS'];
    case 'unmask':
      return without('MASQUE_PS');
    case 'showToPatient':
      return without('INVISIBLE_PATIENT');
    case 'showToRepresentatives':
      return without('INVISIBLE_REPRESENTANTS_LEGAUX');
    case 'delete':
      return document.status === 'deleted' ? undefined : codes;
    case 'archive':
      return document.archived ? undefined : codes;
    case 'restore':
      return document.archived ? codes : undefined;
  }
}

const atLeastN = (codes: readonly Code[]): readonly Code[] => (codes.length === 0 ? ['N'] : codes);

export function change(
  document: Document,
  act: Act,
  codes: readonly Code[],
  by: 'patient' | 'professional',
): void {
  if (act === 'delete') document.status = 'deleted';
  if (act === 'archive' || act === 'restore') document.archived = act === 'archive';
  if (act === 'mask') document.maskedBy = by;
  if (!codes.includes('MASQUE_PS')) document.maskedBy = null;
  document.codes = codes;
  document.version += 1;
}
