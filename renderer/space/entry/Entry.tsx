import { useCallback, useState } from 'react';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Loaded } from '../ui/Section.tsx';
import { ActivationForm } from './ActivationForm.tsx';
import { words } from './messages.ts';
import { SignInForm } from './SignInForm.tsx';
import styles from './Entry.module.css';

export interface EntryProps {
  readonly bridge: SpaceBridge;
  /** Whose space the professional's window asked for. */
  readonly suggested: InsRef | null;
  readonly onState: (state: SpaceState) => void;
}

/** Nobody is in the space: sign in as a fictitious person, or activate the space of one. */
export function Entry({ bridge, suggested, onState }: EntryProps) {
  const ask = useCallback(() => bridge['space.people']({}), [bridge]);
  const { answer, again } = useAsked(bridge, ask);
  const [chosen, choose] = useState<string | null>(null);
  const [way, setWay] = useState('signIn');
  const ins = chosen ?? suggested?.value ?? null;
  return (
    <div className={styles.entry}>
      <h1 className={styles.title} tabIndex={-1}>
        {words.title}
      </h1>
      <p className={styles.lead}>{words.lead}</p>
      <Loaded answer={answer} onRetry={again}>
        {({ people, password }) => {
          const shared = { bridge, people, ins, onChoose: choose, onState };
          return (
            <Tabs
              label={words.ways}
              selected={way}
              onSelect={setWay}
              sections={[
                {
                  id: 'signIn',
                  title: words.signIn,
                  content: <SignInForm {...shared} demoPassword={password} />,
                },
                {
                  id: 'activate',
                  title: words.activate,
                  content: <ActivationForm {...shared} />,
                },
              ]}
            />
          );
        }}
      </Loaded>
    </div>
  );
}
