import { admitted, isStaff, professionRow } from '../../../shared/access/facts.ts';
import type { Caller, ProfessionalCaller } from '../auth/caller.ts';
import { professionalAgent } from '../auth/caller.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { actorOf } from '../record/facts.ts';
import type { Professional } from '../storage/directory.ts';
import type { RecordRow } from '../storage/records.ts';
import type { TracedAction } from '../traces/entry.ts';
import { refusedToTakePart } from './taking-part.ts';

/** The caller, where he works under a professional: a CPE, or a profession of the staff's row. */
export function staffOf({ context }: SignedInExchange, caller: Caller): ProfessionalCaller | undefined {
  if (caller.kind === 'patient') return undefined;
  const actor = actorOf(caller);
  return isStaff(actor, professionRow(context.policy, actor)) ? caller : undefined;
}

/**
 * A secretary books for professionals of her own place, as she deposits for them (I1 of the wire), and only where
 * each of them could book himself: one whom the patient blocked does not come back through the front desk.
 *
 * @throws Refusal
 */
export function judgePractice(
  exchange: SignedInExchange,
  staff: ProfessionalCaller,
  record: RecordRow | undefined,
  as: TracedAction,
  named: readonly string[],
): void {
  const { directory } = exchange.context.stores;
  const found = named.map((id) => directory.professional(id));
  const colleagues = found.filter((each) => each !== undefined).filter((each) => isColleague(staff, each));
  const [first] = colleagues;
  exchange.attempt({
    action: as,
    record,
    ...(first === undefined ? {} : { onBehalfOf: professionalAgent(first) }),
  });
  const refused = admitted(professionRow(exchange.context.policy, actorOf(staff)));
  if (refused !== undefined) throw refusal(refused.reason);
  if (first === undefined || colleagues.length < named.length) throw refusal('AUTHOR_REQUIRED');
  for (const professional of colleagues) {
    const asked: ProfessionalCaller = { ...staff, professional, card: professional.card_kind };
    const reason = refusedToTakePart(exchange, asked, record);
    if (reason !== undefined) throw refusal(reason);
  }
}

const isColleague = ({ professional }: ProfessionalCaller, other: Professional): boolean =>
  other.organization === professional.organization && other.card_kind !== 'CPE';
