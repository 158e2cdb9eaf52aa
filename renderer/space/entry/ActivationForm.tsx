import { IdCard, MailCheck } from 'lucide-react';
import { useState } from 'react';
import type { DemoPerson, SpaceState } from '../../../shared/bridge/space/session.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { words } from './messages.ts';
import { PersonField } from './PersonField.tsx';
import styles from './Entry.module.css';

export interface ActivationFormProps {
  readonly bridge: Pick<SpaceBridge, 'space.startActivation' | 'space.confirmActivation'>;
  readonly people: readonly DemoPerson[];
  readonly ins: string | null;
  readonly onChoose: (ins: string | null) => void;
  readonly onState: (state: SpaceState) => void;
}

const MIN_PASSWORD = 8;

/** Opening one's space: the card that one holds, then the code that the mail brings. */
export function ActivationForm({ bridge, people, ins, onChoose, onState }: ActivationFormProps) {
  const [nir, setNir] = useState('');
  const [cardSerial, setCardSerial] = useState('');
  const [step, setStep] = useState<'card' | 'code'>('card');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [isWrong, setWrong] = useState(false);
  const { busy, failure, act } = useActing();
  const person = people.find((each) => each.ins.value === ins);

  const start = (): Promise<boolean> =>
    act('start', () => bridge['space.startActivation']({ nir, cardSerial }), {
      say: words.codeSent,
      take: () => setStep('code'),
    });
  const confirm = (): Promise<boolean> =>
    act('confirm', () => bridge['space.confirmActivation']({ nir, code, password }), {
      say: '',
      take: (answer) => {
        if (answer.outcome === 'signedIn') return onState(answer.state);
        setWrong(true);
      },
    });

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void (step === 'card' ? start() : confirm());
      }}
    >
      {step === 'card' ? (
        <>
          <PersonField people={people} ins={ins} error={null} onChoose={onChoose} />
          <div>
            <Button
              icon={<IdCard size={16} aria-hidden />}
              isDisabled={person === undefined}
              onPress={() => {
                setNir(person?.ins.value ?? '');
                setCardSerial(person?.cardSerial ?? '');
              }}
            >
              {words.fillCard}
            </Button>
          </div>
          <TextField label={words.nir} value={nir} inputMode="numeric" maxLength={32} onChange={setNir} />
          <TextField
            label={words.cardSerial}
            value={cardSerial}
            description={words.cardSerialNote}
            maxLength={64}
            onChange={setCardSerial}
          />
        </>
      ) : (
        <>
          <Notice>{words.codeSent}</Notice>
          <TextField
            label={words.code}
            value={code}
            inputMode="numeric"
            maxLength={32}
            autoFocus
            icon={<MailCheck size={16} aria-hidden />}
            error={isWrong ? words.wrongCode : null}
            onChange={(typed) => {
              setCode(typed);
              setWrong(false);
            }}
          />
          <TextField
            label={words.newPassword}
            type="password"
            value={password}
            description={words.newPasswordNote}
            onChange={setPassword}
          />
        </>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div className={styles.act}>
        {step === 'code' ? (
          <Button variant="quiet" onPress={() => setStep('card')}>
            {words.again}
          </Button>
        ) : null}
        <Button
          type="submit"
          variant="primary"
          keys="Enter"
          isPending={busy !== null}
          isDisabled={
            step === 'card' ? nir === '' || cardSerial === '' : code === '' || password.length < MIN_PASSWORD
          }
        >
          {step === 'card' ? words.sendCode : words.confirm}
        </Button>
      </div>
    </form>
  );
}
