import reviewFile from '../../../resources/review.json' with { type: 'json' };
import { reviewAccesses } from '../../../electron/service/review/rules.ts';
import { chanceFrom } from '../../fixtures/random.ts';
import type { Country } from '../abuse.ts';
import { makeCountry } from '../abuse.ts';
import type { FaultSuite } from '../suite.ts';

const NORMAL = 100_000;
const ABUSES = 60;
/** At most so many of the days of normal work may be pointed at. */
const FALSE_ALERTS_MAX = 0.01;

/** Planted abuse among a hundred thousand accesses of normal work: all of it is found, and little else. */
export const suite: FaultSuite = {
  name: 'abuse',
  goal: 'G14, G46',
  run: async (options) => {
    const populations = options.full ? 20 : 2;
    const missed: string[] = [];
    const falsely: string[] = [];
    let blindSees = false;
    for (let turn = 0; turn < populations; turn += 1) {
      const seed = options.seed + turn;
      const country = makeCountry(chanceFrom(seed), NORMAL, ABUSES);
      const alerts = new Set(
        reviewAccesses(country.accesses, reviewFile).map(({ actor, day }) => `${actor} ${day}`),
      );
      missed.push(...unseen(country, alerts).map((abuse) => `seed ${seed}: ${abuse}`));
      const days = daysOf(country);
      const wrong = [...alerts].filter((key) => !country.abuses.has(key));
      options.log(
        `seed ${seed}: ${country.accesses.length} accesses, ${days} days of work, ${wrong.length} false alerts (${((100 * wrong.length) / days).toFixed(2)} %)`,
      );
      if (wrong.length > days * FALSE_ALERTS_MAX)
        falsely.push(`seed ${seed}: ${wrong.length} of ${days} days`);
      // A rule that counts nothing: the harness must miss the abuse that only this rule finds.
      const blind = { ...reviewFile, points: { ...reviewFile.points, OWN_NAME: 0 } };
      const seen = new Set(
        reviewAccesses(country.accesses, blind).map(({ actor, day }) => `${actor} ${day}`),
      );
      blindSees ||= unseen(country, seen).length > 0;
    }
    const control = { fault: 'the rule of one’s own name has no weight', seen: blindSees };
    return [
      {
        what: 'planted abuses that the review does not find',
        cases: populations * ABUSES,
        failures: missed,
        control,
      },
      {
        what: 'populations with false alerts on more than 1 % of the days of normal work',
        cases: populations,
        failures: falsely,
        control: { fault: 'every access is worth an alert', seen: alertsOnAll(options.seed) },
      },
    ];
  },
};

const unseen = ({ abuses }: Country, alerts: ReadonlySet<string>): readonly string[] =>
  [...abuses].filter(([key]) => !alerts.has(key)).map(([key, what]) => `${key} ${what}`);

const daysOf = ({ accesses }: Country): number =>
  new Set(accesses.map(({ actor, at }) => `${actor} ${new Date(at).toISOString().slice(0, 10)}`)).size;

function alertsOnAll(seed: number): boolean {
  const country = makeCountry(chanceFrom(seed), 10_000, 5);
  const alerts = reviewAccesses(country.accesses, { ...reviewFile, farPatientsPerDay: 0, alertPoints: 1 });
  return alerts.length > daysOf(country) * FALSE_ALERTS_MAX;
}
