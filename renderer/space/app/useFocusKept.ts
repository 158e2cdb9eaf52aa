import { useEffect, type RefObject } from 'react';

/** Where the focus is: the thing itself, the line that it is part of, and the list of that line. */
interface Place {
  readonly element: HTMLElement;
  readonly line: Element | null;
  readonly list: Element | null;
  readonly position: number;
  readonly part: Element | null;
}

const CAN_FOCUS = ':is(button, input, textarea, [tabindex="0"]):not([disabled], [tabindex="-1"])';

/**
 * An act often takes its own button away: what is withdrawn leaves its list, what was masked offers the contrary.
 * The keyboard then stays where it was, on the line that took that place, and does not begin again at the top of
 * the page. Somebody who presses beside everything with a pointer put the focus nowhere: it stays there.
 */
export function useFocusKept(content: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = content.current;
    if (root === null) return undefined;
    let last: Place | null = null;
    let frame = 0;

    const onFocusIn = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement) last = placeOf(target);
    };
    const forget = (): void => {
      last = null;
    };
    const keep = (): void => {
      if (last !== null && document.activeElement === document.body) nextTo(last, root)?.focus();
    };
    /** A dialog that closes gives the focus back in the next frame: what is still nowhere after it is ours. */
    const look = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(keep);
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    observer.observe(document.body, { childList: true });
    root.addEventListener('focusin', onFocusIn);
    document.addEventListener('pointerdown', forget, { capture: true });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      root.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('pointerdown', forget, { capture: true });
    };
  }, [content]);
}

function placeOf(element: HTMLElement): Place {
  const line = element.closest('li, tr');
  const list = line?.parentElement ?? null;
  return {
    element,
    line,
    list,
    position: line === null || list === null ? 0 : [...list.children].indexOf(line),
    part: element.closest('form, section'),
  };
}

/** What stands nearest to where the focus was; null while the thing itself is only at rest. */
function nextTo({ element, line, list, position, part }: Place, root: Element): HTMLElement | null {
  if (element.isConnected) return element.matches(':disabled') ? null : element;
  const nearest = list?.children[position] ?? list?.lastElementChild ?? null;
  for (const around of [line, nearest, part]) {
    const found = around?.isConnected === true ? around.querySelector<HTMLElement>(CAN_FOCUS) : null;
    if (found !== null) return found;
  }
  return root.querySelector<HTMLElement>('#space-screen-title');
}
