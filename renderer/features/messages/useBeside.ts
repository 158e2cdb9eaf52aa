import { useEffect, useState } from 'react';
import { sameIns, type PatientIdentity } from '../../../shared/bridge/identity.ts';
import {
  NEW_DRAFT,
  NEW_SECRET_DRAFT,
  type DraftedMessage,
  type Thread,
} from '../../../shared/bridge/messages.ts';
import { draftsAbout, openDraft, type DraftsBridge } from '../../platform/drafts.ts';
import type { WaitingMessages } from './waiting-store.ts';

/** What stands beside the list. */
export type Beside =
  | { readonly kind: 'thread'; readonly threadId: string }
  /** A thread whose first message the service has not received. */
  | { readonly kind: 'begun'; readonly actId: string }
  | { readonly kind: 'new'; readonly patient: PatientIdentity | null };

interface Context {
  /** The patient of the open record; null: all of them. */
  readonly patient: PatientIdentity | null;
  readonly isSecret: boolean;
  readonly threads: readonly Thread[];
  readonly messages: WaitingMessages;
}

/**
 * What is beside the list: what was chosen there, or, before anything was, the message that was being written when
 * its author left.
 */
export function useBeside(
  bridge: DraftsBridge,
  { patient, isSecret, threads, messages: { waiting, delivered } }: Context,
): readonly [Beside | null, (beside: Beside | null) => void] {
  const [chosen, choose] = useState<Beside | null | undefined>(undefined);
  const [drafted, setDrafted] = useState<readonly Beside[]>([]);
  useEffect(() => {
    let left = false;
    void draftedMessages(bridge, isSecret ? NEW_SECRET_DRAFT : NEW_DRAFT).then((found) => {
      if (!left) setDrafted(found);
    });
    return () => {
      left = true;
    };
  }, [bridge, isSecret]);
  const fits = (draft: Beside): boolean =>
    draft.kind === 'thread'
      ? threads.some(({ threadId }) => threadId === draft.threadId)
      : draft.kind === 'new' &&
        (patient === null || draft.patient === null || sameIns(patient.ins, draft.patient.ins));
  const beside = chosen === undefined ? (drafted.find(fits) ?? null) : chosen;
  if (beside?.kind !== 'begun' || waiting.some(({ actId }) => actId === beside.actId)) {
    return [beside, choose];
  }
  // It arrived: its thread is there. Or it was taken back, elsewhere.
  const threadId = delivered.get(beside.actId);
  return [threadId === undefined ? null : { kind: 'thread', threadId }, choose];
}

/** Messages that were being written, the latest first. @param begins before the patient of a new one */
async function draftedMessages(bridge: DraftsBridge, begins: string): Promise<Beside[]> {
  const abouts = await draftsAbout(bridge, 'message', '');
  const found = await Promise.all(
    abouts.toReversed().map(async (about): Promise<Beside | null> => {
      if (!about.includes(' ')) return { kind: 'thread', threadId: about };
      if (!about.startsWith(begins)) return null;
      const kept = await openDraft(bridge, 'message', about).read();
      const drafted = kept === null ? null : (JSON.parse(kept.text) as DraftedMessage);
      return drafted?.patient == null ? null : { kind: 'new', patient: drafted.patient };
    }),
  );
  return found.flatMap((each) => each ?? []);
}
