import { useState } from 'react';
import type { NewHealthEntry } from '../../../shared/bridge/space/sections.ts';
import { MEASURES } from '../../../shared/clinical/measures.ts';
import { decimal, parseFrenchDate, shortDate } from '../../i18n/format.ts';
import { MEASURE_LABELS } from '../../i18n/measures.ts';
import { unitInWords } from '../../i18n/units.ts';
import { useToday } from '../../platform/clock.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { EntryDialog, type EntryProps } from '../ui/EntryDialog.tsx';
import { words } from './messages.ts';

export interface MeasureDialogProps extends EntryProps {
  readonly onAdd: (entry: NewHealthEntry) => void;
}

/** The body mass index is computed, not noted. */
const NOTED = MEASURES.filter(({ kind }) => kind !== 'bmi');
const [FIRST] = NOTED;

/** One measure written down: which, how much, and when. */
export function MeasureDialog({ onAdd, ...entry }: MeasureDialogProps) {
  const today = useToday();
  const [kind, setKind] = useState<string>(FIRST?.kind ?? 'weight');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [day, setDay] = useState(shortDate(today));
  const measure = NOTED.find((each) => each.kind === kind) ?? FIRST;
  if (measure === undefined) return null;
  const { least, most, unit } = measure;
  const isPressure = measure.kind === 'pressure';
  const read = (typed: string): number | null => {
    const number = Number(typed.trim().replace(',', '.'));
    return typed.trim() === '' || !(number >= least && number <= most) ? null : number;
  };
  const [value, diastolic] = [read(first), read(second)];
  const date = parseFrenchDate(day, today);
  const wrongDate = date === null || date > today;
  const wrong = (number: number | null): string | null =>
    number === null ? words.wrongValue({ least: decimal(least), most: decimal(most) }) : null;
  const typed: NewHealthEntry | null =
    value === null || date === null || wrongDate || (isPressure && diastolic === null)
      ? null
      : { entry: 'measure', kind: measure.kind, value, second: isPressure ? diastolic : null, date };
  const shownUnit = unitInWords(unit);
  return (
    <EntryDialog title={words.measureTitle} {...entry} onSave={typed === null ? null : () => onAdd(typed)}>
      {(isTried) => (
        <>
          <ComboBox
            label={words.kind}
            isRequired
            groups={[
              {
                id: 'measures',
                label: words.measures,
                choices: NOTED.map((each) => ({ id: each.kind, label: MEASURE_LABELS[each.kind] })),
              },
            ]}
            value={measure.kind}
            onChange={(chosen) => setKind(chosen ?? measure.kind)}
          />
          <TextField
            label={
              isPressure
                ? words.systolic
                : shownUnit === ''
                  ? words.valueBare
                  : words.value({ unit: shownUnit })
            }
            inputMode="text"
            maxLength={8}
            autoFocus
            value={first}
            error={isTried ? wrong(value) : null}
            onChange={setFirst}
          />
          {isPressure ? (
            <TextField
              label={words.diastolic}
              inputMode="text"
              maxLength={8}
              value={second}
              error={isTried ? wrong(diastolic) : null}
              onChange={setSecond}
            />
          ) : null}
          <TextField
            label={words.date}
            inputMode="numeric"
            placeholder={words.day}
            maxLength={10}
            value={day}
            error={isTried && wrongDate ? words.wrongDay : null}
            onChange={setDay}
          />
        </>
      )}
    </EntryDialog>
  );
}
