import { parseFrenchDate } from '../i18n/format.ts';
import { messages } from '../i18n/text.ts';
import styles from './HourFields.module.css';
import { TextField } from './TextField.tsx';

const words = messages({
  day: 'Jour',
  dayHint: 'jj/mm/aaaa',
  dayWrong: 'Date inconnue',
  past: 'Ce moment est passé',
  hour: 'Heure',
  hourHint: '14 h 30',
  hourWrong: 'Heure inconnue',
  length: 'Durée (min)',
  lengthWrong: 'De 5 à 600 minutes',
});

/** When something takes place, as it is typed. */
export interface TypedHours {
  readonly day: string;
  readonly hour: string;
  readonly minutes: string;
}

export interface Hours {
  /** ISO instants. */
  readonly start: string;
  readonly end: string;
}

/** Reads an hour as French hands type it: 14h30, 14 h, 9:05, 0930. Null when there is none. */
function parseHour(typed: string): { readonly hours: number; readonly minutes: number } | null {
  const text = typed
    .trim()
    .replaceAll(/[\s\u00A0\u202F]/gu, '')
    .toLowerCase();
  const parts = /^(\d{1,2})(?:[h:.](\d{2})?)?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  if (parts === null) return null;
  const hours = Number(parts[1]);
  const minutes = Number(parts[2] ?? 0);
  return hours < 24 && minutes < 60 ? { hours, minutes } : null;
}

/**
 * The instants of what was typed, in the reader's own time; null where it is not complete, or is past.
 *
 * @param now milliseconds since the epoch
 */
export function hoursOf({ day, hour, minutes }: TypedHours, today: string, now: number): Hours | null {
  const date = parseFrenchDate(day, today);
  const time = parseHour(hour);
  const length = lengthOf(minutes);
  if (date === null || time === null || length === null) return null;
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
  const start = new Date(year, month - 1, dayOfMonth, time.hours, time.minutes);
  if (start.getTime() <= now) return null;
  return {
    start: start.toISOString(),
    end: new Date(start.getTime() + length * 60_000).toISOString(),
  };
}

const lengthOf = (typed: string): number | null => {
  const length = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return length >= 5 && length <= 600 ? length : null;
};

export interface HourFieldsProps {
  readonly value: TypedHours;
  readonly today: string;
  readonly now: number;
  /** True once somebody tried: what is wrong is said then. */
  readonly isChecked: boolean;
  readonly onChange: (value: TypedHours) => void;
}

/** A day, an hour and a length. */
export function HourFields({ value, today, now, isChecked, onChange }: HourFieldsProps) {
  const { day, hour, minutes } = value;
  const isDay = parseFrenchDate(day, today) !== null;
  const isHour = parseHour(hour) !== null;
  const isLength = lengthOf(minutes) !== null;
  const isPast = isDay && isHour && isLength && hoursOf(value, today, now) === null;
  return (
    <div className={styles.hours}>
      <TextField
        label={words.day}
        inputMode="numeric"
        placeholder={words.dayHint}
        maxLength={10}
        value={day}
        error={isChecked ? (!isDay ? words.dayWrong : isPast ? words.past : null) : null}
        onChange={(next) => onChange({ ...value, day: next })}
      />
      <TextField
        label={words.hour}
        placeholder={words.hourHint}
        maxLength={8}
        value={hour}
        error={isChecked && !isHour ? words.hourWrong : null}
        onChange={(next) => onChange({ ...value, hour: next })}
      />
      <TextField
        label={words.length}
        inputMode="numeric"
        maxLength={3}
        value={minutes}
        error={isChecked && !isLength ? words.lengthWrong : null}
        onChange={(next) => onChange({ ...value, minutes: next })}
      />
    </div>
  );
}
