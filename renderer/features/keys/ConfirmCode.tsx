import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { DraftCode } from '../../../shared/bridge/keys.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './Keys.module.css';
import { ownWords as words } from './messages.ts';
import type { CodePurpose, OwnKeysStore, PinFault } from './own-keys-store.ts';

export interface ConfirmCodeProps {
  readonly purpose: CodePurpose;
  readonly draft: DraftCode;
  readonly fault: 'notConfirmed' | PinFault | null;
  readonly isPending: boolean;
  readonly store: OwnKeysStore;
}

/** Two groups typed back from the paper: a code that nobody holds in his hand must not be the one that opens. */
export function ConfirmCode({ purpose, draft, fault, isPending, store }: ConfirmCodeProps) {
  const [typed, setTyped] = useState<readonly string[]>(draft.asked.map(() => ''));
  const [pin, setPin] = useState('');
  const needsPin = purpose === 'renewal';
  const isReady = typed.every((group) => group.trim().length >= 5) && (!needsPin || pin !== '');
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void store.confirm(typed, pin);
        setPin('');
      }}
    >
      <p>{words.confirmLead}</p>
      <div className={styles.pair}>
        {draft.asked.map((group, index) => (
          <TextField
            key={group}
            label={words.group({ number: group + 1 })}
            value={typed[index] ?? ''}
            maxLength={12}
            autoFocus={index === 0}
            className={styles.code ?? ''}
            error={fault === 'notConfirmed' && index === 0 ? words.notConfirmed : null}
            onChange={(text) => setTyped(typed.with(index, text.toUpperCase()))}
          />
        ))}
      </div>
      {needsPin ? (
        <TextField
          label={words.pinNow}
          type="password"
          inputMode="numeric"
          maxLength={32}
          value={pin}
          icon={<KeyRound size={16} aria-hidden />}
          error={
            typeof fault === 'object' && fault !== null ? words.wrongPin({ tries: fault.triesLeft }) : null
          }
          onChange={setPin}
        />
      ) : null}
      <div className={styles.acts}>
        <Button variant="quiet" isDisabled={isPending} onPress={store.back}>
          {words.cancel}
        </Button>
        <Button type="submit" variant="primary" keys="Enter" isDisabled={!isReady} isPending={isPending}>
          {purpose === 'code' ? words.keep : words.renewNow}
        </Button>
      </div>
    </form>
  );
}
