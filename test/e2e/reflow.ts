import type { Page } from '@playwright/test';

/**
 * What the page keeps from who zooms to twice the size (WCAG 1.4.10, 2.4.11): it scrolls sideways, or an act is cut off,
 * out of the window, or covered; and from who has no mouse: an act that no key reaches. What scrolls by hand may bring
 * an act into sight; a grid or a plot may scroll sideways.
 */
export const keptFromSight = (page: Page): Promise<string[]> => page.evaluate(inPage);

/** Runs in the page: whatever it needs is in it. */
function inPage(): string[] {
  const ACTS =
    'button, a[href], label:has(input), input, textarea, select, [role=tab], [role=option], [role=menuitem], [tabindex="0"]';
  const MAY_SCROLL_SIDEWAYS = 'table, [role=grid], canvas, svg, img, pre';
  /** Pixels that a rounded corner or a ring may stand over. */
  const SLACK = 2;
  const found: string[] = [];
  const nameOf = (element: Element): string => {
    const words = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `${element.tagName.toLowerCase()} « ${words.trim().slice(0, 40)} »`;
  };
  const isScrolled = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';

  if (document.documentElement.scrollWidth > window.innerWidth) found.push('the page scrolls sideways');
  for (const element of document.querySelectorAll('*')) {
    if (element.clientWidth === 0 || element.scrollWidth <= element.clientWidth + 1) continue;
    if (!isScrolled(getComputedStyle(element).overflowX)) continue;
    if (element.querySelector(MAY_SCROLL_SIDEWAYS) === null)
      found.push(`scrolls sideways: ${nameOf(element)}`);
  }

  const isLookedAt = (act: Element): boolean => {
    if (act.closest('[inert], [hidden], [aria-hidden=true]') !== null) return false;
    // A box's or a choice's label is what is used, and what only a screen reader hears is not seen by anybody.
    if (act instanceof HTMLInputElement && (act.type === 'hidden' || act.closest('label') !== null))
      return false;
    if (!act.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    for (let box: Element | null = act; box !== null; box = box.parentElement) {
      const { width, height } = box.getBoundingClientRect();
      const { clipPath, clip } = getComputedStyle(box);
      if (clipPath !== 'none' || clip !== 'auto' || (width <= 1 && height <= 1)) return false;
    }
    return true;
  };

  /** Why no hand brings it into the window; null: it is there, or may be. */
  const cutOff = (act: Element): string | null => {
    let { left, top, width, height } = act.getBoundingClientRect();
    for (let box = act.parentElement; box !== null; box = box.parentElement) {
      const edge = box.getBoundingClientRect();
      const { overflowX, overflowY, display, position } = getComputedStyle(box);
      if (display === 'contents') continue;
      const [scrollsX, scrollsY] = [isScrolled(overflowX), isScrolled(overflowY)];
      if ((scrollsX || scrollsY) && Math.min(edge.height, edge.width) < 24) return 'no room to scroll in';
      if (scrollsX) {
        width = Math.min(width, edge.width);
        left = Math.max(edge.left, Math.min(left, edge.right - width));
      }
      if (scrollsY) {
        height = Math.min(height, edge.height);
        top = Math.max(edge.top, Math.min(top, edge.bottom - height));
      }
      const isBeside = left < edge.left - SLACK || left + width > edge.right + SLACK;
      const isBeyond = top < edge.top - SLACK || top + height > edge.bottom + SLACK;
      if ((overflowX !== 'visible' && isBeside) || (overflowY !== 'visible' && isBeyond)) {
        return `cut off by ${nameOf(box)}`;
      }
      if (position === 'fixed') break;
    }
    const isIn =
      left >= -SLACK &&
      top >= -SLACK &&
      left + width <= window.innerWidth + SLACK &&
      top + height <= window.innerHeight + SLACK;
    return isIn ? null : 'out of the window';
  };

  const AT = [0.5, 0.1, 0.9];
  const isCovered = (act: Element): boolean => {
    act.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    const { left, top, width, height } = act.getBoundingClientRect();
    // A list that is taller than the window is reached by its lines.
    if (height > window.innerHeight) return false;
    return !AT.some((x) =>
      AT.some((y) => {
        const there = document.elementFromPoint(left + width * x, top + height * y);
        return there !== null && (act.contains(there) || there.contains(act));
      }),
    );
  };

  const MOVED_IN_BY_ARROWS =
    '[role=listbox], [role=tablist], [role=menu], [role=radiogroup], [role=grid], [role=toolbar]';
  const isReached = (element: Element): boolean => element instanceof HTMLElement && element.tabIndex >= 0;
  const noKey = (act: Element): boolean => {
    const used = act instanceof HTMLLabelElement ? act.querySelector('input') : act;
    if (used === null || used.matches(':disabled, [aria-disabled=true]') || isReached(used)) return false;
    // The arrow of a field that proposes: the field opens it by its own keys.
    if (used.matches('[aria-haspopup=listbox]') && used.parentElement?.querySelector('[role=combobox]'))
      return false;
    const whole = used.closest(MOVED_IN_BY_ARROWS);
    if (whole === null) return true;
    const isRuled =
      whole.id !== '' && document.querySelector(`[aria-controls~="${CSS.escape(whole.id)}"]`) !== null;
    return !isRuled && !isReached(whole) && ![...whole.querySelectorAll('*')].some(isReached);
  };

  const over = [...document.querySelectorAll('[role=dialog], [role=alertdialog], [role=menu]')].at(-1);
  for (const act of document.querySelectorAll(ACTS)) {
    if (!isLookedAt(act) || (over !== undefined && !over.contains(act))) continue;
    const why = cutOff(act) ?? (isCovered(act) ? 'covered' : noKey(act) ? 'no key reaches it' : null);
    if (why !== null) found.push(`${why}: ${nameOf(act)}`);
  }
  return found;
}
