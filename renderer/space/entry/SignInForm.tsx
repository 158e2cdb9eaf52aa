import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { DemoPerson, SpaceState } from '../../../shared/bridge/space/session.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { words } from './messages.ts';
import { PersonField } from './PersonField.tsx';
import styles from './Entry.module.css';

export interface SignInFormProps {
  readonly bridge: Pick<SpaceBridge, 'space.signIn'>;
  readonly people: readonly DemoPerson[];
  readonly demoPassword: string;
  readonly ins: string | null;
  readonly onChoose: (ins: string | null) => void;
  readonly onState: (state: SpaceState) => void;
}

/** A person and a password; for the fictitious ones it is one key away. */
export function SignInForm({ bridge, people, demoPassword, ins, onChoose, onState }: SignInFormProps) {
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<'refused' | 'wait' | 'nobody' | null>(null);
  const { busy, failure, act } = useActing();

  const signIn = async (typed: string): Promise<void> => {
    if (ins === null) return setProblem('nobody');
    setProblem(null);
    await act('signIn', () => bridge['space.signIn']({ ins, password: typed }), {
      say: '',
      take: (answer) => {
        if (answer.outcome === 'signedIn') return onState(answer.state);
        setPassword('');
        setProblem(answer.outcome);
      },
    });
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void signIn(password);
      }}
    >
      <PersonField
        people={people}
        ins={ins}
        error={problem === 'nobody' ? words.unknownPerson : null}
        onChoose={onChoose}
      />
      <TextField
        label={words.password}
        type="password"
        icon={<KeyRound size={16} aria-hidden />}
        value={password}
        description={words.demoPasswordNote}
        error={problem === 'refused' ? words.refused : problem === 'wait' ? words.wait : null}
        onChange={setPassword}
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div className={styles.act}>
        <Button isDisabled={busy !== null} onPress={() => void signIn(demoPassword)}>
          {words.demoPassword}
        </Button>
        <Button
          type="submit"
          variant="primary"
          keys="Enter"
          isDisabled={password === ''}
          isPending={busy !== null}
        >
          {busy === null ? words.enter : words.entering}
        </Button>
      </div>
    </form>
  );
}
