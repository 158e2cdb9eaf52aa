import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { JournalDialog } from '../../../../renderer/features/journal/JournalDialog.tsx';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { button, mount, press, settle, unmountAll } from '../../mount.tsx';

afterEach(unmountAll);

async function opened() {
  const { bridge, calls } = createFakeBridge();
  mount(<JournalDialog bridge={bridge} today="2026-11-20" isOpen onClose={() => undefined} />);
  await settle();
  const page = document.body;
  const field = (label: string): HTMLInputElement => {
    const found = [...page.querySelectorAll('input')].find(
      (each) => each.getAttribute('aria-label') === label,
    );
    if (found === undefined) throw new Error(`no field says ${label}`);
    return found;
  };
  const type = async (label: string, text: string): Promise<void> => {
    const input = field(label);
    act(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await settle();
  };
  const isOffered = () => !button(page, 'Exporter le journal').hasAttribute('disabled');
  const exported = () =>
    calls.filter(({ channel }) => channel === 'journal.export').map(({ input }) => input);
  return { page, field, type, isOffered, exported };
}

const period = (page: HTMLElement): HTMLElement => {
  const found = [...page.querySelectorAll<HTMLElement>('[role=radio], input[type=radio]')].at(-1);
  if (found === undefined) throw new Error('no period is offered');
  return found;
};

test('a period begins with the journal; a day that is no day is not exported as if none were asked for', async () => {
  const { page, field, type, isOffered, exported } = await opened();
  await press(period(page));
  await settle();
  expect(field('Du').value).toBe('03/03/2026');
  expect(field('Au').value).toBe('20/11/2026');
  expect(isOffered()).toBe(true);
  await type('Du', '31/02/2026');
  expect(isOffered()).toBe(false);
  await type('Du', '01/02/2026');
  expect(isOffered()).toBe(true);
  await press(button(page, 'Exporter le journal'));
  await settle();
  expect(exported()).toEqual([{ from: '2026-02-01', to: '2026-11-20' }]);
});
