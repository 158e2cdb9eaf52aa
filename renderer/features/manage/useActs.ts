import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { DocumentAct, DocumentSummary } from '../../../shared/bridge/record.ts';
import { announce } from '../../platform/announcer.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { ceremonies } from './acts.ts';
import { differences } from './differences.ts';
import { actWords } from './messages.ts';

type ActState =
  | { readonly status: 'idle' }
  | { readonly status: 'asking'; readonly act: DocumentAct }
  | { readonly status: 'acting'; readonly act: DocumentAct }
  | { readonly status: 'done'; readonly act: DocumentAct }
  /** Kept on the post, and not received yet; until `leavesAt` it waits so that it can be taken back. */
  | { readonly status: 'waiting'; readonly act: DocumentAct; readonly waiting: WaitingAct }
  | { readonly status: 'failed'; readonly act: DocumentAct; readonly failure: Failure }
  /** Somebody else changed the document first; nothing was done, and this is what changed. */
  | { readonly status: 'stale'; readonly changes: readonly string[] };

interface WaitingAct {
  readonly actId: string;
  readonly leavesAt: string | null;
  readonly canUndo: boolean;
}

export interface Acts {
  readonly state: ActState;
  /** Begins an act: at once, or by saying first what will happen. */
  readonly begin: (act: DocumentAct) => void;
  readonly perform: (act: DocumentAct) => Promise<void>;
  /** Takes the act that waits back. */
  readonly undo: (actId: string) => Promise<void>;
  readonly dismiss: () => void;
}

type ActsBridge = Pick<Bridge, 'document.act' | 'record.documents' | 'outbox.undo'>;
type OnChanged = (ins: InsRef, uniqueId: string, document: DocumentSummary | null) => void;

const IDLE: ActState = { status: 'idle' };

/** The acts on one document; another document needs a component of its own. */
export function useActs(
  bridge: ActsBridge,
  ins: InsRef,
  summary: DocumentSummary,
  onChanged: OnChanged,
  onStale?: () => void,
): Acts {
  const [state, setState] = useState<ActState>(IDLE);

  async function perform(act: DocumentAct): Promise<void> {
    const { uniqueId, version } = summary;
    setState({ status: 'acting', act });
    const answer = await bridge['document.act']({
      ins,
      uniqueId,
      act,
      seenVersion: version,
      confirmed: ceremonies[act] !== 'none',
    });
    if (answer.ok && answer.value.waiting !== null) {
      setState({ status: 'waiting', act, waiting: answer.value.waiting });
    } else if (answer.ok) {
      setState({ status: 'done', act });
      announce(actWords[act].done);
      onChanged(ins, uniqueId, answer.value.document);
    } else if (answer.error.code === 'STALE_VERSION') {
      const now = await reread(bridge, ins, summary);
      if (now === 'unknown') return setState({ status: 'failed', act, failure: answer.error });
      setState({ status: 'stale', changes: differences(summary, now) });
      onChanged(ins, uniqueId, now);
      onStale?.();
    } else setState({ status: 'failed', act, failure: answer.error });
  }

  return {
    state,
    begin: (act) => {
      if (ceremonies[act] === 'none') void perform(act);
      else setState({ status: 'asking', act });
    },
    perform,
    undo: async (actId) => {
      const answer = await bridge['outbox.undo']({ actId });
      const { act } = state.status === 'waiting' ? state : { act: null };
      if (answer.ok || act === null) setState(IDLE);
      else setState({ status: 'failed', act, failure: answer.error });
    },
    dismiss: () => setState(IDLE),
  };
}

/** The document's sheet as it is now, looked for from the day of its act on; null when it is no longer listed. */
async function reread(
  bridge: ActsBridge,
  ins: InsRef,
  { uniqueId, actDate }: DocumentSummary,
): Promise<DocumentSummary | null | 'unknown'> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ActsBridge['record.documents']>> = await bridge['record.documents']({
      ins,
      since: actDate.slice(0, 10),
      includeSuperseded: true,
      cursor,
    });
    if (!page.ok || page.value.ins.value !== ins.value) return 'unknown';
    const found = page.value.documents.find((document) => document.uniqueId === uniqueId);
    if (found !== undefined) return found;
    cursor = page.value.cursor;
  } while (cursor !== null);
  return null;
}
