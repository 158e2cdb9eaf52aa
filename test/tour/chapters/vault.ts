import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { launchOnChromium } from '../../e2e/application.ts';
import { DEMO_PIN, fillCode, lockPost, readCode, runAct, signIn, typePin } from '../../e2e/driver.ts';
import { missingForPrivateBus, startPrivateBus } from '../../fixtures/private-bus.ts';
import type { PrivateKeyring } from '../../fixtures/private-keyring.ts';
import type { Guide } from '../guide.ts';

/**
 * A post of its own with a real keychain, which the tour's has not: the code on paper, and what it is for. Where this machine
 * has no keychain to start, the tour says so.
 *
 * @param folder of the pictures
 */
export const vaultChapter =
  (folder: string) =>
  async (guide: Guide): Promise<void> => {
    guide.enter('Les clés');
    const missing = missingForPrivateBus();
    if (missing !== undefined) {
      await guide.step('un trousseau vidé, et le code de secours', async () => `non essayé ici : ${missing}`);
      return;
    }
    const bus = await startPrivateBus();
    const app = await launchOnChromium({ env: bus.env });
    try {
      await app.page.setViewportSize({ width: 1280, height: 720 });
      await walk(guide, app.page, bus.keyring, path.join(folder, '60-trousseau-vide.png'));
    } finally {
      await app.close();
      await bus.stop();
    }
  };

async function walk({ step }: Guide, page: Page, keyring: PrivateKeyring, picture: string): Promise<void> {
  let code = '';
  await step('le trousseau du poste garde la clé : un code de secours est proposé', async () => {
    await signIn(page, 'doctor');
    await runAct(page, 'clés et codes', 'Clés et codes');
    await expect(page.getByText('Trousseau du poste')).toBeVisible();
    await expect(page.getByRole('dialog').getByText('Ouvert')).toBeVisible();
    return 'trousseau ouvert, aucun code imprimé';
  });
  await step('le code se lit une fois, et compte quand deux groupes ont été recopiés', async () => {
    await page.getByRole('button', { name: 'Imprimer un code' }).click();
    const read = await readCode(page);
    code = read.join(' ');
    await page.getByRole('button', { name: 'J’ai la feuille' }).click();
    await fillCode(page, read);
    await page.getByRole('button', { name: 'Garder ce code' }).click();
    await expect(page.getByText('compte à partir de maintenant')).toBeVisible();
    await page.getByRole('button', { name: 'Terminé' }).click();
    return `${read.length} groupes imprimés`;
  });
  await step('le trousseau est vidé : l’écran le dit, et rien n’est perdu', async () => {
    await lockPost(page);
    await expect(page.getByRole('heading', { name: 'Poste verrouillé' })).toBeVisible({ timeout: 15_000 });
    await keyring.replace('sound');
    await typePin(page, DEMO_PIN);
    const told = page.getByRole('alert').filter({ hasText: 'Le trousseau de ce poste a été vidé' });
    await expect(told).toBeVisible({ timeout: 30_000 });
    await page.screenshot({ path: picture });
    return (await page.getByText('Rien n’est perdu').innerText()).trim();
  });
  await step('le code de secours ouvre, et la clé est remise', async () => {
    const field = page.getByLabel('Code de secours', { exact: true });
    await field.fill(code);
    await field.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Écrans' })).toBeVisible({ timeout: 30_000 });
    return 'le bureau est revenu';
  });
}
