import type { Question } from '../../shared/access/question.ts';
import { decide } from '../../shared/access/decide.ts';
import type { DepositMetadata, DepositReview } from '../../shared/bridge/deposit.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { Professional } from '../../shared/bridge/session.ts';
import { STAFF_ROW, TREATING_DOCTOR_ROW } from '../../shared/habilitation/habilitation.ts';
import { isMinor } from '../../shared/access/clocks.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { Draft } from './draft.ts';
import type { Reference } from './reference.ts';

/**
 * Who will be able to read the document, computed by the engine that the service itself uses; or the reason
 * for which the service would refuse it, found before anything leaves the post.
 *
 * @param now milliseconds since the epoch
 */
export function reviewDeposit(
  reference: Reference,
  author: Professional,
  draft: Draft,
  metadata: DepositMetadata,
  now: number,
): Result<DepositReview, FailureCode> {
  const { policy } = reference;
  const depositing = decide(policy, depositQuestion(author, draft, metadata, now));
  if (depositing.effect === 'deny') return err(depositing.reason);
  if (depositing.effect === 'malformed') return err('INTERNAL');
  const { confidentiality } = metadata;
  const patientSees = !confidentiality.includes('INVISIBLE_PATIENT');
  const minor = isMinor(policy, { status: 'ACTIVE', birthDate: draft.patient.birthDate }, now);
  return ok({
    draftId: draft.draftId,
    patientSees,
    representativesSee: minor && patientSees && !confidentiality.includes('INVISIBLE_REPRESENTANTS_LEGAUX'),
    readers: readers(reference, draft, metadata, now),
    matrixLabel: policy.habilitation.matrix.label,
  });
}

function depositQuestion(
  author: Professional,
  draft: Draft,
  metadata: DepositMetadata,
  now: number,
): Question {
  return {
    // Replacing also looks at the replaced document, which the service alone knows as it is now.
    action: 'deposit',
    now,
    actor: { id: author.id, profession: author.profession, card: author.card },
    record: {
      status: 'ACTIVE',
      birthDate: draft.patient.birthDate,
      insQualified: draft.patient.qualified,
    },
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
  const { rows, rowOf, types } = policy.habilitation;
  return rows
    .filter(({ code }) => code !== STAFF_ROW)
    .flatMap(({ code, label }) => {
      const treatingDoctor = code === TREATING_DOCTOR_ROW;
      const profession = treatingDoctor ? '10' : [...rowOf].find(([, row]) => row.code === code)?.[0];
      if (profession === undefined) return [];
      const answer = decide(policy, {
        action: 'read',
        now,
        actor: { id: 'reader', profession, card: 'CPS' },
        record: { status: 'ACTIVE', birthDate: draft.patient.birthDate },
        relation: { authorisation: 'VALID', treatingDoctor },
        document: {
          type: metadata.type,
          class: types.find((type) => type.code === metadata.type)?.class,
          authorId: 'author',
          status: 'current',
          confidentiality: metadata.confidentiality,
          depositedAt: now,
        },
      });
      return [{ row: code, label, reads: answer.effect === 'permit' }];
    });
}
