import { CreditCard, Eye, EyeOff, ScanLine } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { PatientsRoute } from '../features/patients/PatientsRoute.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { useCommands, type Command } from '../platform/commands.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import styles from './CounterBar.module.css';
import { words } from './messages.ts';
import type { Screen } from './navigation.ts';
import { ScreenPane } from './ScreenPane.tsx';

export interface CounterNames {
  readonly areShown: boolean;
  readonly toggle: () => void;
}

/** The names of a counter's lists: hidden until they are asked for, by the key that hides a record elsewhere. */
export function useCounterNames(isOn: boolean): CounterNames {
  const [areShown, setShown] = useState(false);
  const toggle = useMemo(() => () => setShown((shown) => !shown), []);
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        isOn
          ? [
              {
                id: 'counter.names',
                group: words.groupPost,
                title: areShown ? words.hideNames : words.showNames,
                keys: 'Mod+Shift+D',
                run: toggle,
              },
            ]
          : [],
      [isOn, areShown, toggle],
    ),
  );
  return { areShown, toggle };
}

/** Screens that are lists of patients by name. An emergency names whom its professional has typed himself. */
export const NAMES_PATIENTS: ReadonlySet<Screen> = new Set([
  'messages',
  'outbox',
  'announcements',
  'myRecords',
  'visitBag',
]);

/** In the place of such a screen, until it is asked for: nothing of it is on the page. */
export function NamesHidden({ onShow }: { readonly onShow: () => void }) {
  return (
    <ScreenPane isShown title={words.namesHidden}>
      <EmptyState
        icon={<EyeOff size={32} strokeWidth={1.5} aria-hidden />}
        title={words.namesHidden}
        action={
          <Button variant="primary" keys="Mod+Shift+D" autoFocus onPress={onShow}>
            {words.showNames}
          </Button>
        }
      >
        <p>{words.namesHiddenNext}</p>
      </EmptyState>
    </ScreenPane>
  );
}

export interface CounterBarProps {
  readonly bridge: Bridge;
  readonly names: CounterNames;
  readonly today: string;
}

/** Above a counter's search: what opens a patient in one act, and who may be read over it. */
export function CounterBar({ bridge, names, today }: CounterBarProps) {
  const [isSimulated, setSimulated] = useState(false);
  const [isPresenting, setPresenting] = useState(false);
  useEffect(() => {
    let isLeft = false;
    void bridge['reader.state']({}).then((answer) => {
      if (!isLeft && answer.ok) setSimulated(answer.value.kind === 'simulated');
    });
    return () => {
      isLeft = true;
    };
  }, [bridge]);
  return (
    <div className={styles.bar}>
      <p className={styles.lead}>
        <ScanLine size={16} aria-hidden /> {words.counterLead}
      </p>
      {isSimulated ? (
        <Button
          variant="quiet"
          icon={<CreditCard size={16} aria-hidden />}
          onPress={() => setPresenting(true)}
        >
          {words.presentCard}
        </Button>
      ) : null}
      <Button
        variant="quiet"
        keys="Mod+Shift+D"
        icon={names.areShown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
        onPress={names.toggle}
      >
        {names.areShown ? words.hideNames : words.showNames}
      </Button>
      <Dialog
        title={words.presentCard}
        isOpen={isPresenting}
        size="large"
        onClose={() => setPresenting(false)}
      >
        <p>{words.presentCardLead}</p>
        <div className={styles.cards}>
          <PatientsRoute
            bridge={bridge}
            withLookup={false}
            onAdd={null}
            today={today}
            isDiscreet={false}
            isShown={isPresenting}
            idle={null}
            onOpen={({ ins }) => {
              setPresenting(false);
              void bridge['reader.present']({ ins });
            }}
            onLookup={() => setPresenting(false)}
            onScan={() => setPresenting(false)}
          />
        </div>
      </Dialog>
    </div>
  );
}
