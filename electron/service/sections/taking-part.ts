import type { Caller, ProfessionalCaller } from '../auth/caller.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { admittedToRead, professionRow } from '../../../shared/access/facts.ts';
import { actorOf, isBoundElsewhere } from '../record/facts.ts';
import type { Asking } from '../record/ruling.ts';
import { ruleForPatient, wouldBeRefused } from '../record/ruling.ts';
import { namedPatient } from '../record/named-patient.ts';
import type { RecordRow } from '../storage/records.ts';
import type { SectionKind, SectionRow } from '../storage/sections.ts';
import type { TracedAction } from '../traces/entry.ts';
import { newestFirst } from './listing.ts';
import { seenBy } from './entries.ts';
import type { Parameters } from './listing.ts';

/**
 * What a professional needs to write to a patient, or to meet him: to be admitted in person, on a record that is
 * there, and not to be blocked. No authorisation: these are exactly the tests of who may declare one.
 */
export function refusedToTakePart(
  exchange: Asking,
  caller: ProfessionalCaller,
  record: RecordRow | undefined,
) {
  const change = { basis: 'CARE_TEAM', form: 'ORAL' } as const;
  const refused = wouldBeRefused(exchange, caller, { action: 'declareConsent', record, change });
  if (refused !== undefined) return refused;
  return isBoundElsewhere(caller.session, record) ? ('CONSENT_REQUIRED' as const) : undefined;
}

/**
 * @param about the entry that the act is about: a minor's secret leaves a secret trace
 * @throws Refusal
 */
export function judgeTakingPart(
  exchange: SignedInExchange,
  record: RecordRow | undefined,
  as: TracedAction,
  about?: SectionRow,
): void {
  const { caller } = exchange;
  const secret = about?.minor_only === 1;
  if (caller.kind === 'patient') {
    if (record?.id !== caller.record.id) throw refusal('RECORD_NONEXISTENT');
    return ruleForPatient(exchange, caller, { action: 'open', as, secret });
  }
  exchange.attempt({ action: as, record, secret });
  const refused = refusedToTakePart(exchange, caller, record);
  if (refused !== undefined) throw refusal(refused);
}

/** Under which names somebody takes part: his own, and that of the structure of his card. */
export const namesOf = (caller: ProfessionalCaller): readonly string[] => [
  caller.professional.id,
  caller.professional.organization,
];

/** What the caller takes part in, of one record. */
export function ownOfRecord(
  exchange: Asking,
  caller: Caller,
  record: RecordRow,
  kind: SectionKind,
): readonly SectionRow[] {
  const { sections } = exchange.context.stores;
  if (caller.kind === 'patient') return seenBy(exchange, caller, sections.ofRecord(record.id, kind));
  if (refusedToTakePart(exchange, caller, record) !== undefined) return [];
  return sections.ofPeers(kind, namesOf(caller)).filter((row) => row.record_id === record.id);
}

/**
 * What a search finds: of the record that it names; or, for a professional who names none, of all the records of
 * which he could ask it.
 */
export function searchedOwn(
  exchange: SignedInExchange,
  parameters: Parameters,
  kind: SectionKind,
  as: TracedAction,
): readonly SectionRow[] {
  const { caller } = exchange;
  const isNamed = [...parameters.keys()].some((name) => name.startsWith('patient'));
  if (isNamed || caller.kind === 'patient') {
    const record = namedPatient(exchange, parameters);
    judgeTakingPart(exchange, record, as);
    return record === undefined ? [] : ownOfRecord(exchange, caller, record, kind);
  }
  judgeOwnEntries(exchange, caller, as);
  return allOwn(exchange, caller, kind);
}

/** Whether somebody may ask for what he takes part in, without naming a record. @throws Refusal */
export function judgeOwnEntries(
  exchange: SignedInExchange,
  caller: ProfessionalCaller,
  as: TracedAction,
): void {
  exchange.attempt({ action: as });
  const actor = actorOf(caller);
  const refused = admittedToRead(actor, professionRow(exchange.context.policy, actor));
  if (refused !== undefined) throw refusal(refused.reason);
}

/** What somebody takes part in, of all the records of which he could ask it. */
export function allOwn(
  exchange: Asking,
  caller: ProfessionalCaller,
  kind: SectionKind,
): readonly SectionRow[] {
  const { sections, records } = exchange.context.stores;
  const rows = sections.ofPeers(kind, namesOf(caller));
  const open = new Set(
    [...new Set(rows.map((row) => row.record_id))].filter(
      (id) => refusedToTakePart(exchange, caller, records.byId(id)) === undefined,
    ),
  );
  return rows.filter((row) => open.has(row.record_id)).sort(newestFirst);
}

/** Whether an entry is the caller's to know: he is in it, and nothing keeps him from its record. */
export function isOwn(exchange: SignedInExchange, row: SectionRow): boolean {
  const { caller, context } = exchange;
  if (row.ended === 1) return false;
  const record = context.stores.records.byId(row.record_id);
  if (record === undefined || (caller.kind === 'patient' && record.id !== caller.record.id)) return false;
  return ownOfRecord(exchange, caller, record, row.kind).some(({ id }) => id === row.id);
}
