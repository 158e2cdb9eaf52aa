import type { SpaceBridge } from '../../shared/bridge/space/contract.ts';

export type { SpaceBridge };

/**
 * The only way out of the patient's page. Its host gives it the calls of the space's contract and no other.
 *
 * @throws Error when the page was opened outside its host
 */
export function spaceBridge(page: Window = window): SpaceBridge {
  const { bridge }: { readonly bridge?: unknown } = page;
  if (bridge === undefined) throw new Error('the page runs outside its host');
  return bridge as SpaceBridge;
}
