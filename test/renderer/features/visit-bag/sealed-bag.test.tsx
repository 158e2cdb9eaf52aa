import { afterEach, describe, expect, test } from 'vitest';
import { createVisitBagStore } from '../../../../renderer/features/visit-bag/visit-bag-store.ts';
import { VisitBagRoute } from '../../../../renderer/features/visit-bag/VisitBagRoute.tsx';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';
import { button, mount, press, settle, unmountAll } from '../../mount.tsx';

afterEach(unmountAll);

/** What reads the PDF of the bag; left alone, it goes on for ever. */
type Reader = (leaving: AbortSignal) => Promise<void>;
const untilLeft: Reader = (leaving) =>
  new Promise((resolve) => {
    leaving.addEventListener('abort', () => resolve(), { once: true });
  });

async function sealedFor(count: number, readWords: Reader = async () => undefined) {
  const fake = createFakeBridge();
  const patients = fakePatients.slice(0, count).map(({ identity }) => identity.ins);
  await fake.bridge['visitBag.seal']({ patients });
  const store = createVisitBagStore(fake.bridge, readWords);
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
  return { page, lines, removed, key, bridge: fake.bridge };
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

  test('says how far the reading of its PDF is, stops it by one act and goes on by another', async () => {
    const { page, bridge } = await sealedFor(1, untilLeft);
    const bar = () => page.querySelector('[role="progressbar"]');
    expect(bar()?.textContent).toContain('0 sur 3');
    const next = await bridge['visitBag.nextPages']({});
    if (!next.ok || next.value === null) throw new Error('the bag holds no PDF');
    const { ins, uniqueId } = next.value;
    await bridge['visitBag.tellPages']({ ins, uniqueId, text: 'mot' });
    await settle();
    expect(bar()?.textContent).toContain('1 sur 3');
    await press(button(page, 'Arrêter la lecture'));
    await settle();
    expect(bar()).toBeNull();
    expect(page.textContent).toContain('2 PDF ne sont pas encore lus');
    await press(button(page, 'Lire les PDF'));
    await settle();
    expect(bar()?.textContent).toContain('0 sur 2');
  });

  test('goes on reading when it is asked to before the document under way is at its end', async () => {
    let endDocument: () => void = () => undefined;
    let turns = 0;
    const slow: Reader = () => {
      turns += 1;
      return new Promise((resolve) => {
        endDocument = resolve;
      });
    };
    const { page } = await sealedFor(1, slow);
    const bar = () => page.querySelector('[role="progressbar"]');
    await press(button(page, 'Arrêter la lecture'));
    await settle();
    expect(bar()).toBeNull();
    await press(button(page, 'Lire les PDF'));
    await settle();
    expect(bar()?.textContent).toContain('0 sur 3');
    expect(turns).toBe(1);
    endDocument();
    await settle();
    expect(turns).toBe(2);
    expect(bar()?.textContent).toContain('0 sur 3');
  });

  test('says of each patient how many documents no word finds', async () => {
    const { lines } = await sealedFor(1);
    expect(lines()[0]).toContain('12 documents, dont 2 sans texte');
  });
});
