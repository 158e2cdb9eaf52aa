import type { Bridge } from '../../shared/bridge/contract.ts';

declare global {
  interface Window {
    /** Put there by the host before the page's first script (docs/architecture.md). */
    readonly bridge?: Bridge;
  }
}

export type { Bridge };

/**
 * The only way out of the page. Throws when the page was opened outside its host: there is nothing to work
 * with then, and the error boundary says so.
 */
export function pageBridge(page: Window = window): Bridge {
  if (page.bridge === undefined) throw new Error('the page runs outside its host');
  return page.bridge;
}
