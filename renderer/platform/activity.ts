import type { Bridge } from './bridge.ts';

/** Less than the time after which the workstation locks itself, and rare enough to cost nothing. */
const QUIET_MS = 60_000;

/** What a person does who reads, scrolls or types; nothing that the page does by itself. */
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/**
 * Tells the workstation that somebody is at the post, by the lightest call there is, at most once a minute:
 * reading a document or typing a title calls nothing by itself, and the post would lock under the reader's eyes.
 * The call goes with the first act of a minute and never after the last one, so that a lock is never late.
 *
 * @param page where the acts are seen before any part of the page handles them
 * @returns how to stop
 */
export function reportActivity(bridge: Pick<Bridge, 'session.state'>, page: EventTarget): () => void {
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const onSign = (): void => {
    if (quiet !== undefined) return;
    quiet = setTimeout(() => {
      quiet = undefined;
    }, QUIET_MS);
    // What the workstation answers, a lock included, it also announces to the whole page.
    void bridge['session.state']({});
  };
  const options = { capture: true, passive: true } as const;
  for (const sign of SIGNS) page.addEventListener(sign, onSign, options);
  return () => {
    clearTimeout(quiet);
    for (const sign of SIGNS) page.removeEventListener(sign, onSign, options);
  };
}
