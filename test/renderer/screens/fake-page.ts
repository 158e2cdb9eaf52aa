import { createFakeBridge, type FakeBridge } from '../../fixtures/fake-bridge.ts';

declare global {
  interface Window {
    fake: FakeBridge;
  }
}

/** Put into the page before its own scripts, as a host does with the real bridge. */
const asked = new URLSearchParams(location.search).get('start');
const start = (['signedOut', 'locked', 'regulating', 'staff'] as const).find((known) => known === asked);
const fake = createFakeBridge(start ?? 'open');
Object.assign(window, { fake, bridge: fake.bridge });
