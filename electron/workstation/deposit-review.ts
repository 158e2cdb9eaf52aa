import { announcementClock, isMinor, majorityAt } from '../../shared/access/clocks.ts';
import type { Policy } from '../../shared/access/policy.ts';
import type { DocumentFacts, Question } from '../../shared/access/question.ts';
import { seeAs, type SeenRecord } from '../../shared/access/see-as.ts';
import { decide } from '../../shared/access/decide.ts';
import type { DepositMetadata, DepositReview, Vigilance } from '../../shared/bridge/deposit.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Professional } from '../../shared/bridge/session.ts';
import { recogniseAnnouncement } from '../../shared/documents/announcement.ts';
import { otherLeaksOf, recogniseSecret } from '../../shared/documents/minor-secret.ts';
import { STAFF_ROW } from '../../shared/habilitation/habilitation.ts';
import { ageOn } from '../../shared/identity/age.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { Draft } from './draft.ts';
import type { Reference } from './reference.ts';

/** Who deposits, in what circumstances: what the rules look at besides the document. */
export interface Depositing {
  readonly professional: Professional;
  /** The professional for whom staff deposit; null: nobody is named. */
  readonly onBehalfOf: string | null;
  /** In a secret session on the record of a minor. */
  readonly secret: boolean;
  /** The practice keeps an opposition of this patient (docs/rules.md 3.4). */
  readonly feedingOpposed: boolean;
  /** Deposit of the first version of what is replaced, whose clock goes on; null: this is the first one. */
  readonly firstDepositedAt: number | null;
}

/**
 * Who will be able to read the document, and what is worth a second thought, computed by the engine that the
 * service itself uses; or the reason for which it would be refused, found before anything leaves the post.
 *
 * @param now milliseconds since the epoch
 */
export function reviewDeposit(
  reference: Reference,
  depositing: Depositing,
  draft: Draft,
  metadata: DepositMetadata,
  now: number,
): Result<DepositReview, FailureCode> {
  const { policy } = reference;
  const answer = decide(policy, depositQuestion(depositing, draft, metadata, now));
  if (answer.effect === 'deny') return err(answer.reason);
  if (answer.effect === 'malformed') return err('INTERNAL');
  const { confidentiality } = metadata;
  const { birthDate } = draft.patient;
  const patientSees = !confidentiality.includes('INVISIBLE_PATIENT');
  const hiddenFromRepresentatives = confidentiality.includes('INVISIBLE_REPRESENTANTS_LEGAUX');
  const minor = isMinor(policy, { status: 'ACTIVE', birthDate }, now);
  const clock = announcementClock(policy, depositing.firstDepositedAt ?? now);
  return ok({
    draftId: draft.draftId,
    patientSees,
    representativesSee: minor && patientSees && !hiddenFromRepresentatives,
    vigilance: vigilanceOf(reference, draft, metadata, now),
    announcementClock: { reminderAt: instant(clock.reminderAt), visibleAt: instant(clock.visibleAt) },
    majorityOn:
      minor && hiddenFromRepresentatives ? instant(majorityAt(policy, birthDate)).slice(0, 10) : null,
    readers: readers(reference, draft, metadata, now),
    matrixLabel: policy.habilitation.matrix.label,
  });
}

const instant = (at: number): string => new Date(at).toISOString();

/** A new version hides nothing that was visible (docs/rules.md 3.5): then there is nothing to choose. */
function vigilanceOf(
  { policy, vigilance }: Reference,
  { patient, text }: Draft,
  { title, type, replaces }: DepositMetadata,
  now: number,
): Vigilance {
  const { announcements, secrets, negations } = vigilance;
  const document = { title, type, text };
  const minor = isMinor(policy, { status: 'ACTIVE', birthDate: patient.birthDate }, now);
  const years = ageOn(patient.birthDate, instant(now).slice(0, 10))?.years ?? 0;
  return {
    contentRead: text !== '',
    announcement: replaces === null ? recogniseAnnouncement(document, announcements, negations) : [],
    secrets: minor && replaces === null ? recogniseSecret(document, years, secrets) : [],
    otherLeaks: minor ? otherLeaksOf(type) : [],
  };
}

function depositQuestion(
  { professional, onBehalfOf, secret, feedingOpposed }: Depositing,
  draft: Draft,
  metadata: DepositMetadata,
  now: number,
): Question {
  return {
    // Replacing also looks at the replaced document, which the service alone knows as it is now.
    action: 'deposit',
    now,
    actor: {
      id: professional.id,
      profession: professional.profession,
      card: professional.card,
      onBehalfOf: onBehalfOf ?? undefined,
    },
    record: {
      status: 'ACTIVE',
      birthDate: draft.patient.birthDate,
      insQualified: draft.patient.qualified,
      feedingOpposed,
    },
    session: { secret },
    change: {
      confidentiality: metadata.confidentiality,
      format: draft.file.format.code,
      size: draft.bytes.length,
    },
  };
}

/** One imagined reader for each row of the matrix, whom the patient lets in and who is not the author. */
function readers(
  { policy }: Reference,
  draft: Draft,
  metadata: DepositMetadata,
  now: number,
): DepositReview['readers'] {
  const seen = { record: recordOf(draft), now };
  const document = draftFacts(policy, metadata, now);
  return policy.habilitation.rows
    .filter(({ code }) => code !== STAFF_ROW)
    .map(({ code, label }) => ({
      row: code,
      label,
      reads: seeAs(policy, { kind: 'row', row: code }, seen, document).sees,
    }));
}

/** The record as the draft's patient has it, for whoever looks at the draft as another would. */
export const recordOf = ({ patient }: Draft): SeenRecord['record'] => ({
  status: 'ACTIVE',
  birthDate: patient.birthDate,
});

/** What the rules will look at once the draft is deposited. */
export const draftFacts = (
  { habilitation }: Policy,
  { type, confidentiality }: DepositMetadata,
  now: number,
): DocumentFacts => ({
  type,
  class: habilitation.types.find(({ code }) => code === type)?.class ?? '',
  status: 'current',
  confidentiality,
  depositedAt: now,
});
