import { afterEach, describe, expect, test } from 'vitest';
import type { SystemStatus } from '../../../shared/bridge/system.ts';
import { useLeaving } from '../../../renderer/app/use-leaving.tsx';
import { again, button, mount, press, settle, unmountAll } from '../mount.tsx';
import { soundStatus } from './sound-status.ts';

afterEach(unmountAll);

type Storage = SystemStatus['storage'];
const statusOf = (storage: Storage, waiting: number): SystemStatus =>
  soundStatus({
    sessionEndsAt: null,
    outbox: { toReview: 0, waiting, refused: 0 },
    storage,
    keychain: storage === 'memory' ? 'absent' : 'ready',
  });

function Probe({ status, did }: { readonly status: SystemStatus; readonly did: string[] }) {
  const { onLock, onSignOut, dialog } = useLeaving(status, {
    onLock: () => did.push('locked'),
    onSignOut: () => did.push('signedOut'),
    onOutbox: () => did.push('outbox'),
  });
  return (
    <>
      <button onClick={onLock}>verrouiller</button>
      <button onClick={onSignOut}>partir</button>
      {dialog}
    </>
  );
}

async function at(storage: Storage, waiting: number) {
  const did: string[] = [];
  const page = mount(<Probe status={statusOf(storage, waiting)} did={did} />);
  await settle();
  const ask = async (name: string): Promise<void> => {
    button(page, name).click();
    await settle();
  };
  const become = (count: number) => again(<Probe status={statusOf(storage, count)} did={did} />);
  return { did, ask, become };
}
const text = () => document.body.textContent.replaceAll(/[\u202F\u00A0]/g, ' ');

describe('leaving a post', () => {
  test.each([
    ['encrypted', 2],
    ['memory', 0],
  ] as const)('asks nothing where nothing would be lost: %s, %i waiting', async (storage, waiting) => {
    const { did, ask } = await at(storage, waiting);
    await ask('verrouiller');
    await ask('partir');
    expect(did).toEqual(['locked', 'signedOut']);
  });

  test('that keeps nothing says what a lock would lose, and leads to where it can still be sent', async () => {
    const { did, ask } = await at('memory', 2);
    await ask('verrouiller');
    expect(did).toEqual([]);
    expect(text()).toContain('2 envois en attente seraient perdus');
    await press(button(document.body, 'Voir les envois'));
    await settle();
    expect(did).toEqual(['outbox']);
    expect(text()).not.toContain('seraient perdus');
  });

  test('is done all the same once it was understood', async () => {
    const { did, ask } = await at('memory', 1);
    await ask('partir');
    expect(text()).toContain('1 envoi en attente serait perdu');
    await press(button(document.body, 'Se déconnecter et les perdre'));
    expect(did).toEqual(['signedOut']);
  });

  test('locks when it is asked a second time: whoever must go at once is not held', async () => {
    const { did, ask } = await at('memory', 1);
    await ask('verrouiller');
    await ask('verrouiller');
    expect(did).toEqual(['locked']);
  });

  test('asks anew of what came to wait after all of the rest was received', async () => {
    const { did, ask, become } = await at('memory', 2);
    await ask('partir');
    await become(0);
    expect(text()).not.toContain('perdu');
    await become(1);
    expect(text()).not.toContain('perdu');
    await ask('verrouiller');
    expect(text()).toContain('1 envoi en attente serait perdu');
    expect(did).toEqual([]);
  });
});
