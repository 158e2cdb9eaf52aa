import type { Instant } from '../../../shared/access/vocabulary.ts';
import { CONSULTATIONS } from '../../../shared/access/vocabulary.ts';
import { normaliseTrait } from '../../../shared/identity/traits.ts';
import reviewFile from '../../../resources/review.json' with { type: 'json' };
import type { Stores } from '../context.ts';
import type { Professional } from '../storage/directory.ts';
import type { RecordRow } from '../storage/records.ts';
import type { TraceEntry } from '../traces/entry.ts';
import { readEntry } from '../traces/entry.ts';
import type { ReviewAlert, ReviewedAccess } from './rules.ts';
import { reviewAccesses } from './rules.ts';

export type ReviewSources = Pick<
  Stores,
  'traces' | 'records' | 'directory' | 'consents' | 'space' | 'review'
>;

const CONSULTS: ReadonlySet<string> = new Set(CONSULTATIONS);

/** The alerts of the journal since an instant, by the rules of `rules.ts` and the numbers of `resources/review.json`. */
export function reviewJournal(sources: ReviewSources, since: Instant): readonly ReviewAlert[] {
  return reviewAccesses(reviewedAccesses(sources, since), reviewFile);
}

interface Consulted {
  readonly seq: number;
  readonly entry: TraceEntry;
  readonly recordId: number;
  readonly professional: Professional;
}

function* reviewedAccesses(sources: ReviewSources, since: Instant): Generator<ReviewedAccess> {
  const { records, space, review } = sources;
  const consulted = [...consultations(sources)];
  const departments = departmentsOf(sources, consulted);
  const reported = new Set(space.reports(null).map(({ trace_seq: seq }) => seq));
  const flagged = review.flagged();
  const { byName, people } = review.names();
  const known = new Map<number, { record: RecordRow; treating: ReadonlySet<string> } | undefined>();
  for (const { seq, entry, recordId, professional } of consulted) {
    if (entry.at < since) continue;
    if (!known.has(recordId)) {
      const record = records.byId(recordId);
      known.set(recordId, record && { record, treating: treatingDoctors(sources, recordId) });
    }
    const patient = known.get(recordId);
    if (patient === undefined) continue;
    yield {
      seq,
      at: entry.at,
      actor: professional.id,
      actorName: normaliseTrait(professional.family),
      actorDepartment: departmentOf(sources, professional.organization),
      isRegulation: entry.mode === 'ETREAT',
      isBreakGlass: entry.mode === 'BTG' && entry.action === 'open',
      patient: String(recordId),
      patientName: patient.record.family_key,
      patientDepartment: departments.get(recordId) ?? null,
      nameShare: (byName.get(patient.record.family_key) ?? 0) / Math.max(people, 1),
      isFlagged: flagged.has(recordId),
      isTreatingDoctor: patient.treating.has(professional.id),
      isReported: reported.has(seq),
    };
  }
}

/** What professionals consulted, in the order of the journal. */
function* consultations({ traces, directory }: ReviewSources): Generator<Consulted> {
  const known = new Map<string, Professional | undefined>();
  for (const { seq, record_id: recordId, entry: text } of traces.all()) {
    if (recordId === null) continue;
    const entry = readEntry(text);
    if (entry.outcome !== 'permit' || !CONSULTS.has(entry.action)) continue;
    const id = entry.agents[0]?.id ?? '';
    if (!known.has(id)) known.set(id, directory.professional(id));
    const professional = known.get(id);
    if (professional !== undefined) yield { seq, entry, recordId, professional };
  }
}

/**
 * Where each patient is usually cared for: the department of a médecin traitant, else the one where most of those
 * who consulted the record practise, if they are two at least. One access alone says nothing of where is far.
 */
function departmentsOf(sources: ReviewSources, consulted: readonly Consulted[]): ReadonlyMap<number, string> {
  const by = new Map<number, Map<string, Set<string>>>();
  for (const { recordId, professional } of consulted) {
    const department = departmentOf(sources, professional.organization);
    if (department === null) continue;
    const places = by.get(recordId) ?? new Map<string, Set<string>>();
    by.set(recordId, places);
    places.set(department, (places.get(department) ?? new Set()).add(professional.id));
  }
  const usual = new Map<number, string>();
  for (const [recordId, places] of by) {
    const [doctor] = treatingDoctors(sources, recordId);
    const organization =
      doctor === undefined ? undefined : sources.directory.professional(doctor)?.organization;
    const own = organization === undefined ? null : departmentOf(sources, organization);
    const [most] = [...places].toSorted(([, a], [, b]) => b.size - a.size);
    const department = own ?? (most !== undefined && most[1].size >= 2 ? most[0] : undefined);
    if (department !== undefined) usual.set(recordId, department);
  }
  return usual;
}

function treatingDoctors({ consents }: ReviewSources, recordId: number): ReadonlySet<string> {
  const standing = consents.standing(recordId).filter(({ category }) => category === 'treating-doctor');
  return new Set(standing.map(({ actor }) => actor));
}

/** `44`, `2A`, `974`: the department of a structure, by its postal code. */
function departmentOf({ directory }: ReviewSources, organization: string): string | null {
  const code = directory.organization(organization)?.postal_code ?? '';
  if (code.length !== 5) return null;
  return code.startsWith('97') || code.startsWith('98') ? code.slice(0, 3) : code.slice(0, 2);
}
