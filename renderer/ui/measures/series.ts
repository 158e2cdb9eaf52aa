import type { Measure } from '../../../shared/bridge/sections.ts';
import { MEASURES } from '../../../shared/clinical/measures.ts';
import type { MeasureKind } from '../../../shared/clinical/terms.ts';
import { MEASURE_LABELS } from '../../i18n/measures.ts';

/** The values of one measure, newest first. */
export interface MeasureSeries {
  readonly id: string;
  readonly kind: MeasureKind | null;
  readonly name: string;
  readonly values: readonly MeasureValue[];
}

type Shown = Pick<Measure, 'id' | 'date' | 'value' | 'second' | 'unit'>;

/** A value that somebody wrote. */
export interface WrittenValue extends Shown, Pick<Measure, 'version'> {
  readonly side: Measure['writer']['side'];
}

/** Nobody measured it: it is computed from two others. */
interface ComputedValue extends Shown {
  readonly side: null;
}

export type MeasureValue = WrittenValue | ComputedValue;

const DAY = 86_400_000;
/** A height of so long ago still makes an index of an adult; a child's is of the same month. */
const HEIGHT_HOLDS_DAYS = { adult: 5 * 365, child: 31 } as const;

/**
 * The measures in their order, each with its values; the body mass index is computed from weight and height
 * where nobody wrote it down. Measures of other names come after, one series a name and unit.
 */
export function seriesOf(measures: readonly Measure[], isChild: boolean): readonly MeasureSeries[] {
  const known = MEASURES.map(({ kind }): MeasureSeries => ({
    id: kind,
    kind,
    name: MEASURE_LABELS[kind],
    values: measures.filter((measure) => measure.kind === kind).map(valueOf),
  }));
  const others = new Map<string, Measure[]>();
  for (const measure of measures) {
    if (measure.kind !== null) continue;
    const key = `${measure.name} ${measure.unit}`;
    others.set(key, [...(others.get(key) ?? []), measure]);
  }
  return [
    ...known.map((series) =>
      series.kind === 'bmi' && series.values.length === 0
        ? { ...series, values: computedIndex(measures, isChild) }
        : series,
    ),
    ...[...others].map(([id, of]) => ({ id, kind: null, name: of[0]?.name ?? id, values: of.map(valueOf) })),
  ].filter(({ values }) => values.length > 0);
}

const valueOf = ({ id, version, date, value, second, unit, writer }: Measure): WrittenValue => ({
  id,
  version,
  date,
  value,
  second,
  unit,
  side: writer.side,
});

/** Weight over the square of the last height known at that day. */
function computedIndex(measures: readonly Measure[], isChild: boolean): readonly ComputedValue[] {
  const heights = measures.filter(({ kind, unit }) => kind === 'height' && unit === 'cm');
  const holds = isChild ? HEIGHT_HOLDS_DAYS.child : HEIGHT_HOLDS_DAYS.adult;
  return measures
    .filter(({ kind, unit }) => kind === 'weight' && unit === 'kg')
    .flatMap((weight) => {
      const at = Date.parse(weight.date);
      const height = heights.find(({ date }) => Math.abs(at - Date.parse(date)) <= holds * DAY);
      if (height === undefined) return [];
      const index = weight.value / (height.value / 100) ** 2;
      return [
        {
          id: `bmi ${weight.id}`,
          date: weight.date,
          value: Math.round(index * 10) / 10,
          second: null,
          unit: 'kg/m2',
          side: null,
        },
      ];
    });
}
