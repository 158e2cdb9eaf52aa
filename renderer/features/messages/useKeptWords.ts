import { useEffect, useRef } from 'react';
import type { Bridge } from '../../platform/bridge.ts';
import type { Composing } from '../../platform/composing.ts';
import { openDraft } from '../../platform/drafts.ts';

/**
 * Keeps the words of a message in its author's own store while they are typed, so that a lock takes nothing, and
 * gives them back where the same message is written again.
 *
 * @param about the thread, or the patient of a new one
 */
export function useKeptWords(
  bridge: Pick<Bridge, 'drafts.keep' | 'drafts.read' | 'drafts.drop'>,
  about: string,
  { text, setText }: Composing,
): void {
  const isRead = useRef(false);
  const wasTyped = useRef(false);
  useEffect(() => {
    let left = false;
    isRead.current = false;
    void openDraft(bridge, 'message', about)
      .read()
      .then((kept) => {
        isRead.current = true;
        if (!left && kept !== null && !wasTyped.current) setText(kept.text);
      });
    return () => {
      left = true;
    };
  }, [bridge, about, setText]);
  useEffect(() => {
    if (text !== '') {
      wasTyped.current = true;
      openDraft(bridge, 'message', about).keep(text);
    } else if (wasTyped.current) {
      wasTyped.current = false;
      openDraft(bridge, 'message', about).drop();
    }
  }, [bridge, about, text]);
}
