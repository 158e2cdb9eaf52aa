import type { Action, Instant, Mode } from '../../../shared/access/vocabulary.ts';
import { CODE_SYSTEM_BASE } from '../../../shared/fhir/systems.ts';
import { z } from '../../../shared/schema/zod.ts';
import type { TraceRow } from '../storage/traces.ts';

/** Acts that are traced and that the rules for professionals (docs/rules.md 2 to 4) do not name. */
type ServiceAction =
  | 'authenticate'
  | 'signIn'
  | 'signOut'
  | 'startActivation'
  | 'confirmActivation'
  | 'findPatient'
  | 'readRights'
  | 'readDirectory'
  | 'readTraces'
  | 'watch'
  | 'readHead'
  | 'witnessHead'
  | 'listOffline'
  | 'readOffline'
  | 'readCareHistoryOffline'
  | 'readWishesOffline'
  | 'readVaccinationsOffline'
  | 'readMeasuresOffline'
  | 'handOver'
  | 'readSubmissionSets'
  | 'change'
  | 'declareRight'
  | 'endRight'
  | 'create'
  | 'erase'
  | 'oppose'
  | 'close'
  | 'reopen'
  | 'maskAll'
  | 'readNotices'
  | 'reportAccess'
  | 'manageCarers'
  | 'readRelated'
  | 'setContact'
  | 'download'
  | 'correct'
  | 'writeMeasures'
  | 'writeContacts'
  | 'stateWishes'
  | 'readMessages'
  | 'writeMessage'
  | 'closeThread'
  | 'reopenThread'
  | 'readAppointments'
  | 'makeAppointment'
  | 'changeAppointment'
  | 'setReminders'
  | 'readCatalogue'
  | 'linkService'
  | 'unlinkService'
  /** A part of a write's body, which is in no record yet: the write itself has its own trace. */
  | 'upload'
  | 'operate'
  | 'unknown';

export type TracedAction = Action | ServiceAction;

/** Somebody named in a trace. */
const Agent = z.object({
  system: z.string(),
  id: z.string(),
  name: z.string(),
  /** Code of the profession, or `PATIENT`, `REPRESENTATIVE`, `CARER`, `SERVICE`. */
  role: z.string(),
  structure: z.string().optional(),
});
export type Agent = z.infer<typeof Agent>;

/** What happens by the clock, nobody having asked for it. */
export const SERVICE_AGENT: Agent = {
  system: `${CODE_SYSTEM_BASE}dmp-agent`,
  id: 'service-national',
  name: 'Service national',
  role: 'SERVICE',
};

/**
 * One entry of the journal (docs/rules.md 7): who, on whose record, did or tried what, in which mode, with
 * what outcome. It holds no clinical content. Its JSON text is what the journal hashes.
 */
const StoredEntry = z.object({
  at: z.int(),
  action: z.string(),
  /** `permit`, or the precise reason of the refusal. */
  outcome: z.string(),
  /** What the one who asked was told, where it is less than the precise reason. */
  told: z.string().optional(),
  mode: z.enum(['NORMAL', 'BTG', 'ETREAT']),
  secret: z.boolean().optional(),
  /** Who asked comes first; then the professional in whose name. */
  agents: z.array(Agent),
  /** Record, by its logical identifier: identities may be corrected, this is not. */
  record: z.string().optional(),
  document: z.object({ key: z.string(), system: z.string(), value: z.string() }).optional(),
  /** What the act adds for its readers: a justification, a call, the basis of a consent. */
  detail: z.record(z.string(), z.string()).optional(),
});
export type TraceEntry = Omit<z.infer<typeof StoredEntry>, 'at' | 'action' | 'mode'> & {
  readonly at: Instant;
  readonly action: TracedAction;
  readonly mode: Mode;
};

/** The document that a trace is about: the key under which the store knows it, and its own identifier. */
export interface TracedDocument {
  readonly key: string;
  readonly system: string;
  readonly value: string;
}

/** An entry as it was stored: written by this service alone, and checked by its hash. */
export function readEntry(text: string): TraceEntry {
  const { action, ...entry } = StoredEntry.parse(JSON.parse(text));
  return { ...entry, action: action as TracedAction };
}

/** How a trace is named on the wire: its position in the journal would tell how much goes on elsewhere. */
export const auditIdOf = ({ hash }: TraceRow): string => hash.toString('hex').slice(0, 32);
