import { Barcode } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { AddedVaccination, NewVaccination, VaccineChoice } from '../../../shared/bridge/sections.ts';
import { readMedicineCode, type CodeProblem } from '../../../shared/clinical/gs1.ts';
import { VACCINATION_ROUTES, VACCINATION_SITES } from '../../../shared/clinical/terms.ts';
import type { Result } from '../../../shared/result.ts';
import { shortDate } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import {
  expiredSince,
  isReady,
  problemsOf,
  scanned,
  vaccinationOf,
  type FormContext,
  type Scan,
  type VaccinationForm,
} from './form.ts';
import { ROUTE_LABELS, SITE_LABELS, words } from './messages.ts';
import styles from './Vaccinations.module.css';

export interface VaccinationDialogProps {
  readonly initial: VaccinationForm;
  readonly isCorrection: boolean;
  readonly choice: VaccineChoice;
  readonly context: FormContext;
  /** What a scanner typed before the form was there. */
  readonly code: string | null;
  /** The message that the patient will receive. */
  readonly notice: ReactNode;
  readonly act: (
    vaccination: NewVaccination,
    withNote: boolean,
  ) => Promise<Result<AddedVaccination, Failure>>;
  readonly onDone: (added: AddedVaccination) => void;
  readonly onClose: () => void;
}

const CODE_PROBLEMS: Readonly<Record<CodeProblem, string>> = {
  notGs1: words.codeNotGs1,
  keyboard: words.codeKeyboard,
  damaged: words.codeDamaged,
};
const DATE_PROBLEMS = {
  unknown: words.dayWrong,
  ahead: words.dayAhead,
  beforeBirth: words.dayBeforeBirth,
} as const;

const choices = <Id extends string>(ids: readonly Id[], labels: Readonly<Record<Id, string>>) => [
  { id: 'all', label: '', choices: ids.map((id) => ({ id, label: labels[id] })) },
];

/** One vaccination: from the code of the box where there is a scanner, from the fields where there is none. */
export function VaccinationDialog(props: VaccinationDialogProps) {
  const { initial, isCorrection, choice, context, notice, act, onDone, onClose } = props;
  const id = useId();
  const submit = useRef<HTMLButtonElement>(null);
  const [code, setCode] = useState('');
  const [first] = useState(() => readScan(props.code ?? '', initial, choice));
  const [form, setForm] = useState(first.form);
  const [scan, setScan] = useState<Scan>(first.scan);
  const [withNote, setWithNote] = useState(!isCorrection);
  const [wasSubmitted, setSubmitted] = useState(false);
  const [isActing, setActing] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const problems = problemsOf(form, context);
  const shown = wasSubmitted ? problems : null;
  const expired = expiredSince(form, context);
  const set = (change: Partial<VaccinationForm>): void => setForm((last) => ({ ...last, ...change }));

  const isFilled = scan.status === 'read' && isReady(problems);
  useEffect(() => {
    // All is known of the box: what is left is to say yes.
    if (isFilled) submit.current?.focus();
  }, [isFilled]);

  const takeCode = (): void => {
    const read = readScan(code, form, choice);
    setForm(read.form);
    setScan(read.scan);
    if (read.scan.status === 'read') setCode('');
  };
  const send = async (): Promise<void> => {
    setSubmitted(true);
    const vaccination = vaccinationOf(form, context);
    if (!isReady(problems) || vaccination === null) return;
    setActing(true);
    const added = await act(vaccination, withNote);
    setActing(false);
    if (added.ok) onDone(added.value);
    else setFailure(added.error);
  };

  return (
    <Dialog
      title={isCorrection ? words.correctTitle : words.addTitle}
      size="large"
      isOpen
      isDismissable={!isActing}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isActing}>
            {words.cancel}
          </Button>
          <Button ref={submit} type="submit" form={id} variant="primary" keys="Enter" isPending={isActing}>
            {isCorrection ? words.confirmCorrect : words.confirmAdd}
          </Button>
        </>
      }
    >
      <TextField
        label={words.code}
        value={code}
        autoFocus
        maxLength={400}
        icon={<Barcode size={16} aria-hidden />}
        description={words.codeHelp}
        error={scan.status === 'refused' ? CODE_PROBLEMS[scan.problem] : null}
        inputProps={{
          onKeyDown: (event) => {
            if (event.key !== 'Enter' || code.trim() === '') return;
            event.preventDefault();
            takeCode();
          },
        }}
        onChange={setCode}
      />
      <ScanResult scan={scan} />
      <form
        id={id}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <ComboBox
          className={styles.wide ?? ''}
          label={words.vaccine}
          isRequired
          groups={[
            {
              id: 'vaccines',
              label: words.allVaccines,
              choices: choice.vaccines.map(({ code: atc, label, diseases }) => ({
                id: atc,
                label,
                note: diseases.join(', '),
              })),
            },
          ]}
          value={form.vaccine}
          placeholder={words.chooseVaccine}
          error={shown?.vaccine === true ? words.chooseVaccine : null}
          onChange={(vaccine) => set({ vaccine })}
        />
        <TextField
          label={words.date}
          inputMode="numeric"
          isRequired
          placeholder={words.day}
          maxLength={10}
          value={form.date}
          error={shown === null || shown.date === null ? null : DATE_PROBLEMS[shown.date]}
          onChange={(date) => set({ date })}
        />
        <TextField
          label={words.lot}
          isRequired
          maxLength={20}
          value={form.lot}
          error={shown?.lot === true ? words.lotMissing : null}
          onChange={(lot) => set({ lot })}
        />
        <TextField
          label={words.expires}
          inputMode="numeric"
          placeholder={words.day}
          maxLength={10}
          value={form.expires}
          error={shown?.expires === true ? words.dayWrong : null}
          onChange={(expires) => set({ expires })}
        />
        <TextField
          label={words.product}
          maxLength={100}
          value={form.product}
          onChange={(product) => set({ product })}
        />
        <ComboBox
          label={words.sites}
          groups={choices(VACCINATION_SITES, SITE_LABELS)}
          value={form.site}
          placeholder={words.none}
          onChange={(site) => set({ site: VACCINATION_SITES.find((each) => each === site) ?? null })}
        />
        <ComboBox
          label={words.routes}
          groups={choices(VACCINATION_ROUTES, ROUTE_LABELS)}
          value={form.route}
          placeholder={words.none}
          onChange={(route) => set({ route: VACCINATION_ROUTES.find((each) => each === route) ?? null })}
        />
        <TextField
          label={words.dose}
          inputMode="numeric"
          maxLength={2}
          value={form.dose}
          error={shown?.dose === true ? words.doseWrong : null}
          onChange={(dose) => set({ dose })}
        />
        <Checkbox
          className={styles.wide ?? ''}
          isSelected={withNote}
          isDisabled={isActing}
          onChange={setWithNote}
        >
          {words.note}
        </Checkbox>
      </form>
      {isCorrection ? <Notice>{words.noteCorrected}</Notice> : null}
      {expired === null ? null : (
        <Notice tone="warning" isAlert>
          {words.expired({ date: shortDate(expired) })}
        </Notice>
      )}
      {notice}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

function readScan(code: string, form: VaccinationForm, { products }: VaccineChoice) {
  if (code.trim() === '') return { form, scan: { status: 'none' } as const };
  const read = readMedicineCode(code);
  if (!read.ok) return { form, scan: { status: 'refused', problem: read.error } as const };
  const { gtin, lot } = read.value;
  const isKnown = products.some((product) => product.gtin === gtin);
  return { form: scanned(form, read.value, products), scan: { status: 'read', lot, isKnown } as const };
}

function ScanResult({ scan }: { readonly scan: Scan }) {
  if (scan.status !== 'read') return null;
  return (
    <Notice isAlert>
      <p>{scan.lot === null ? words.codeNoLot : words.codeRead({ lot: scan.lot })}</p>
      {scan.isKnown ? null : <p>{words.codeUnknown}</p>}
    </Notice>
  );
}
