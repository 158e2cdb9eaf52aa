import reviewFile from '../../resources/review.json' with { type: 'json' };
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { Trainer } from '../gateway/trainer.ts';
import { demoPersonName } from './demo-people.ts';

export interface SpaceReviewDeps {
  readonly trainer: Pick<Trainer, 'alerts' | 'reports'>;
  readonly people: Trainer['people'];
}

/**
 * What somebody who watches over the journal is shown: days of professionals and reports of patients. The service
 * names records by their INS; the names are those of the demonstration.
 */
export function createSpaceReview({
  trainer,
  people,
}: SpaceReviewDeps): Pick<SpaceHandlers, 'trainer.review'> {
  /** Names of the fictitious people by matricule; one who is none of them keeps his matricule. */
  async function names(): Promise<Result<(matricule: string) => string, FailureCode>> {
    const known = await people();
    if (!known.ok) return known;
    const byMatricule = new Map(
      known.value.people.map((person) => [person.ins.value, demoPersonName(person)]),
    );
    return ok((matricule) => byMatricule.get(matricule) ?? matricule);
  }

  return {
    'trainer.review': async () => {
      const [nameOf, alerts, reports] = await Promise.all([names(), trainer.alerts(), trainer.reports()]);
      if (!nameOf.ok) return nameOf;
      if (!alerts.ok) return alerts;
      if (!reports.ok) return reports;
      return ok({
        days: alerts.value.map(({ professional, day, score, reasons }) => ({
          professional,
          day,
          score,
          isUrgent: score >= 2 * reviewFile.alertPoints,
          reasons: reasons.map(({ code, why, patients }) => ({
            code,
            why,
            patients: patients.map(({ value }) => nameOf.value(value)),
          })),
        })),
        reports: reports.value.map(({ access, patient, ...report }) => ({
          ...report,
          patient: nameOf.value(patient),
          access:
            access === undefined
              ? null
              : {
                  at: access.at,
                  action: access.action,
                  who: access.agents[0]?.name ?? null,
                  refused: access.outcome !== 'permit',
                },
        })),
      });
    },
  };
}
