import type { Failure, FailureCode } from '../../../shared/bridge/failure.ts';
import { wordsFor } from '../../i18n/failures.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { words } from './messages.ts';

/** What a refusal of an emergency teaches beyond its own sentence. */
const NEXT: Partial<Readonly<Record<FailureCode, string>>> = {
  IDENTITY_MISMATCH: words.mismatchNext,
  EMERGENCY_OPPOSED: words.opposedNext,
  BLOCKED_BY_PATIENT: words.blockedNext,
  MULTIPLE_MATCHES: words.multipleNext,
};

/** Why the record does not open, and the way out; what was typed stays where it is. */
export function EmergencyRefusal({
  failure,
  onSignIn,
}: {
  readonly failure: Failure;
  readonly onSignIn: () => void;
}) {
  const next = NEXT[failure.code];
  if (next === undefined) return <FailureNotice failure={failure} onSignIn={onSignIn} />;
  return (
    <Notice tone="warning" isAlert title={wordsFor(failure.code).what}>
      <p>{next}</p>
    </Notice>
  );
}
