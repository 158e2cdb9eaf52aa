import type { InsRef } from '../../shared/bridge/identity.ts';
import { wordsFor } from '../i18n/failures.ts';
import { announce } from '../platform/announcer.ts';
import type { Bridge } from '../platform/bridge.ts';
import { words } from './messages.ts';

/** Saves the proof of all acts on a record that the professional may see, and says how it ended. */
export async function saveProof(bridge: Pick<Bridge, 'journal.saveProof'>, ins: InsRef): Promise<void> {
  const answer = await bridge['journal.saveProof']({ ins, actId: null });
  if (!answer.ok) announce(wordsFor(answer.error.code).what);
  else if (answer.value.saved) announce(words.proofSaved({ count: answer.value.entries }));
}
