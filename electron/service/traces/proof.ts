import { leafOf } from '../../journal/chain.ts';
import { signHead } from '../../journal/signed-head.ts';
import { iso } from '../clock.ts';
import type { ServiceContext } from '../context.ts';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { searchParameters, single } from '../http/input.ts';
import { refusal } from '../http/refusal.ts';
import { namedPatient } from '../record/named-patient.ts';
import type { RecordRow } from '../storage/records.ts';
import type { TraceRow } from '../storage/traces.ts';
import { auditIdOf } from './entry.ts';
import type { View } from './views.ts';

/** One entry with its way to a signed head. Hashes and digests are hexadecimal. */
interface ProvenEntry {
  readonly seq: number;
  /** The exact text that was hashed; null where this reader may not have all of it. */
  readonly entry: string | null;
  readonly leaf: string;
  /** Hash of the journal before the entry. */
  readonly before: string;
  /** Digests of the entries after it, up to the signed head. */
  readonly after: readonly string[];
  /** Compact JWS of the head that they lead to; its header carries the public key. */
  readonly head: string;
}

/** A file that proves what the journal holds, to be checked without it (docs/service-api.md, "Proofs"). */
interface Proof {
  readonly format: 'poste-sante-journal-proof/1';
  readonly made: string;
  readonly entries: readonly ProvenEntry[];
}

const PARAMETERS = new Set(['patient', 'patient.identifier', 'patient:identifier', '_id']);

/**
 * `GET AuditEvent/$proof?patient.identifier=…[&_id=…]` (ours): the proof of one act, or of all acts on one
 * record, that the caller's own view shows. What that view withholds of an act is not in its text either: of
 * such an act only the digest is proven.
 */
export function answerProof(
  exchange: SignedInExchange,
  viewFor: (record: RecordRow | undefined) => View,
): Answer {
  const { context, now } = exchange;
  const parameters = searchParameters(exchange.request, PARAMETERS);
  const id = single(parameters, '_id');
  const record = namedPatient(exchange, parameters);
  const view = viewFor(record);
  const rows = [...context.stores.traces.ofRecord(record?.id ?? 0, view.selection)].filter(
    (row) => (id === undefined || auditIdOf(row) === id) && view.sees(row),
  );
  if (id !== undefined && rows.length === 0) throw refusal('NOT_FOUND');
  return json(
    200,
    proofOf(context, rows.reverse(), (row) => view.isWhole(row), iso(now)),
  );
}

/**
 * The proof of some entries.
 *
 * @param isWhole whether the text of an entry may be handed out
 * @param made ISO instant
 */
function proofOf(
  context: Pick<ServiceContext, 'stores' | 'journal'>,
  rows: readonly TraceRow[],
  isWhole: (row: TraceRow) => boolean,
  made: string,
): Proof {
  const { traces } = context.stores;
  const head = context.journal.head();
  // Signed once: what comes after the last checkpoint leads to it.
  let newest: string | undefined;
  const entries = rows.map((row): ProvenEntry => {
    const checkpoint = traces.checkpointFrom(row.seq);
    if (checkpoint === undefined) newest ??= signHead(context.journal.key, head, made);
    const upTo = checkpoint?.seq ?? head.size;
    return {
      seq: row.seq,
      entry: isWhole(row) ? row.entry : null,
      leaf: leafOf(row.entry).toString('hex'),
      before: row.seq === 1 ? '0'.repeat(64) : (traces.bySeq(row.seq - 1)?.hash.toString('hex') ?? ''),
      after: [...traces.between(row.seq, upTo)].map(({ entry }) => leafOf(entry).toString('hex')),
      head: checkpoint?.signature ?? newest ?? '',
    };
  });
  return { format: 'poste-sante-journal-proof/1', made, entries };
}
