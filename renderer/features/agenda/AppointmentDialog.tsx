import { useEffect, useId, useState } from 'react';
import type { Appointment } from '../../../shared/bridge/agenda.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { TellingWords } from '../../../shared/bridge/messages.ts';
import { dateAndTime, shortDate } from '../../i18n/format.ts';
import { announce } from '../../platform/announcer.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useNow } from '../../platform/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { HourFields, hoursOf } from '../../ui/HourFields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './Agenda.module.css';
import { words } from './messages.ts';

export interface AppointmentDialogProps {
  readonly bridge: Pick<Bridge, 'agenda.make' | 'deposit.authors'>;
  readonly ins: InsRef;
  readonly today: string;
  /** The appointment that is moved; null: a new one. */
  readonly moves: Appointment | null;
  /** Staff book for a professional of their place. */
  readonly isStaff: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

type Colleagues = readonly { readonly id: string; readonly name: string }[];

/** Proposes, books or moves an appointment: when, what for, and whether the patient still has to accept it. */
export function AppointmentDialog(props: AppointmentDialogProps) {
  const { bridge, ins, today, moves, isStaff, onDone, onClose } = props;
  const form = useId();
  const now = useNow();
  const [hours, setHours] = useState({
    day: moves === null ? '' : shortDate(moves.start),
    hour: '',
    minutes: moves === null ? '20' : String(lengthOf(moves)),
  });
  const [title, setTitle] = useState(moves?.title ?? '');
  const [note, setNote] = useState(moves?.note ?? '');
  const [status, setStatus] = useState<'proposed' | 'booked'>('proposed');
  const [colleagues, setColleagues] = useState<Colleagues | null>(null);
  const [forId, setForId] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [tells, setTells] = useState<TellingWords | null>(null);
  const [key, setKey] = useState(() => crypto.randomUUID());
  /** One that is moved stays with its professional. */
  const asksForWhom = isStaff && moves === null;
  useEffect(() => {
    if (!asksForWhom) return;
    void bridge['deposit.authors']({}).then((answer) => {
      if (answer.ok) setColleagues(answer.value.authors);
      else setFailure(answer.error);
    });
  }, [bridge, asksForWhom]);

  const when = hoursOf(hours, today, now);
  const isReady = when !== null && title.trim() !== '' && (!asksForWhom || forId !== null);
  /** Another content is another appointment: only a repeat keeps its name. */
  const renewed =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      set(value);
      setKey(crypto.randomUUID());
      setTells(null);
    };
  const make = async (told: boolean): Promise<void> => {
    setChecked(true);
    if (!isReady || when === null) return;
    setBusy(true);
    setFailure(null);
    const answer = await bridge['agenda.make']({
      ins,
      ...when,
      title: title.trim(),
      note: note.trim(),
      status,
      forId,
      moves: moves === null ? null : { id: moves.id, version: moves.version },
      key,
      told,
    });
    setBusy(false);
    if (!answer.ok) return setFailure(answer.error);
    if (answer.value.outcome === 'wouldTell') return setTells(answer.value.words);
    announce(words.made);
    onDone();
  };
  const confirm =
    moves !== null ? words.confirmMove : status === 'booked' ? words.confirmBooked : words.confirm;

  return (
    <Dialog
      title={moves === null ? words.makeTitle : words.moveTitle}
      isOpen
      isDismissable={!isBusy}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          {tells === null ? (
            <Button type="submit" form={form} variant="primary" isPending={isBusy}>
              {confirm}
            </Button>
          ) : (
            <Button variant="danger" isPending={isBusy} onPress={() => void make(true)}>
              {words.goOn}
            </Button>
          )}
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void make(false);
        }}
      >
        {moves === null ? null : <p>{words.moveLead({ when: dateAndTime(moves.start) })}</p>}
        {failure === null ? null : <FailureNotice failure={failure} />}
        {tells === null ? null : (
          <Notice tone="warning" isAlert title={words.tellsTitle}>
            <p>{words.tells({ words: tells.map(({ excerpt }) => `« ${excerpt} »`).join(', ') })}</p>
            <p>{words.tellsNext}</p>
          </Notice>
        )}
        {asksForWhom ? (
          <ComboBox
            label={words.forWhom}
            placeholder={words.chooseForWhom}
            groups={[
              {
                id: 'all',
                label: words.forWhom,
                choices: (colleagues ?? []).map(({ id, name }) => ({ id, label: name })),
              },
            ]}
            value={forId}
            // Words typed before the names are there would find nobody.
            isDisabled={colleagues === null}
            error={isChecked && forId === null ? words.chooseForWhom : null}
            onChange={renewed(setForId)}
          />
        ) : null}
        <TextField
          label={words.what}
          value={title}
          maxLength={200}
          autoFocus={!asksForWhom}
          onChange={renewed(setTitle)}
        />
        <HourFields
          value={hours}
          today={today}
          now={now}
          isChecked={isChecked}
          onChange={renewed(setHours)}
        />
        <RadioGroup
          label={words.kind}
          orientation="horizontal"
          choices={[
            { id: 'proposed', label: words.proposed },
            { id: 'booked', label: words.booked },
          ]}
          value={status}
          onChange={renewed(setStatus)}
        />
        <TextField
          label={words.note}
          multiline
          value={note}
          maxLength={1_000}
          placeholder={words.noteHint}
          onChange={renewed(setNote)}
        />
      </form>
    </Dialog>
  );
}

const lengthOf = ({ start, end }: Appointment): number =>
  Math.round((Date.parse(end) - Date.parse(start)) / 60_000);
