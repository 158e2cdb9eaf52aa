import { useCallback, useEffect, useState } from 'react';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { Identified } from '../../shared/bridge/reader.ts';
import type { Failure } from '../../shared/bridge/failure.ts';
import { shortDate } from '../i18n/format.ts';
import { personName } from '../i18n/person.ts';
import type { Bridge } from '../platform/bridge.ts';
import { Button } from '../ui/Button.tsx';
import { FailureNotice } from '../ui/FailureState.tsx';
import { Notice } from '../ui/Notice.tsx';
import { words } from './messages.ts';

type Unopened =
  Exclude<Identified, { outcome: 'found' }> | { readonly outcome: 'failed'; readonly failure: Failure };

export interface DeskReader {
  /** What a scanner typed into a field. */
  readonly scan: (text: string) => void;
  /** Why the last card or code opened nothing; null: it did, or none was read. */
  readonly unopened: Unopened | null;
  readonly dismiss: () => void;
}

/** Cards and scanned codes, wherever they come from: each opens its patient, or says why it does not. */
export function useReader(
  bridge: Pick<Bridge, 'reader.scan' | 'on'>,
  onOpen: (patient: PatientIdentity, lastSeenAt: string | null) => void,
): DeskReader {
  const [unopened, setUnopened] = useState<Unopened | null>(null);
  const take = useCallback(
    (identified: Identified): void => {
      if (identified.outcome !== 'found') return setUnopened(identified);
      setUnopened(null);
      onOpen(identified.patient, identified.lastSeenAt);
    },
    [onOpen],
  );
  useEffect(() => bridge.on('reader.read', take), [bridge, take]);
  const scan = useCallback(
    (text: string): void => {
      void bridge['reader.scan']({ text: text.slice(0, 600) }).then((answer) => {
        if (answer.ok) take(answer.value);
        else setUnopened({ outcome: 'failed', failure: answer.error });
      });
    },
    [bridge, take],
  );
  const dismiss = useCallback(() => setUnopened(null), []);
  return { scan, unopened, dismiss };
}

/** Why nothing was opened, and the way on. */
export function UnopenedNotice({ unopened, dismiss }: Omit<DeskReader, 'scan'>) {
  if (unopened === null) return null;
  const close = (
    <Button variant="quiet" onPress={dismiss}>
      {words.understood}
    </Button>
  );
  switch (unopened.outcome) {
    case 'failed':
      return <FailureNotice failure={unopened.failure} />;
    case 'unreadable':
      return (
        <Notice tone="warning" isAlert action={close}>
          <p>{words.readUnreadable}</p>
        </Notice>
      );
    case 'unknown':
      return (
        <Notice tone="warning" isAlert action={close}>
          <p>{words.readUnknown}</p>
        </Notice>
      );
    case 'unreachable':
      return (
        <Notice tone="warning" isAlert action={close}>
          <p>{words.readUnreachable}</p>
        </Notice>
      );
    case 'differs': {
      const { read, patient } = unopened;
      return (
        <Notice tone="danger" isAlert title={words.readDiffers} action={close}>
          <p>
            {words.readDiffersNext({
              read: `${read.family} ${read.given}, ${shortDate(read.birthDate)}`,
              known: `${personName(patient)}, ${shortDate(patient.birthDate)}`,
            })}
          </p>
        </Notice>
      );
    }
  }
}
