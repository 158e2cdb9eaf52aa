import { expect } from '@playwright/test';
import { DEMO_PIN, openPatient, runAct, searchBox, signOut, typePin } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

/** The post itself: palette, shortcuts, dark, discretion, lock, unlock, sign out. */
export async function postChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Le poste');
  await openPatient(page, 'diabetic');
  await step(
    'la palette trouve patients, actes et réglages',
    async () => {
      await page.keyboard.press('Control+k');
      const palette = page.getByRole('dialog');
      await expect(palette).toBeVisible();
      await page.keyboard.type('garnier');
      await expect(palette.getByText(/GARNIER/).first()).toBeVisible();
      return 'GARNIER proposé';
    },
    '20-palette',
  );
  await step(
    'les raccourcis de l’écran',
    async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      const sheet = page.getByRole('dialog');
      await expect(sheet).toBeVisible();
      const text = (await sheet.innerText()).split('\n').filter((line) => line.trim() !== '');
      await page.waitForTimeout(200);
      return `${text.length} lignes`;
    },
    '21-raccourcis',
  );
  await step('le guide, dans l’application, à la section que l’on cherche', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await page.getByRole('searchbox', { name: 'Chercher dans le guide' }).fill('consentement');
    const found = page.getByText(/^\d+ sections$/);
    await expect(found).toBeVisible();
    return found.innerText();
  });
  await step(
    'apparence sombre',
    async () => {
      await page.keyboard.press('Escape');
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.waitForTimeout(200);
      return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    },
    '22-sombre',
  );
  await step(
    'discrétion : le dossier n’est plus lisible',
    async () => {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.keyboard.press('Control+Shift+d');
      const veil = page.getByText('Appuyez sur une touche pour revenir au dossier.');
      await expect(veil).toBeVisible();
      return veil.innerText();
    },
    '23-discretion',
  );
  await step(
    'le journal du poste, exporté',
    async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByText('Appuyez sur une touche pour revenir au dossier.')).toHaveCount(0);
      await runAct(page, 'journal', 'Journal du poste');
      const dialog = page.getByRole('dialog', { name: 'Journal du poste' });
      await dialog.getByRole('button', { name: 'Exporter le journal' }).click();
      const saved = dialog.getByText(/Journal enregistré/);
      await expect(saved).toBeVisible();
      return saved.innerText();
    },
    '23-journal-du-poste',
  );
  await step(
    'verrouiller efface l’écran',
    async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+l');
      await expect(page.getByRole('heading', { name: 'Poste verrouillé' })).toBeVisible({ timeout: 15_000 });
      await expect(page.getByText('MOREAU')).toHaveCount(0);
      return 'aucun nom de patient sur l’écran';
    },
    '24-verrouillage',
  );
  await step('déverrouiller avec le code de la carte', async () => {
    await typePin(page, DEMO_PIN);
    await expect(page.getByRole('navigation', { name: 'Écrans' })).toBeVisible({ timeout: 20_000 });
    return 'le poste est revenu';
  });
  await step('se déconnecter', async () => {
    await signOut(page);
    await expect(searchBox(page)).toHaveCount(0);
    return 'retour à l’identification';
  });
}
