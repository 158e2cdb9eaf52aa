import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { PostConfig } from '../../../shared/bridge/setup.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { EntryFrame } from '../../ui/EntryFrame.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { words } from './messages.ts';
import { PostFields, ServiceFields } from './SetupFields.tsx';
import styles from './Setup.module.css';
import { createSetupStore, hasName, hasService, type SetupForm, type SetupStore } from './setup-store.ts';

export interface SetupRouteProps {
  readonly bridge: Pick<Bridge, 'setup.probe' | 'setup.save'>;
  readonly config: PostConfig;
  /** Cards that the post reads. */
  readonly cards: number;
}

interface StepOf {
  readonly title: string;
  readonly isComplete: (form: SetupForm) => boolean;
  readonly render: (store: SetupStore) => ReactNode;
}

const STEPS: readonly StepOf[] = [
  {
    title: words.where,
    isComplete: hasService,
    render: (store) => <ServiceFields store={store} />,
  },
  {
    title: words.post,
    isComplete: hasName,
    render: (store) => <PostFields store={store} />,
  },
  {
    title: words.professionals,
    isComplete: () => true,
    render: (store) => <Professionals store={store} />,
  },
];

/** The first start of a post: where the service is, what the post is called, who may sit at it. */
export function SetupRoute({ bridge, config, cards }: SetupRouteProps) {
  const [store] = useState(() => createSetupStore(bridge, config, cards));
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
        {step.render(store)}
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

function Professionals({ store }: { readonly store: SetupStore }) {
  const { cards } = useStore(store.state);
  return (
    <div className={styles.fields}>
      <p>{words.cards({ count: cards })}</p>
      <p className={styles.help}>{words.severalAccounts}</p>
    </div>
  );
}
