import type { DocumentFacts, Question } from '../../shared/access/question.ts';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { DocumentSummary, RecordView } from '../../shared/bridge/record.ts';
import type { Professional } from '../../shared/bridge/session.ts';

/** The professional before the open record, as the service told it. */
export function standingOn(view: RecordView, author: Professional, now: number): Omit<Question, 'action'> {
  const { patient, right, treatingDoctor, access } = view;
  return {
    now,
    // In a secret session nothing is told to the representatives.
    session: { secret: access.secret },
    actor: actorOf(author),
    record: {
      status: RECORD_STATUS[view.record.status],
      ...traitsOf(patient),
      insQualified: patient.qualified,
    },
    relation: {
      authorisation: AUTHORISATION[right.status],
      ...(right.status === 'valid' && right.until !== null ? { until: Date.parse(right.until) } : {}),
      treatingDoctor,
    },
  };
}

const RECORD_STATUS = { active: 'ACTIVE', closed: 'CLOSED', nonexistent: 'NONEXISTENT' } as const;
const AUTHORISATION = { none: 'NONE', valid: 'VALID', expired: 'EXPIRED', blocked: 'BLOCKED' } as const;

/** The professional as the rules know him. */
export const actorOf = ({ id, profession, card, regulator }: Professional): Question['actor'] => ({
  id,
  profession,
  card,
  regulator,
});

const traitsOf = ({ birthDate, birthFamilyName, givenNames }: PatientIdentity) => ({
  birthDate,
  familyName: birthFamilyName,
  givenNames,
});

/** What the rules look at of a document, as the service's sheet tells it. */
export function factsOf(summary: DocumentSummary): DocumentFacts {
  return {
    type: summary.type.code,
    class: summary.class.code,
    authorId: summary.author.id ?? '',
    status: summary.status,
    archived: summary.archived,
    confidentiality: summary.confidentiality,
    maskedBy: summary.maskedBy ?? undefined,
    depositedAt: Date.parse(summary.depositedAt),
    version: summary.version,
    byPatient: summary.byPatient,
  };
}
