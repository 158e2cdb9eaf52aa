import { expect } from '@playwright/test';
import { documents, scan, scannedCode, signIn, signOut } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

/** Two minutes at a counter: a code is scanned, one screen tells, a note is deposited, nobody reads over it. */
export async function counterChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Comptoir du pharmacien');
  const counter = page.getByRole('group', { name: 'Au comptoir' });
  const show = page.getByRole('button', { name: 'Montrer le dossier' });
  await step(
    'au comptoir les patients sont des initiales, jusqu’à ce qu’on demande les noms',
    async () => {
      await signIn(page, 'pharmacist');
      await expect(page.getByText('Scannez le code INS')).toBeVisible();
      return page.getByText('Scannez le code INS').innerText();
    },
    '75-comptoir',
  );
  await step(
    'le code d’une ordonnance, lu par la douchette, ouvre son patient ; rien n’est lisible avant le geste',
    async () => {
      await scan(page, scannedCode('diabetic'));
      await expect(show).toBeFocused();
      return page.getByRole('alert').innerText();
    },
    '76-comptoir-discret',
  );
  await step(
    'ordonnances, délivrances, fonction rénale, INR, poids, allergies et vaccins sur un écran',
    async () => {
      await page.keyboard.press('Enter');
      await expect(counter.getByText('Créatinine').first()).toBeVisible({ timeout: 15_000 });
      await expect(counter.getByText('Pénicilline').first()).toBeVisible();
      return counter.innerText();
    },
    '77-comptoir-dossier',
  );
  await step(
    'une dispensation : écrire, déposer, c’est reçu',
    async () => {
      await page.keyboard.press('n');
      await expect(page.getByRole('textbox', { name: 'Votre note' })).toBeFocused();
      await page.keyboard.insertText('Metformine 1 000 mg, une boîte. Dapagliflozine 10 mg, une boîte.');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText('Reçu du service')).toBeVisible({ timeout: 20_000 });
      await expect(page.getByRole('button', { name: 'Fermer' }).last()).toBeFocused();
      await page.keyboard.press('Enter');
      const line = documents(page).filter({ hasText: 'Dispensation' }).first();
      await expect(line).toBeVisible();
      return line.innerText();
    },
    '78-comptoir-note',
  );
  await step('des traits qui ne sont pas ceux de l’INS n’ouvrent personne', async () => {
    await scan(page, scannedCode('cardiac', { birthFamilyName: 'DUPONT' }));
    const refusal = page.getByRole('alert').filter({ hasText: 'rien n’a été ouvert' });
    await expect(refusal).toBeVisible();
    const said = await refusal.innerText();
    await page.getByRole('button', { name: 'J’ai compris' }).click();
    return said;
  });
  await step('le pharmacien se déconnecte', async () => {
    await signOut(page);
    return 'retour à l’identification';
  });
}
