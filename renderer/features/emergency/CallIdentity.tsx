import { Ear, Search } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { HeardIdentity } from '../../../shared/identity/heard-identity.ts';
import { shortDate } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useOptionList } from '../../ui/useOptionList.ts';
import { ApartPanel } from './ApartPanel.tsx';
import styles from './Calls.module.css';
import { wholeTraits, type CallStore, type WholeTraits } from './call-store.ts';
import { CallResults } from './CallResults.tsx';
import { EmergencyRefusal } from './EmergencyRefusal.tsx';
import { words } from './messages.ts';

export interface CallIdentityProps {
  readonly store: CallStore;
  readonly today: string;
  readonly isShown: boolean;
  readonly onTake: (person: InsRef | WholeTraits) => void;
  readonly onSignIn: () => void;
  readonly onGoToCall: (callId: string) => void;
  /** How another call is called at this post. */
  readonly numberOf: (callId: string) => number | null;
}

/** What is heard, who it may be, Enter. Homonyms are told apart before anything is opened. */
export function CallIdentity(props: CallIdentityProps) {
  const { store, today, isShown, onTake, onSignIn, onGoToCall, numberOf } = props;
  const state = useStore(store.state);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isShown) field.current?.focus();
  }, [isShown]);

  const traits = wholeTraits(state.heard);
  const isKnown = state.hits.some(({ identity }) => identity.ins.value === state.ins?.value);
  const national = isKnown ? null : (state.ins ?? traits);
  const count = state.hits.length + (national === null ? 0 : 1);
  const options = useOptionList(count, state.text, (index) => {
    const hit = state.hits[index];
    if (hit !== undefined) onTake(hit.identity.ins);
    else if (national !== null) onTake(national);
  });
  const heard = useMemo(() => heardWords(state.heard), [state.heard]);
  const other = state.inOtherCall;

  return (
    <>
      <TextField
        label={words.search}
        large
        type="search"
        placeholder={words.searchPlaceholder}
        maxLength={400}
        value={state.text}
        onChange={(text) => void store.hear(text, today)}
        icon={<Search size={20} strokeWidth={1.75} aria-hidden />}
        trailing={<Kbd keys="Enter" />}
        inputRef={field}
        inputProps={options.inputProps}
      />
      <p className={styles.heard} role="status">
        <Ear size={14} aria-hidden />
        {heard === '' ? words.heardNothing : `${words.heard}\u202F: ${heard}`}
      </p>
      {state.failure === null ? null : <EmergencyRefusal failure={state.failure} onSignIn={onSignIn} />}
      {other === null ? null : (
        <Notice
          tone="info"
          isAlert
          action={<Button onPress={() => onGoToCall(other)}>{words.goThere}</Button>}
        >
          <p>{words.inOtherCall({ number: numberOf(other) ?? 0 })}</p>
        </Notice>
      )}
      {state.apart === null ? null : (
        <ApartPanel
          apart={state.apart}
          today={today}
          onTell={store.tell}
          onAsk={() => void store.askApart()}
          onOpen={onTake}
        />
      )}
      <CallResults
        hits={state.hits}
        national={national}
        isAsked={state.text.trim() !== ''}
        today={today}
        options={options}
      />
    </>
  );
}

/** What was understood, to be read back to the caller. */
function heardWords({ family, given, birthDate, gender }: HeardIdentity): string {
  return [
    family?.toLocaleUpperCase('fr-FR'),
    given,
    birthDate === null ? null : shortDate(birthDate),
    gender === null ? null : gender === 'female' ? words.female : words.male,
  ]
    .filter(Boolean)
    .join(' · ');
}
