import { afterEach, describe, expect, test } from 'vitest';
import { RecoveryGate } from '../../../../renderer/features/recovery/RecoveryGate.tsx';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import type { FakeNotice } from '../../../fixtures/fake-recovery.ts';
import { button, mount, press, settle, unmountAll } from '../../mount.tsx';

afterEach(unmountAll);

async function show(notice: FakeNotice | null) {
  const fake = createFakeBridge('open', undefined, notice);
  let signedOut = 0;
  const page = mount(
    <RecoveryGate bridge={fake.bridge} demonstration onSignOut={() => (signedOut += 1)}>
      <p>le bureau</p>
    </RecoveryGate>,
  );
  await settle();
  const told = () => fake.calls.filter(({ channel }) => channel === 'recovery.told').length;
  return { page, told, signedOut: () => signedOut };
}
const text = (page: HTMLElement) => page.textContent.replaceAll(/[\u202F\u00A0]/g, ' ');

describe('what became of one’s data on this post', () => {
  test('is not spoken of where they were found as they were left', async () => {
    const { page } = await show(null);
    expect(text(page)).toBe('le bureau');
  });

  test('says what was recovered, what was not, and under which name the damaged file is kept', async () => {
    const { page, told } = await show('damaged');
    expect(text(page)).not.toContain('le bureau');
    expect(text(page)).toContain(
      '2 envois en attente, 412 patients de votre liste et 1 286 lignes du journal',
    );
    expect(text(page)).toContain('vos brouillons et vos annonces, oppositions et urgences');
    expect(text(page)).toContain('store.db.2026-11-20T08-12-00');
    await press(button(page, 'Continuer'));
    await settle();
    expect(text(page)).toBe('le bureau');
    expect(told()).toBe(1);
  });

  test('names the version that a newer store needs, and offers nothing that deletes', async () => {
    const { page, signedOut } = await show('newer');
    expect(text(page)).toContain('Poste Santé 0.4.0');
    expect(text(page)).toContain('Rien n’a été modifié ni supprimé');
    const acts = [...page.querySelectorAll('button')].map((each) => each.textContent);
    expect(acts).toHaveLength(2);
    expect(acts.join(' ')).not.toMatch(/supprim|efface/i);
    await press(button(page, 'Se déconnecter'));
    expect(signedOut()).toBe(1);
  });

  test('lets one go on in memory beside a store that is left alone', async () => {
    const { page } = await show('full');
    expect(text(page)).toContain('Le disque de ce poste est plein.');
    await press(button(page, 'Continuer sans ces données'));
    await settle();
    expect(text(page)).toBe('le bureau');
  });
});
