import { useState } from 'react';
import type { FamilyView } from '../../../shared/bridge/space/family.ts';
import { parseFrenchDate } from '../../i18n/format.ts';
import { useToday } from '../../platform/clock.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { words } from './messages.ts';

export interface CarerDialogProps {
  readonly bridge: Pick<SpaceBridge, 'own.family.nameCarer'>;
  /** Authority of the holder's number: the carer's is of the same one. */
  readonly system: string;
  readonly onNamed: (family: FamilyView) => void;
  readonly onClose: () => void;
}

const INS = /^[0-9AB]{15}$/;

/** Somebody who has a space of his own, known by his number, his name and his birth date. */
export function CarerDialog({ bridge, system, onNamed, onClose }: CarerDialogProps) {
  const [ins, setIns] = useState('');
  const [familyName, setFamilyName] = useState('');
  const [birth, setBirth] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { busy, failure, act } = useActing();
  const today = useToday();
  const value = ins.replaceAll(/\s/gu, '').toUpperCase();
  const birthDate = parseFrenchDate(birth, today);
  const isIns = INS.test(value);

  const name = (): void => {
    setChecked(true);
    if (!isIns || birthDate === null || familyName.trim() === '') return;
    const carer = { ins: { system, value }, familyName: familyName.trim(), birthDate };
    void act('name', () => bridge['own.family.nameCarer'](carer), { say: words.added, take: onNamed });
  };

  return (
    <FormDialog
      title={words.addTitle}
      size="small"
      cancel={words.cancel}
      confirm={words.confirm}
      isBusy={busy !== null}
      onSubmit={name}
      onClose={onClose}
    >
      <p>{words.addLead}</p>
      <TextField
        label={words.ins}
        value={ins}
        inputMode="numeric"
        maxLength={32}
        autoFocus
        error={isChecked && !isIns ? words.badIns : null}
        onChange={setIns}
      />
      <TextField label={words.family} value={familyName} maxLength={100} onChange={setFamilyName} />
      <TextField
        label={words.birthDate}
        value={birth}
        placeholder={words.dateHint}
        error={isChecked && birthDate === null ? words.badDate : null}
        onChange={setBirth}
      />
      {failure?.code === 'INVALID' ? (
        <Notice tone="warning" isAlert>
          {words.refused}
        </Notice>
      ) : null}
      {failure === null || failure.code === 'INVALID' ? null : <FailureNotice failure={failure} />}
    </FormDialog>
  );
}
