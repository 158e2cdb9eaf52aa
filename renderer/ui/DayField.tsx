import { useState } from 'react';
import { parseFrenchDate, shortDate } from '../i18n/format.ts';
import { messages } from '../i18n/text.ts';
import styles from './DayField.module.css';
import { TextField } from './TextField.tsx';

export interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`; null: no day. */
  readonly value: string | null;
  readonly today: string;
  readonly isDisabled?: boolean;
  readonly onChange: (day: string | null) => void;
}

const words = messages({ day: 'jj/mm/aaaa', dayWrong: 'Date inconnue' });

/** A day as French hands type it, to narrow a list; what is not one yet narrows nothing. */
export function DayField({ label, value, today, isDisabled = false, onChange }: DayFieldProps) {
  const [typed, setTyped] = useState(value === null ? '' : shortDate(value));
  const isWrong = typed.trim().length >= 8 && parseFrenchDate(typed, today) === null;
  return (
    <span className={styles.day}>
      <span aria-hidden="true">{label}</span>
      <TextField
        label={label}
        hideLabel
        inputMode="numeric"
        placeholder={words.day}
        maxLength={10}
        isDisabled={isDisabled}
        value={typed}
        error={isWrong ? words.dayWrong : null}
        onChange={(text) => {
          setTyped(text);
          const day = parseFrenchDate(text, today);
          if (day !== value) onChange(day);
        }}
      />
    </span>
  );
}
