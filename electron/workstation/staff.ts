import { isStaff, professionRow } from '../../shared/access/facts.ts';
import type { Professional } from '../../shared/bridge/session.ts';
import type { Reference } from './reference.ts';

/** A holder of a CPE or of a profession of the staff's row (docs/rules.md 1). */
export function isStaffMember(
  { policy }: Pick<Reference, 'policy'>,
  { id, profession, card }: Professional,
): boolean {
  const actor = { id, profession, card };
  return isStaff(actor, professionRow(policy, actor));
}
