import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './Keys.module.css';
import { ownWords as words } from './messages.ts';
import type { OwnKeysStore, PinFault } from './own-keys-store.ts';

export interface ChangePinProps {
  readonly fault: 'tooSimple' | PinFault | null;
  readonly isPending: boolean;
  readonly store: OwnKeysStore;
}

/** The code of the card, and with it what the data on this post are sealed under. */
export function ChangePin({ fault, isPending, store }: ChangePinProps) {
  const [pin, setPin] = useState('');
  const [fresh, setFresh] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<'form' | 'differs' | null>(null);
  const submit = (): void => {
    const found = !/^\d{4,12}$/.test(fresh) ? 'form' : fresh === again ? null : 'differs';
    setProblem(found);
    if (found !== null) return;
    void store.changePin(pin, fresh);
    setPin('');
  };
  const field = { type: 'password', inputMode: 'numeric', maxLength: 32 } as const;
  const icon = <KeyRound size={16} aria-hidden />;
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        {...field}
        label={words.pinNow}
        autoFocus
        value={pin}
        icon={icon}
        error={
          typeof fault === 'object' && fault !== null ? words.wrongPin({ tries: fault.triesLeft }) : null
        }
        onChange={setPin}
      />
      <TextField
        {...field}
        label={words.pinNew}
        value={fresh}
        icon={icon}
        description={words.pinLead}
        error={problem === 'form' ? words.pinForm : fault === 'tooSimple' ? words.pinSimple : null}
        onChange={setFresh}
      />
      <TextField
        {...field}
        label={words.pinAgain}
        value={again}
        icon={icon}
        error={problem === 'differs' ? words.pinDiffers : null}
        onChange={setAgain}
      />
      <div className={styles.acts}>
        <Button variant="quiet" isDisabled={isPending} onPress={store.back}>
          {words.cancel}
        </Button>
        <Button
          type="submit"
          variant="primary"
          keys="Enter"
          isDisabled={pin === '' || fresh === '' || again === ''}
          isPending={isPending}
        >
          {words.pinChange}
        </Button>
      </div>
    </form>
  );
}
