import { useMemo, type ReactNode } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { deviation, type GrowthMeasure } from '../../../shared/clinical/growth.ts';
import { ageOn } from '../../../shared/identity/age.ts';
import { decimal, factDate, mediumDate, shortDate } from '../../i18n/format.ts';
import { measured, unitInWords } from '../../i18n/units.ts';
import hidden from '../hidden.module.css';
import { Plot, type PlotPoint } from '../Plot.tsx';
import { VisuallyHidden } from '../VisuallyHidden.tsx';
import { ageTick, growthDrawing } from './growth-drawing.ts';
import { GROWTH_STANDARDS } from './growth-standards.ts';
import styles from './Measures.module.css';
import { words } from './messages.ts';
import type { MeasureSeries, MeasureValue, WrittenValue } from './series.ts';

export interface MeasurePanelProps {
  readonly series: MeasureSeries;
  readonly patient: Pick<PatientIdentity, 'birthDate' | 'gender'>;
  readonly holder: string;
  readonly renderAct?: (value: WrittenValue, name: string) => ReactNode;
}

const DAY = 86_400_000;
const DAY_STEPS = [1, 7, 14, 30, 61, 91, 182, 365, 730, 1826, 3652].map((days) => days * DAY);
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 36];

/** One measure: its values drawn over time, on the growth curves for a child, and their table beside. */
export function MeasurePanel({ series, patient, holder, renderAct }: MeasurePanelProps) {
  const { name, values } = series;
  const growth = useMemo(() => growthDrawing(series, patient), [series, patient]);
  const sheet = growth.kind === 'curves' ? growth : null;
  const place = (value: MeasureValue): number => sheet?.monthsAt(value) ?? Date.parse(value.date);
  const drawn = values.toReversed();
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
          {...(sheet === null ? {} : { curves: sheet.curves })}
          unit={unitInWords(newest.unit)}
          tick={(x) => (sheet === null ? mediumDate(new Date(x).toISOString()) : ageTick(x, sheet.until))}
          steps={sheet === null ? DAY_STEPS : MONTH_STEPS}
        />
        {seconds.length === 0 ? null : <p className={styles.legend}>{words.systolic}</p>}
        {growth.notes.map((note) => (
          <p key={note} className={styles.legend}>
            {note}
          </p>
        ))}
      </div>
      <table className={styles.table}>
        <caption className={hidden.hidden}>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{words.date}</th>
            <th scope="col">{words.value}</th>
            {sheet === null ? null : <th scope="col">{words.deviation}</th>}
            <th scope="col">{words.by}</th>
            {renderAct === undefined ? null : (
              <th scope="col">
                <VisuallyHidden>{words.acts}</VisuallyHidden>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {values.map((value) => (
            <tr key={value.id}>
              <td>{factDate(value.date)}</td>
              <td className={styles.number}>{measured(value)}</td>
              {sheet === null ? null : (
                <td className={styles.number}>{deviationOf(sheet.measure, patient, value)}</td>
              )}
              <td>{sideInWords(value.side, holder)}</td>
              {renderAct === undefined ? null : (
                <td className={styles.act}>{value.side === null ? null : renderAct(value, name)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function deviationOf(
  measure: GrowthMeasure,
  { birthDate, gender }: MeasurePanelProps['patient'],
  { date, value }: MeasureValue,
): string {
  const months = ageOn(birthDate, date.slice(0, 10))?.months;
  if (months === undefined) return '–';
  const far = deviation(GROWTH_STANDARDS, measure, gender, months, value);
  if (far === undefined) return '–';
  const shown = decimal(far, 1);
  return far > 0 && shown !== '0' ? `+${shown}` : shown;
}

function sideInWords(side: MeasureValue['side'], holder: string): string {
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
      return holder;
  }
}
