import { CloudOff, TriangleAlert } from 'lucide-react';
import type { Failure } from '../../shared/bridge/failure.ts';
import { wordsFor } from '../i18n/failures.ts';
import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';
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
      {next} <small>{reference(failure)}</small>
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
  if (remedy === 'signIn' && onSignIn !== undefined) return <Button onPress={onSignIn}>S’identifier</Button>;
  if (remedy === 'retry' && onRetry !== undefined) return <Button onPress={onRetry}>Réessayer</Button>;
  return null;
}
