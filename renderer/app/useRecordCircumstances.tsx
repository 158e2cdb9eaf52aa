import { Ban, DoorOpen, EyeOff } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { RecordView } from '../../shared/bridge/record.ts';
import { FeedingRoute, type OppositionAsked } from '../features/feeding/FeedingRoute.tsx';
import { words as feedingWords } from '../features/feeding/messages.ts';
import type { RecordStore } from '../features/record/record-store.ts';
import { words as secretWords } from '../features/secret/messages.ts';
import { isSecretProposed } from '../features/secret/proposal.ts';
import { SecretDialog } from '../features/secret/SecretDialog.tsx';
import type { Bridge } from '../platform/bridge.ts';
import { useCommands, type Command } from '../platform/commands.ts';
import type { MenuEntry } from '../ui/Menu.tsx';
import { words } from './messages.ts';

export interface CircumstancesOf {
  readonly bridge: Bridge;
  readonly record: RecordStore;
  readonly patient: PatientIdentity | null;
  readonly view: RecordView | null;
  readonly today: string;
}

export interface RecordCircumstances {
  /** Under the banner: what the patient opposes. Dialogs lie over it. */
  readonly notices: ReactNode;
  /** Acts for the menu of the record. */
  readonly entries: readonly MenuEntry[];
  /** Records that the patient opposes the draft at hand. */
  readonly oppose: (draft: { draftId: string; title: string }, giveUp: () => void) => void;
}

/** What surrounds every deposit in the open record: an opposition of the patient, the secret of a minor. */
export function useRecordCircumstances(of: CircumstancesOf): RecordCircumstances {
  const { bridge, record, patient, view, today } = of;
  const [asked, setAsked] = useState<OppositionAsked | null>(null);
  const [isAskingSecret, setAskingSecret] = useState(false);
  const isActive = view?.record.status === 'active';
  const mayBeSecret = view !== null && isSecretProposed(view, today);
  const isSecret = view?.access.secret === true;

  const endSecret = useCallback(async (): Promise<void> => {
    if (patient === null) return;
    const ended = await bridge['secret.end']({ ins: patient.ins });
    if (ended.ok) record.accept(ended.value);
  }, [bridge, record, patient]);
  const askOpposition = useCallback(() => setAsked({ draft: null, onRecorded: () => undefined }), []);

  const acts = useMemo(
    () => [
      {
        id: 'secret.begin',
        title: secretWords.begin,
        icon: <EyeOff size={16} aria-hidden />,
        isOffered: mayBeSecret,
        run: () => setAskingSecret(true),
      },
      {
        id: 'secret.end',
        title: secretWords.end,
        icon: <DoorOpen size={16} aria-hidden />,
        isOffered: isSecret,
        run: () => void endSecret(),
      },
      {
        id: 'feeding.oppose',
        title: feedingWords.oppose,
        icon: <Ban size={16} aria-hidden />,
        isOffered: isActive,
        run: askOpposition,
      },
    ],
    [mayBeSecret, isSecret, isActive, endSecret, askOpposition],
  );
  useCommands(
    useMemo(
      () =>
        acts.map(({ id, title, isOffered, run }): Command => ({
          id,
          group: words.groupRecord,
          title,
          isDisabled: !isOffered,
          run,
        })),
      [acts],
    ),
  );

  return {
    entries: acts
      .filter(({ isOffered }) => isOffered)
      .map(({ id, title, icon, run }) => ({ id, label: title, icon, onAct: run })),
    oppose: (draft, giveUp) =>
      setAsked({ draft, onRecorded: (about) => (about === 'document' ? giveUp() : undefined) }),
    notices:
      patient === null ? null : (
        <>
          <FeedingRoute bridge={bridge} ins={patient.ins} asked={asked} onAnswered={() => setAsked(null)} />
          {view === null || !isAskingSecret ? null : (
            <SecretDialog
              bridge={bridge}
              view={view}
              isOpen
              onBegun={(begun) => {
                setAskingSecret(false);
                record.accept(begun);
              }}
              onClose={() => setAskingSecret(false)}
            />
          )}
        </>
      ),
  };
}
