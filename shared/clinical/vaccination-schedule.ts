import { ageOn } from '../identity/age.ts';
import { monthsAfter } from '../identity/calendar.ts';
import { z } from '../schema/zod.ts';

const Months = z.int().nonnegative();
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const DayOfYear = z.string().regex(/^\d{2}-\d{2}$/);

/** One appointment of a vaccination: a dose that counts in a series, or a booster that is looked for since an age. */
const Milestone = z.strictObject({
  /** Age in months at which it is due, late, and no longer expected. */
  at: Months,
  late: Months,
  until: Months.optional(),
  /** Rank of the dose in the series. */
  dose: z.int().positive().optional(),
  /** Months that must have passed since the dose before. */
  after: Months.optional(),
  /** A dose received since this age, in months, is this booster. */
  since: Months.optional(),
  compulsory: z.boolean().optional(),
});
type Milestone = z.infer<typeof Milestone>;

const Rule = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** A vaccination counts when it protects from all of them. */
  diseases: z.array(z.string()).min(1),
  bornSince: Day.optional(),
  compulsoryBornSince: Day.optional(),
  milestones: z.array(Milestone).optional(),
  /** Asked again at each season, from an age on. */
  season: z.strictObject({ from: DayOfYear, to: DayOfYear, fromMonths: Months }).optional(),
});
type Rule = z.infer<typeof Rule>;

/** `resources/vaccination/schedule.json`: the schedule of one year, for the whole population. */
export const VaccinationSchedule = z.strictObject({
  year: z.int(),
  title: z.string(),
  source: z.string(),
  diseases: z.array(z.strictObject({ id: z.string(), label: z.string(), words: z.array(z.string()) })),
  rules: z.array(Rule),
});
export type VaccinationSchedule = z.infer<typeof VaccinationSchedule>;

/** A vaccination as the schedule looks at it. */
export interface Given {
  /** A year, a month, a day or an instant. */
  readonly date: string;
  readonly diseases: readonly string[];
}

type HintReason =
  | { readonly kind: 'dose'; readonly found: number; readonly expected: number; readonly atMonths: number }
  | { readonly kind: 'booster'; readonly sinceMonths: number; readonly atMonths: number }
  | { readonly kind: 'season'; readonly since: string; readonly fromMonths: number };

/** What the schedule suggests. It knows the age and the notebook: no pregnancy, no disease, no trade. */
export interface Hint {
  readonly rule: string;
  readonly label: string;
  readonly diseases: readonly string[];
  readonly status: 'late' | 'due' | 'soon';
  /** Day from which it is due. */
  readonly from: string;
  readonly reason: HintReason;
  readonly compulsory: boolean;
}

/** Told ahead by so many months, so that a visit before it can be used. */
const SOON_MONTHS = 2;

/**
 * What is late, due or soon by the age alone, the late ones first: at most one hint a rule, since nobody
 * receives the third dose before the second. What the notebook does not hold may have been given elsewhere:
 * it is a hint to look, never a finding.
 *
 * @param birthDate `YYYY-MM-DD`
 * @param today `YYYY-MM-DD`
 */
export function vaccineHints(
  schedule: VaccinationSchedule,
  birthDate: string,
  today: string,
  given: readonly Given[],
): Hint[] {
  const age = ageOn(birthDate, today);
  if (age === undefined) return [];
  return schedule.rules
    .filter(({ bornSince }) => bornSince === undefined || birthDate >= bornSince)
    .flatMap((rule) => hintOf(rule, birthDate, today, daysOf(rule, given)) ?? [])
    .sort((a, b) => RANK[a.status] - RANK[b.status] || a.from.localeCompare(b.from));
}

const RANK = { late: 0, due: 1, soon: 2 } as const;

/** The days on which a rule's vaccine was received: the same dose written by two hands is one dose. */
function daysOf({ diseases }: Rule, given: readonly Given[]): readonly string[] {
  const days = given
    .filter((each) => diseases.every((disease) => each.diseases.includes(disease)))
    .map(({ date }) => latestDayOf(date));
  return [...new Set(days)].sort();
}

/** Of a month or a year, its last day: what is not known exactly is read in favour of whoever was vaccinated. */
function latestDayOf(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length === 7) return `${date}-28`;
  return date.slice(0, 10);
}

function hintOf(rule: Rule, birthDate: string, today: string, days: readonly string[]): Hint | undefined {
  if (rule.season !== undefined) return seasonHint(rule, rule.season, birthDate, today, days);
  for (const milestone of rule.milestones ?? []) {
    const { at, late, until, dose } = milestone;
    if (until !== undefined && today >= monthsAfter(birthDate, until)) continue;
    if (isMet(milestone, birthDate, days)) continue;
    const last = dose === undefined || dose === 1 ? undefined : days.at(-1);
    const spaced = last === undefined ? birthDate : monthsAfter(last, milestone.after ?? 0);
    const from = latest(monthsAfter(birthDate, at), spaced);
    if (today < monthsAfter(from, -SOON_MONTHS)) return undefined;
    const lateFrom = latest(monthsAfter(birthDate, late), monthsAfter(spaced, late - at));
    return {
      rule: rule.id,
      label: rule.label,
      diseases: rule.diseases,
      status: today < from ? 'soon' : today < lateFrom ? 'due' : 'late',
      from,
      reason: reasonOf(milestone, days),
      compulsory:
        milestone.compulsory === true &&
        rule.compulsoryBornSince !== undefined &&
        birthDate >= rule.compulsoryBornSince,
    };
  }
  return undefined;
}

function isMet({ dose, since }: Milestone, birthDate: string, days: readonly string[]): boolean {
  if (dose !== undefined) return days.length >= dose;
  return days.some((day) => day >= monthsAfter(birthDate, since ?? 0));
}

function reasonOf({ dose, since, at }: Milestone, days: readonly string[]): HintReason {
  return dose === undefined
    ? { kind: 'booster', sinceMonths: since ?? 0, atMonths: at }
    : { kind: 'dose', found: days.length, expected: dose, atMonths: at };
}

const latest = (a: string, b: string): string => (a > b ? a : b);

/** In its season, from its age on, unless a dose was received since the season began. It is never late. */
function seasonHint(
  { id, label, diseases }: Rule,
  { from, to, fromMonths }: NonNullable<Rule['season']>,
  birthDate: string,
  today: string,
  days: readonly string[],
): Hint | undefined {
  if (today < monthsAfter(birthDate, fromMonths)) return undefined;
  const since = seasonStart(from, to, today);
  if (since === undefined || days.some((day) => day >= since)) return undefined;
  return {
    rule: id,
    label,
    diseases,
    status: 'due',
    from: since,
    reason: { kind: 'season', since, fromMonths },
    compulsory: false,
  };
}

/** The day on which the season that runs today began; a season may go over the end of a year. */
function seasonStart(from: string, to: string, today: string): string | undefined {
  const day = today.slice(5);
  const year = Number(today.slice(0, 4));
  if (from <= to) return day >= from && day <= to ? `${String(year)}-${from}` : undefined;
  if (day >= from) return `${String(year)}-${from}`;
  return day <= to ? `${String(year - 1)}-${from}` : undefined;
}
