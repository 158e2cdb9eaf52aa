import { useId } from 'react';
import { axis, type Axis } from './plot-axis.ts';
import styles from './Plot.module.css';

export interface PlotPoint {
  readonly x: number;
  readonly y: number;
  /** In words: « 74,2 kg le 15/11/2026 ». */
  readonly label: string;
}

interface PlotLine {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface PlotProps {
  /** What is drawn, in one sentence: the table beside it says the rest. */
  readonly label: string;
  /** A first series, and a second one (diastolic) that is told apart by its dashes and hollow marks. */
  readonly series: readonly (readonly PlotPoint[])[];
  /** Reference curves behind, each named at its end. */
  readonly curves?: readonly PlotLine[];
  readonly unit: string;
  /** Words for a place on the horizontal axis. */
  readonly tick: (x: number) => string;
  /** Steps that the horizontal axis may take, smallest first. */
  readonly steps: readonly number[];
}

const NO_CURVES: readonly PlotLine[] = [];
const WIDTH = 640;
const HEIGHT = 280;
const LEFT = 48;
const RIGHT = 36;
const TOP = 20;
const BOTTOM = 28;
const MARK = 4;
/** What the name of a curve takes, in units of the drawing. */
const NAME = { width: 26, height: 12 };

/** Measures over time. It is drawn for the eye; for any other reader the table beside it is the same. */
export function Plot({ label, series, curves = NO_CURVES, unit, tick, steps }: PlotProps) {
  const clip = useId();
  const all = [...series.flat(), ...curves.flatMap(({ points }) => points)];
  if (series.every((points) => points.length === 0)) return null;
  const across = axis(
    all.map(({ x }) => x),
    6,
    steps,
  );
  const up = axis(
    all.map(({ y }) => y),
    5,
  );
  const toX = scale(across, LEFT, WIDTH - RIGHT);
  const toY = scale(up, HEIGHT - BOTTOM, TOP);
  const path = (points: readonly { readonly x: number; readonly y: number }[]): string =>
    points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${toX(x).toFixed(1)} ${toY(y).toFixed(1)}`).join('');

  const marks = series.flat().map(({ x, y }) => ({ x: toX(x), y: toY(y) }));
  /** Where the name of a curve begins: beyond the mark that would lie over it. */
  const besideMarks = (x: number, y: number): number =>
    marks
      .filter(
        (mark) => Math.abs(mark.y - y) < NAME.height && mark.x > x - 2 * MARK && mark.x < x + NAME.width,
      )
      .reduce((start, mark) => Math.max(start, mark.x + 2 * MARK), x);

  return (
    <svg
      className={styles.plot}
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      role="img"
      aria-label={label}
    >
      <clipPath id={clip}>
        <rect x={LEFT} y={TOP} width={WIDTH - LEFT - RIGHT} height={HEIGHT - TOP - BOTTOM} />
      </clipPath>
      <text className={styles.unit} x={LEFT} y={12}>
        {unit}
      </text>
      {up.ticks.map((value) => (
        <g key={value}>
          <line className={styles.grid} x1={LEFT} x2={WIDTH - RIGHT} y1={toY(value)} y2={toY(value)} />
          <text className={styles.number} x={LEFT - 6} y={toY(value) + 4}>
            {String(value).replace('.', ',')}
          </text>
        </g>
      ))}
      {across.ticks.map((value) => (
        <text key={value} className={styles.date} x={toX(value)} y={HEIGHT - 8}>
          {tick(value)}
        </text>
      ))}
      <g clipPath={`url(#${clip})`}>
        {curves.map(({ name, points }) => (
          <path key={name} className={styles.curve} d={path(points)} />
        ))}
      </g>
      {series.map((points, at) => (
        <g key={at} className={at === 0 ? styles.first : styles.second}>
          <path className={styles.line} d={path(points)} />
          {points.map(({ x, y, label: said }) => (
            <circle
              key={`${String(x)} ${String(y)}`}
              className={styles.mark}
              cx={toX(x)}
              cy={toY(y)}
              r={MARK}
            >
              <title>{said}</title>
            </circle>
          ))}
        </g>
      ))}
      {curves.map(({ name, points }) => {
        const last = points.at(-1);
        return last === undefined ? null : (
          <text
            key={name}
            className={styles.name}
            x={besideMarks(toX(last.x) + MARK, toY(last.y))}
            y={toY(last.y) + 4}
          >
            {name}
          </text>
        );
      })}
    </svg>
  );
}

function scale({ from, to }: Axis, start: number, end: number): (value: number) => number {
  const span = to - from;
  return (value) => start + ((value - from) / (span === 0 ? 1 : span)) * (end - start);
}
