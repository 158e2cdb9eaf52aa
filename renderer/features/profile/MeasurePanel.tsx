import { useMemo } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import {
  deviation,
  growthCurves,
  type GrowthMeasure,
  type GrowthStandard,
} from '../../../shared/clinical/growth.ts';
import { ageOn } from '../../../shared/identity/age.ts';
import { decimal, factDate, mediumDate, shortDate } from '../../i18n/format.ts';
import { measured, unitInWords } from '../../i18n/units.ts';
import { Plot, type PlotPoint } from '../../ui/Plot.tsx';
import { words } from './messages.ts';
import styles from './Profile.module.css';
import type { MeasureSeries, MeasureValue } from './series.ts';

export interface MeasurePanelProps {
  readonly series: MeasureSeries;
  readonly patient: Pick<PatientIdentity, 'birthDate' | 'gender'>;
  readonly growth: GrowthStandard;
}

const DAY = 86_400_000;
/** A month of a growth curve. */
const MONTH = 30.4375;
const DAY_STEPS = [1, 7, 14, 30, 61, 91, 182, 365, 730, 1826, 3652].map((days) => days * DAY);
const MONTH_STEPS = [1, 2, 3, 6, 12];

/** One measure: its values drawn over time, on the growth curves for a small child, and their table beside. */
export function MeasurePanel({ series, patient, growth }: MeasurePanelProps) {
  const { name, values, kind } = series;
  const measure = growthMeasure(kind);
  const curves = useMemo(
    () => (measure === null ? [] : growthCurves(growth, measure, patient.gender)),
    [growth, measure, patient.gender],
  );
  const oldestFirst = values.toReversed();
  const monthsAt = ({ date }: MeasureValue): number =>
    (Date.parse(date.slice(0, 10)) - Date.parse(patient.birthDate)) / DAY / MONTH;
  const last = curves[0]?.points.length ?? 0;
  const onCurves = curves.length > 0 && oldestFirst.some((value) => monthsAt(value) < last);
  const place = (value: MeasureValue): number => (onCurves ? monthsAt(value) : Date.parse(value.date));
  const drawn = onCurves ? oldestFirst.filter((value) => monthsAt(value) < last) : oldestFirst;
  const points = drawn.map((value): PlotPoint => ({
    x: place(value),
    y: value.value,
    label: words.last({ value: measured(value), date: factDate(value.date) }),
  }));
  const seconds = drawn.flatMap((value): PlotPoint[] =>
    value.second === null ? [] : [{ x: place(value), y: value.second, label: measured(value) }],
  );
  const [newest] = values;
  const oldest = values.at(-1);
  if (newest === undefined || oldest === undefined) return null;

  return (
    <div className={styles.measure}>
      <div className={styles.drawing}>
        <h3 className={styles.measureName}>{name}</h3>
        <Plot
          label={words.plot({
            name,
            count: values.length,
            from: shortDate(oldest.date),
            to: shortDate(newest.date),
          })}
          series={seconds.length === 0 ? [points] : [points, seconds]}
          {...(onCurves
            ? {
                curves: curves.map(({ percentile, points: of }) => ({
                  name: `P${String(percentile)}`,
                  points: of.map(({ months, value }) => ({ x: months, y: value })),
                })),
              }
            : {})}
          unit={unitInWords(newest.unit)}
          tick={(x) => (onCurves ? words.age({ months: x }) : mediumDate(new Date(x).toISOString()))}
          steps={onCurves ? MONTH_STEPS : DAY_STEPS}
        />
        {seconds.length === 0 ? null : <p className={styles.legend}>{words.systolic}</p>}
        {onCurves ? (
          <p className={styles.legend}>
            {words.curves({ title: growth.title, source: growth.source })} {words.curvesBeyond}
          </p>
        ) : null}
      </div>
      <table className={styles.table}>
        <caption className={styles.caption}>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{words.date}</th>
            <th scope="col">{words.value}</th>
            {onCurves ? <th scope="col">{words.deviation}</th> : null}
            <th scope="col">{words.by}</th>
          </tr>
        </thead>
        <tbody>
          {values.map((value) => (
            <tr key={value.id}>
              <td>{factDate(value.date)}</td>
              <td className={styles.number}>{measured(value)}</td>
              {onCurves ? (
                <td className={styles.number}>{deviationOf(growth, measure, patient, value)}</td>
              ) : null}
              <td>{sideInWords(value.side)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const growthMeasure = (kind: MeasureSeries['kind']): GrowthMeasure | null =>
  kind === 'weight' || kind === 'height' || kind === 'headCircumference' ? kind : null;

function deviationOf(
  growth: GrowthStandard,
  measure: GrowthMeasure | null,
  { birthDate, gender }: MeasurePanelProps['patient'],
  { date, value }: MeasureValue,
): string {
  const months = ageOn(birthDate, date.slice(0, 10))?.months;
  if (measure === null || months === undefined) return '–';
  const far = deviation(growth, measure, gender, months, value);
  if (far === undefined) return '–';
  const shown = decimal(far, 1);
  return far > 0 && shown !== '0' ? `+${shown}` : shown;
}

function sideInWords(side: MeasureValue['side']): string {
  switch (side) {
    case null:
      return words.computed;
    case 'carer':
      return words.carer;
    case 'representative':
      return words.representative;
    case 'patient':
    case 'professional':
    case 'unknown':
      return words.patient;
  }
}
