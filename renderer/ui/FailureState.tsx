import { CloudOff, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import type { Failure, FailureCode } from '../../shared/bridge/failure.ts';
import { ruleFor } from '../i18n/failure-rules.ts';
import { wordsFor } from '../i18n/failures.ts';
import { commandScopes, type Command } from '../platform/commands.ts';
import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';
import styles from './FailureState.module.css';
import { Notice } from './Notice.tsx';

export interface FailureProps {
  readonly failure: Failure;
  readonly onRetry?: () => void;
  /** Where the failure asks to sign in again. */
  readonly onSignIn?: () => void;
}

/** A panel that failed: what happened, what is safe, what to do, one button, a reference for support. */
export function FailureState({ failure, onRetry, onSignIn }: FailureProps) {
  const { what, next } = wordsFor(failure.code);
  const Icon = failure.code === 'SERVICE_UNREACHABLE' ? CloudOff : TriangleAlert;
  return (
    <EmptyState
      role="alert"
      icon={<Icon size={32} strokeWidth={1.5} aria-hidden />}
      title={what}
      action={<RemedyButton failure={failure} onRetry={onRetry} onSignIn={onSignIn} />}
      reference={reference(failure)}
    >
      <p>{next}</p>
      <RuleNote code={failure.code} />
    </EmptyState>
  );
}

/** The same in one line, where the rest of the panel still holds. */
export function FailureNotice({ failure, onRetry, onSignIn }: FailureProps) {
  const { what, next } = wordsFor(failure.code);
  return (
    <Notice
      tone="warning"
      isAlert
      title={what}
      action={<RemedyButton failure={failure} onRetry={onRetry} onSignIn={onSignIn} />}
    >
      {next} <RuleNote code={failure.code} /> <small>{reference(failure)}</small>
    </Notice>
  );
}

const reference = ({ code, ref }: Failure): string => `Référence pour l’assistance\u202F: ${ref} · ${code}`;

interface RemedyProps {
  readonly failure: Failure;
  readonly onRetry: (() => void) | undefined;
  readonly onSignIn: (() => void) | undefined;
}

function RemedyButton({ failure, onRetry, onSignIn }: RemedyProps) {
  const { remedy } = wordsFor(failure.code);
  const wayOut = useWayOut(failure.code);
  if (remedy === 'signIn' && onSignIn !== undefined) return <Button onPress={onSignIn}>S’identifier</Button>;
  if (remedy === 'retry' && onRetry !== undefined) return <Button onPress={onRetry}>Réessayer</Button>;
  if (wayOut === null) return null;
  return (
    <Button {...(wayOut.keys === undefined ? {} : { keys: wayOut.keys })} onPress={wayOut.run}>
      {wayOut.id.startsWith('go.') ? `${wayOut.group}\u202F: ${wayOut.title}` : wayOut.title}
    </Button>
  );
}

/** The act that goes on from a refusal, where the screen offers it at this moment. */
function useWayOut(code: FailureCode): Command | null {
  const { wayOut } = ruleFor(code);
  const scopes = useStore(commandScopes, (state) => state.scopes);
  if (wayOut === null) return null;
  const offered = Object.values(scopes)
    .toReversed()
    .flat()
    .find(({ id }) => id === wayOut);
  return offered === undefined || offered.isDisabled === true ? null : offered;
}

/** The article or requirement behind a refusal, in small type. */
export function RuleNote({ code }: { readonly code: FailureCode }) {
  const { law } = ruleFor(code);
  return law === null ? null : <small className={styles.law}>{law}</small>;
}
