import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { NewHealthEntry } from '../../../shared/bridge/space/sections.ts';
import { MEASURES } from '../../../shared/clinical/measures.ts';
import { decimal, parseFrenchDate, shortDate } from '../../i18n/format.ts';
import { MEASURE_LABELS } from '../../i18n/measures.ts';
import { unitInWords } from '../../i18n/units.ts';
import { useToday } from '../../platform/clock.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { words } from './messages.ts';

export interface MeasureDialogProps {
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  readonly onAdd: (entry: NewHealthEntry) => void;
  readonly onClose: () => void;
}

/** The body mass index is computed, not noted. */
const NOTED = MEASURES.filter(({ kind }) => kind !== 'bmi');
const [FIRST] = NOTED;

/** One measure written down: which, how much, and when. */
export function MeasureDialog({ isBusy, failure, onAdd, onClose }: MeasureDialogProps) {
  const today = useToday();
  const [kind, setKind] = useState<string>(FIRST?.kind ?? 'weight');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [day, setDay] = useState(shortDate(today));
  const [wasSubmitted, setSubmitted] = useState(false);
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
    wasSubmitted && number === null ? words.wrongValue({ least: decimal(least), most: decimal(most) }) : null;

  const submit = (): void => {
    setSubmitted(true);
    if (value === null || wrongDate || (isPressure && diastolic === null)) return;
    onAdd({ entry: 'measure', kind: measure.kind, value, second: isPressure ? diastolic : null, date });
  };
  const shownUnit = unitInWords(unit);
  return (
    <FormDialog
      title={words.measureTitle}
      size="small"
      cancel={words.cancel}
      confirm={words.save}
      isBusy={isBusy}
      onSubmit={submit}
      onClose={onClose}
    >
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
          isPressure ? words.systolic : shownUnit === '' ? words.valueBare : words.value({ unit: shownUnit })
        }
        inputMode="text"
        maxLength={8}
        autoFocus
        value={first}
        error={wrong(value)}
        onChange={setFirst}
      />
      {isPressure ? (
        <TextField
          label={words.diastolic}
          inputMode="text"
          maxLength={8}
          value={second}
          error={wrong(diastolic)}
          onChange={setSecond}
        />
      ) : null}
      <TextField
        label={words.date}
        inputMode="numeric"
        placeholder={words.day}
        maxLength={10}
        value={day}
        error={wasSubmitted && wrongDate ? words.wrongDay : null}
        onChange={setDay}
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </FormDialog>
  );
}
