import { CreditCard, IdCard, KeyRound } from 'lucide-react';
import { useRef, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { flushSync } from 'react-dom';
import type { CardSummary } from '../../../shared/bridge/session.ts';
import { mediumDate } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailureNotice, FailureState } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ServiceStart, type Starting } from '../../ui/ServiceStart.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { words } from './messages.ts';
import type { Attempt, SignInState } from './sign-in-store.ts';
import styles from './SignIn.module.css';

export interface SignInPanelProps extends SignInState {
  /** What the cards wait for; null: nothing. */
  readonly starting: Starting | null;
  readonly onChoose: (cardId: string) => void;
  /** Answers whether the card opened a session. */
  readonly onSignIn: (pin: string) => Promise<boolean>;
  readonly onReload: () => void;
}

/** Card, PIN, in; the list takes arrows and type-ahead, Enter goes on to the PIN. */
export function SignInPanel(props: SignInPanelProps) {
  const { cards, cardId, attempt, starting, onChoose, onSignIn, onReload } = props;
  const pinField = useRef<HTMLInputElement>(null);
  if (starting !== null) return <ServiceStart {...starting} />;
  if (cards.status === 'loading') return <div className={styles.placeholder} aria-busy="true" />;
  if (cards.status === 'failed') return <FailureState failure={cards.failure} onRetry={onReload} />;
  if (cards.cards.length === 0) {
    return (
      <EmptyState
        icon={<IdCard size={32} strokeWidth={1.5} aria-hidden />}
        title={words.noCard}
        action={<Button onPress={onReload}>{words.refresh}</Button>}
      >
        <p>{words.noCardNext}</p>
      </EmptyState>
    );
  }
  const chosen = cards.cards.find(({ id }) => id === cardId) ?? null;
  return (
    <div className={styles.panel}>
      <ListBox
        aria-label={words.cards}
        className={styles.cards ?? ''}
        items={cards.cards}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        autoFocus="first"
        selectedKeys={cardId === null ? [] : [cardId]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys];
          if (typeof key === 'string') onChoose(key);
        }}
        onAction={(key) => {
          // Type-ahead moves without choosing: Enter chooses, so that no code is tried on another card.
          flushSync(() => onChoose(String(key)));
          pinField.current?.focus();
        }}
      >
        {(card) => <CardLine card={card} />}
      </ListBox>
      {cards.away.length === 0 ? null : (
        <p className={styles.away}>
          {words.away({ names: new Intl.ListFormat('fr-FR').format(cards.away) })}
        </p>
      )}
      <PinForm key={cardId} card={chosen} attempt={attempt} inputRef={pinField} onSignIn={onSignIn} />
    </div>
  );
}

function CardLine({ card }: { readonly card: CardSummary }) {
  return (
    <ListBoxItem id={card.id} textValue={card.name} className={styles.card ?? ''}>
      <CreditCard size={20} strokeWidth={1.5} aria-hidden />
      <span className={styles.who}>
        <span className={styles.name}>{card.name}</span>
        <span className={styles.profession}>
          {card.professionLabel}
          {card.lastUsedAt === null ? null : ` · ${words.lastUsed({ day: mediumDate(card.lastUsedAt) })}`}
        </span>
      </span>
      {card.triesLeft === 0 ? <Badge tone="danger">{words.blockedBadge}</Badge> : null}
      {card.triesLeft > 0 && card.triesLeft < 3 ? (
        <Badge tone="emergency">{words.triesLeft({ tries: card.triesLeft })}</Badge>
      ) : null}
      <span className={styles.kind}>{card.kind}</span>
    </ListBoxItem>
  );
}

interface PinFormProps {
  readonly card: CardSummary | null;
  readonly attempt: Attempt;
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
  readonly onSignIn: (pin: string) => Promise<boolean>;
}

function PinForm({ card, attempt, inputRef, onSignIn }: PinFormProps) {
  const [pin, setPin] = useState('');
  const wrong = attempt.status === 'wrongPin' ? attempt : null;
  const submit = async (): Promise<void> => {
    if (pin.length === 0 || (await onSignIn(pin))) return;
    setPin('');
    inputRef.current?.focus();
  };
  if (card === null) return <p className={styles.hint}>{words.chooseCard}</p>;
  if (card.triesLeft === 0) {
    return (
      <Notice tone="danger" title={words.blocked} isAlert={attempt.status === 'cardBlocked'}>
        {words.blockedNext}
      </Notice>
    );
  }
  return (
    <form
      className={styles.pin}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {attempt.status === 'cardRefused' ? (
        <Notice tone="danger" title={words.refused} isAlert>
          {words.refusedNext}
        </Notice>
      ) : null}
      {attempt.status === 'failed' ? <FailureNotice failure={attempt.failure} /> : null}
      <TextField
        label={words.pin}
        type="password"
        inputMode="numeric"
        maxLength={32}
        value={pin}
        onChange={setPin}
        icon={<KeyRound size={16} aria-hidden />}
        error={wrong === null ? null : words.wrongPin({ tries: wrong.triesLeft })}
        inputRef={inputRef}
      />
      <Button
        type="submit"
        variant="primary"
        keys="Enter"
        className={cx(styles.submit)}
        isDisabled={pin.length === 0}
        isPending={attempt.status === 'checking'}
      >
        {attempt.status === 'checking' ? words.checking : words.signIn}
      </Button>
    </form>
  );
}
