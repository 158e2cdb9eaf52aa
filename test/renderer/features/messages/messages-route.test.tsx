import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { MessagesRoute } from '../../../../renderer/features/messages/MessagesRoute.tsx';
import { createThreadsStore } from '../../../../renderer/features/messages/threads-store.ts';
import { currentCommands } from '../../../../renderer/platform/commands.ts';
import { openDraft } from '../../../../renderer/platform/drafts.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { button, mount, press, settle, unmountAll } from '../../mount.tsx';

afterEach(unmountAll);

async function messages() {
  const { bridge, calls } = createFakeBridge();
  const store = createThreadsStore(bridge, null);
  const page = mount(
    <MessagesRoute
      bridge={bridge}
      store={store}
      patient={null}
      isSecret={false}
      today="2026-11-20"
      renderFile={() => null}
      onOpenRecord={null}
      onDeposit={() => undefined}
      onSignIn={() => undefined}
    />,
  );
  await act(() => store.load());
  await settle();
  const option = (words: string): HTMLElement => {
    const found = [...page.querySelectorAll<HTMLElement>('[role=option]')].find(({ textContent }) =>
      textContent.includes(words),
    );
    if (found === undefined) throw new Error(`no thread says ${words}`);
    return found;
  };
  /** Which pane stands alone where there is no room for two. */
  const shows = () => page.querySelector<HTMLElement>('[data-shows]')?.dataset['shows'];
  const back = () => currentCommands().find(({ id }) => id === 'messages.back');
  const goBack = async () => {
    act(() => back()?.run());
    await settle();
  };
  return { page, option, shows, back, goBack, bridge, calls };
}

test.each([
  ['a conversation', 'DURAND'],
  ['a thread whose first message waits', 'Rendez-vous de contrôle'],
])('%s is shown where there is room for one pane only, and Esc leads back', async (_, words) => {
  const { option, shows, back, goBack } = await messages();
  expect(shows()).toBe('first');
  expect(back()).toBeUndefined();
  await press(option(words));
  await settle();
  expect(shows()).toBe('second');
  expect(back()?.keys).toBe('Escape');
  await goBack();
  expect(shows()).toBe('first');
  // A command that only stands there would take Esc from what is around the messages.
  expect(back()).toBeUndefined();
});

test('a message that is begun is left as a conversation is, without a key too', async () => {
  const { page, shows } = await messages();
  await press(button(page, 'Nouveau message'));
  await settle();
  expect(shows()).toBe('second');
  await press(button(page, 'Revenir à la liste'));
  await settle();
  expect(shows()).toBe('first');
});

test('what is being typed goes to the store before a begun message is taken back into its draft', async () => {
  const { page, option, bridge, calls } = await messages();
  await press(option('Rendez-vous de contrôle'));
  await settle();
  const before = calls.length;
  openDraft(bridge, 'message', 'of the same patient').keep('typed just before');
  await press(button(page, 'Reprendre le message'));
  await settle();
  const kept = calls.slice(before).map(({ channel }) => channel);
  // Kept after it, what was typed would take the place of the message that was given back.
  expect(kept.filter((channel) => ['drafts.keep', 'messages.takeBack'].includes(channel))).toEqual([
    'drafts.keep',
    'messages.takeBack',
  ]);
});
