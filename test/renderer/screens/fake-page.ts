import { createFakeBridge, type FakeBridge } from '../../fixtures/fake-bridge.ts';
import { fakeStarts } from '../../fixtures/fake-starts.ts';
import { fakeNotices, type FakeNotice } from '../../fixtures/fake-recovery.ts';

declare global {
  interface Window {
    fake: FakeBridge;
  }
}

/** Put into the page before its own scripts, as a host does with the real bridge. */
const asked = new URLSearchParams(location.search);
const start = fakeStarts.find((known) => known === asked.get('start'));
const told = Object.keys(fakeNotices).find((name): name is FakeNotice => name === asked.get('told'));
const fake = createFakeBridge(start ?? 'open', undefined, told ?? null);
Object.assign(window, { fake, bridge: fake.bridge });
