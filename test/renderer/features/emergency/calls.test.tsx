import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { Calls } from '../../../../renderer/features/emergency/Calls.tsx';
import { createCallStores, insAuthority } from '../../../../renderer/features/emergency/call-store.ts';
import { createEmergencyStore } from '../../../../renderer/features/emergency/emergency-store.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { mount, settle, unmountAll } from '../../mount.tsx';

afterEach(unmountAll);

test('what is heard before the service has opened the call is typed for that call, not for the one before it', async () => {
  const { bridge } = createFakeBridge('regulating');
  const stores = createCallStores(bridge, insAuthority(true));
  let letThrough: () => void = () => undefined;
  let isSlow = false;
  const emergencies = createEmergencyStore(
    {
      ...bridge,
      'emergency.openCall': async (input) => {
        if (isSlow) await new Promise<void>((resolve) => (letThrough = resolve));
        return bridge['emergency.openCall'](input);
      },
    },
    stores.adopt,
  );
  const stop = emergencies.start();
  const first = await emergencies.openCall();
  if (!first.ok) throw new Error(first.error.code);
  const page = mount(
    <Calls
      stores={stores}
      emergencies={emergencies}
      today="2026-11-20"
      isShown
      onOpened={() => undefined}
      onShow={() => undefined}
      onSignIn={() => undefined}
    />,
  );
  await settle();
  const shown = (): HTMLInputElement => {
    const fields = [...page.querySelectorAll('input')].filter((field) => field.closest('[hidden]') === null);
    const [field] = fields;
    if (field === undefined || fields.length > 1)
      throw new Error(`${String(fields.length)} fields are shown`);
    return field;
  };
  isSlow = true;
  let second: ReturnType<typeof emergencies.openCall> | undefined;
  act(() => {
    second = emergencies.openCall();
  });
  await settle();
  expect(document.activeElement).toBe(shown());
  await act(() => stores.next().hear('Mme Camille LAMBERT', '2026-11-20'));
  expect(shown().value).toBe('Mme Camille LAMBERT');
  letThrough();
  await settle();
  const opened = await second;
  if (opened?.ok !== true) throw new Error('no second call');
  expect(emergencies.state.getState().currentCall).toBe(opened.value.number);
  expect(shown().value).toBe('Mme Camille LAMBERT');
  expect(document.activeElement).toBe(shown());
  expect(stores.of(first.value).state.getState().text).toBe('');
  stop();
  stores.end();
});
