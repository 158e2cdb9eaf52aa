import { createFakeBridge, type FakeBridge } from '../../fixtures/fake-bridge.ts';

declare global {
  interface Window {
    fake: FakeBridge;
  }
}

/** Put into the page before its own scripts, as a host does with the real bridge. */
const start = new URLSearchParams(location.search).get('start') === 'signedOut' ? 'signedOut' : 'open';
const fake = createFakeBridge(start);
Object.assign(window, { fake, bridge: fake.bridge });
