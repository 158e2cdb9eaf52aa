import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { SetupState } from '../../../shared/bridge/setup.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { EntryFrame } from '../../ui/EntryFrame.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { ServiceStart, type Starting } from '../../ui/ServiceStart.tsx';
import { words } from './messages.ts';
import { LimitFields, PostFields, ServiceFields } from './SetupFields.tsx';
import styles from './Setup.module.css';
import { createSetupStore, hasService, isPost, type SetupForm, type SetupStore } from './setup-store.ts';

export interface SetupRouteProps {
  readonly bridge: Pick<Bridge, 'setup.probe' | 'setup.save'>;
  readonly config: SetupState['config'];
  /** Cards that the post reads. */
  readonly cards: SetupState['cards'];
  /** This post's own service does not listen yet: its cards are not all there. */
  readonly starting: Starting | null;
}

interface StepOf {
  readonly title: string;
  readonly isComplete: (form: SetupForm) => boolean;
  readonly render: (store: SetupStore, found: Pick<SetupRouteProps, 'cards' | 'starting'>) => ReactNode;
}

const STEPS: readonly StepOf[] = [
  {
    title: words.where,
    isComplete: hasService,
    render: (store) => <ServiceFields store={store} />,
  },
  {
    title: words.post,
    isComplete: isPost,
    render: (store) => <PostFields store={store} />,
  },
  {
    title: words.limits,
    isComplete: () => true,
    render: (store) => <LimitFields store={store} />,
  },
  {
    title: words.professionals,
    isComplete: () => true,
    render: (_store, found) => <Professionals {...found} />,
  },
];

/** The first start of a post: where the service is, what and where the post is, its limits, who may sit at it. */
export function SetupRoute({ bridge, config, cards, starting }: SetupRouteProps) {
  const [store] = useState(() => createSetupStore(bridge, config));
  const [at, setAt] = useState(0);
  const { form, failure, isSaving } = useStore(store.state);
  useEffect(() => store.end, [store]);
  const step = STEPS[at];
  if (step === undefined) return null;
  const isLast = at === STEPS.length - 1;
  return (
    <EntryFrame title={words.title} lead={words.lead} demonstration={false}>
      <form
        key={step.title}
        className={styles.step}
        aria-labelledby="setup-step"
        onSubmit={(event) => {
          event.preventDefault();
          if (!step.isComplete(form)) return;
          if (isLast) void store.save();
          else setAt(at + 1);
        }}
      >
        <h2 id="setup-step" className={styles.stepTitle}>
          {step.title}
          <small>{words.step({ step: at + 1, of: STEPS.length })}</small>
        </h2>
        {step.render(store, { cards, starting })}
        {failure === null ? null : <FailureNotice failure={failure} />}
        <footer className={styles.footer}>
          {at === 0 ? null : <Button onPress={() => setAt(at - 1)}>{words.back}</Button>}
          <Button
            type="submit"
            variant="primary"
            keys="Enter"
            isDisabled={!step.isComplete(form)}
            isPending={isSaving}
          >
            {isLast ? words.finish : words.next}
          </Button>
        </footer>
      </form>
    </EntryFrame>
  );
}

function Professionals({ cards, starting }: Pick<SetupRouteProps, 'cards' | 'starting'>) {
  return (
    <div className={styles.fields}>
      {starting === null ? <p>{words.cards({ count: cards.length })}</p> : <ServiceStart {...starting} />}
      {starting !== null || cards.length === 0 ? null : (
        <ul className={styles.holders} aria-label={words.professionals}>
          {cards.map(({ name, professionLabel }) => (
            <li key={`${name} ${professionLabel}`}>
              <span>{name}</span>
              <small>{professionLabel}</small>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.help}>{words.severalAccounts}</p>
    </div>
  );
}
