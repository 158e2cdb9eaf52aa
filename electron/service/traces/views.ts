import type { DocumentFacts } from '../../../shared/access/question.ts';
import type { AuditEvent } from '../../../shared/fhir/audit-event.ts';
import { auditEvent } from '../../../shared/fhir/audit-event.ts';
import type { PatientCaller, ProfessionalCaller } from '../auth/caller.ts';
import { iso } from '../clock.ts';
import { factsOfTracedDocument } from '../documents/port.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import type { Asking } from '../record/ruling.ts';
import { patientReaderOf, readerOf, seesTrace } from '../record/ruling.ts';
import type { RecordRow } from '../storage/records.ts';
import type { TraceRow, TraceSelection } from '../storage/traces.ts';
import type { TraceEntry } from './entry.ts';
import { auditIdOf, readEntry } from './entry.ts';

/** What one reader sees of a record's journal (G2, G3 of the wire). */
export interface View {
  /** What the store selects. */
  readonly selection: TraceSelection;
  /** Whether each trace has to be asked for; else all that the store selects are seen. */
  readonly selective: boolean;
  sees(row: TraceRow): boolean;
  show(row: TraceRow): AuditEvent;
  /** Whether he sees all that the entry holds, so that its very text may be handed to him. */
  isWhole(row: TraceRow): boolean;
}

/** A professional's: his own traces, or all of them for a médecin traitant with a right. */
export function professionalView(
  exchange: SignedInExchange,
  caller: ProfessionalCaller,
  record: RecordRow,
  all: boolean,
): View {
  const self = caller.professional.id;
  const reads = readerOf(exchange, caller, record);
  const isNamed = (facts: DocumentFacts): boolean =>
    reads(facts) || (facts.authorId === self && facts.status !== 'deleted');
  return {
    selection: { agent: all ? null : self, discreetTo: self },
    selective: false,
    sees: () => true,
    show: (row) => {
      const entry = readEntry(row.entry);
      const named = isDocumentNamed(exchange, entry, isNamed);
      // Whoever was told less when he tried is told no more afterwards.
      const own = entry.agents[0]?.id === self;
      return present(exchange, record, row, entry, named, own || !named);
    },
    isWhole: (row) => {
      const entry = readEntry(row.entry);
      const own = entry.agents[0]?.id === self;
      return isDocumentNamed(exchange, entry, isNamed) && !(own && entry.told !== undefined);
    },
  };
}

/** The patient's side: all, with the precise reasons; a minor's secrets are kept from his representatives. */
export function patientView(exchange: SignedInExchange, caller: PatientCaller): View {
  const reads = patientReaderOf(exchange, caller);
  return {
    selection: { agent: null, discreetTo: null },
    selective: caller.role !== 'holder',
    sees: (row) => {
      const { document, secret } = readEntry(row.entry);
      const facts = document && factsOfTracedDocument(exchange.context, document.key);
      return seesTrace(exchange, caller, facts, secret === true);
    },
    show: (row) => {
      const entry = readEntry(row.entry);
      const named = isDocumentNamed(exchange, entry, reads);
      return present(exchange, caller.record, row, entry, named, !named);
    },
    isWhole: (row) => isDocumentNamed(exchange, readEntry(row.entry), reads),
  };
}

/** The last act of a professional that the patient's side may know of: which one, and no more. */
export function lastAccessSeen(asking: Asking, caller: PatientCaller): string | null {
  for (const row of asking.context.stores.traces.ofProfessionals(caller.record.id)) {
    const { document, secret } = readEntry(row.entry);
    const facts = document && factsOfTracedDocument(asking.context, document.key);
    if (seesTrace(asking, caller, facts, secret === true)) return row.hash.toString('hex');
  }
  return null;
}

function isDocumentNamed(
  { context }: SignedInExchange,
  { document }: TraceEntry,
  reads: (facts: DocumentFacts) => boolean,
): boolean {
  if (document === undefined) return true;
  const facts = factsOfTracedDocument(context, document.key);
  return facts !== undefined && reads(facts);
}

function present(
  { context }: SignedInExchange,
  record: RecordRow,
  row: TraceRow,
  entry: TraceEntry,
  named: boolean,
  discreet: boolean,
): AuditEvent {
  const { document, detail = {} } = entry;
  const hides = discreet && entry.told !== undefined;
  return auditEvent({
    id: auditIdOf(row),
    action: entry.action,
    recorded: iso(entry.at),
    outcome: hides ? (entry.told ?? entry.outcome) : entry.outcome,
    mode: entry.mode,
    secret: entry.secret === true,
    agents: entry.agents.map((agent) => ({
      ...agent,
      structureName:
        agent.structure === undefined
          ? undefined
          : context.stores.directory.organization(agent.structure)?.name,
    })),
    patient: { system: record.system, value: record.ins },
    document:
      named && !hides && document !== undefined
        ? { system: document.system, value: document.value }
        : undefined,
    detail,
  });
}
