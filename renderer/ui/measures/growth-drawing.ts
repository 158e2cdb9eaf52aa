import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import {
  GROWTH_MEASURES,
  growthCurves,
  growthSheet,
  growthSpan,
  standardsOn,
  type GrowthMeasure,
  type GrowthSpan,
} from '../../../shared/clinical/growth.ts';
import { GROWTH_STANDARDS } from './growth-standards.ts';
import { words } from './messages.ts';
import type { MeasureSeries, MeasureValue } from './series.ts';

interface Drawing {
  /** What is said under the plot. */
  readonly notes: readonly string[];
}

/** How a measure is drawn: over the days, or by age on the curves of a child's sheet. */
type GrowthDrawing =
  | (Drawing & { readonly kind: 'days' })
  | (Drawing & {
      readonly kind: 'curves';
      readonly measure: GrowthMeasure;
      readonly until: number;
      readonly monthsAt: (value: MeasureValue) => number;
      readonly curves: readonly {
        readonly name: string;
        readonly points: readonly { readonly x: number; readonly y: number }[];
      }[];
    });

const DAY = 86_400_000;
/** A month of a growth curve. */
const MONTH = 30.4375;
/** Up to here children are told in months. */
const IN_MONTHS = 24;

const DAYS: GrowthDrawing = { kind: 'days', notes: [] };

/** A child's values on his curves, where there are some at one of his ages at least; and why not, where not. */
export function growthDrawing(
  { kind, values }: MeasureSeries,
  { birthDate, gender }: Pick<PatientIdentity, 'birthDate' | 'gender'>,
): GrowthDrawing {
  const measure = GROWTH_MEASURES.find((each) => each === kind);
  if (measure === undefined || values.length === 0) return DAYS;
  const monthsAt = ({ date }: MeasureValue): number =>
    (Date.parse(date.slice(0, 10)) - Date.parse(birthDate)) / DAY / MONTH;
  const ages = values.map(monthsAt);
  if (Math.max(...ages) >= GROWN) return DAYS;
  const span = growthSpan(GROWTH_STANDARDS, measure, gender);
  if (span === undefined) return { kind: 'days', notes: [words.unknownSex] };
  const isWithin = (months: number): boolean => months >= span.from && months <= span.until + 1;
  if (!ages.some(isWithin)) return { kind: 'days', notes: [words.outside(spanInWords(span))] };

  const sheet = growthSheet(ages);
  const curves = growthCurves(GROWTH_STANDARDS, measure, gender, sheet);
  const sources = standardsOn(GROWTH_STANDARDS, measure, gender, sheet);
  return {
    kind: 'curves',
    measure,
    until: sheet.until,
    monthsAt,
    curves: curves.map(({ percentile, points }) => ({
      name: `P${String(percentile)}`,
      points: points.map(({ months, value }) => ({ x: months, y: value })),
    })),
    notes: [
      [words.curves, ...sources.map(({ title, source }) => words.source({ title, source }))].join(' '),
      words.span(spanInWords(span)),
    ],
  };
}

/** From his nineteenth birthday on nobody is drawn as a child. */
const GROWN = 19 * 12;

const spanInWords = ({ from, until }: GrowthSpan): { from: string; until: string } => ({
  from: from === 0 ? words.birth : words.years({ years: Math.floor(from / 12) }),
  until: words.years({ years: Math.floor(until / 12) }),
});

/** A place on the axis of ages. */
export const ageTick = (months: number, until: number): string =>
  until > IN_MONTHS && months % 12 === 0 ? words.years({ years: months / 12 }) : words.months({ months });
