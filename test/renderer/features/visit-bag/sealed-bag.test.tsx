import { afterEach, describe, expect, test } from 'vitest';
import { createVisitBagStore } from '../../../../renderer/features/visit-bag/visit-bag-store.ts';
import { VisitBagRoute } from '../../../../renderer/features/visit-bag/VisitBagRoute.tsx';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';
import { button, mount, press, settle, unmountAll } from '../../mount.tsx';

afterEach(unmountAll);

async function sealedFor(count: number) {
  const fake = createFakeBridge();
  const patients = fakePatients.slice(0, count).map(({ identity }) => identity.ins);
  await fake.bridge['visitBag.seal']({ patients });
  const store = createVisitBagStore(fake.bridge);
  store.follow();
  const page = mount(<VisitBagRoute store={store} today="2026-11-20" onOpen={() => undefined} />);
  await settle();
  const lines = () => [...page.querySelectorAll('[role="option"]')].map((line) => line.textContent);
  const removed = () => fake.calls.filter(({ channel }) => channel === 'visitBag.remove');
  const key = async (name: string): Promise<void> => {
    const list = page.querySelector('[role="listbox"]');
    list?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
    await settle();
  };
  return { page, lines, removed, key };
}

describe('the bag of the day', () => {
  test('lets one patient go by one key, once it is confirmed, and keeps the others', async () => {
    const { lines, removed, key } = await sealedFor(3);
    const [first, second, third] = lines();
    await key('ArrowDown');
    await key('Delete');
    expect(removed()).toEqual([]);
    await press(button(document.body, 'Annuler'));
    await settle();
    expect(lines()).toHaveLength(3);
    await key('Delete');
    await press(button(document.body, 'Retirer de la tournée'));
    await settle();
    expect(removed().map(({ input }) => input)).toEqual([{ ins: fakePatients[1]?.identity.ins }]);
    expect(lines()).toEqual([first, third]);
    expect(lines()).not.toContain(second);
  });

  test('is asked for anew once the last one is gone', async () => {
    const { page, key } = await sealedFor(1);
    await key('Delete');
    await press(button(document.body, 'Retirer de la tournée'));
    await settle();
    expect(page.querySelector('[role="listbox"][aria-label="Patients emportés"]')).toBeNull();
  });
});
