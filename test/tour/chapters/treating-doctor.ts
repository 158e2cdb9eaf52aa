import { expect } from '@playwright/test';
import { documents, goHome, openPatient, timeLine } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

/** The médecin traitant at the patient's request: role, blocks, accesses; and one's own records. */
export async function treatingDoctorChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Médecin traitant et droits');
  const dialog = page.getByRole('dialog');
  const part = async (key: '1' | '9' | '0'): Promise<void> => {
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press(key);
  };
  await step(
    'la partie Droits : mon droit, mes déclarations, les médecins traitants',
    async () => {
      await openPatient(page, 'adult');
      await expect(timeLine(page)).toBeVisible();
      await part('9');
      const row = page.getByRole('row', { name: /Équipe de soins/ }).first();
      await expect(row).toBeVisible();
      return (await row.innerText()).replaceAll(/\s+/g, ' ');
    },
    '40-droits',
  );
  await step(
    'devenir médecin traitant demande que la demande du patient soit cochée',
    async () => {
      await page.getByRole('button', { name: 'Devenir médecin traitant…' }).click();
      const take = dialog.getByRole('button', { name: 'Devenir médecin traitant' });
      await expect(take).toBeDisabled();
      await dialog.getByRole('checkbox').check({ force: true });
      await take.click();
      const badge = page.getByLabel('Patient', { exact: true }).getByText('Médecin traitant');
      await expect(badge).toBeVisible();
      return badge.innerText();
    },
    '41-medecin-traitant',
  );
  await step(
    'le filtre « Masqués » ne montre que les documents masqués',
    async () => {
      await part('1');
      const masked = timeLine(page).getByRole('button', { name: 'Masqués' });
      await masked.click();
      await expect(documents(page).filter({ hasNotText: 'Masqué' })).toHaveCount(0);
      const shown = await documents(page).count();
      await masked.click();
      return `${shown} documents masqués`;
    },
    '42-masques',
  );
  await step(
    'bloquer : chercher dans l’annuaire, lire ce que cela fait, cocher la demande',
    async () => {
      await part('9');
      await page.getByRole('button', { name: 'Bloquer un accès…' }).click();
      await page.getByRole('combobox', { name: 'Nom' }).fill('kerv');
      await dialog.getByRole('option', { name: /KERVELLA/ }).click();
      await dialog.getByRole('checkbox').check({ force: true });
      await dialog.getByRole('button', { name: 'Bloquer' }).click();
      const line = page.getByRole('listitem').filter({ hasText: 'KERVELLA' });
      await expect(line).toBeVisible();
      return (await line.innerText()).replaceAll(/\s+/g, ' ');
    },
    '43-blocage',
  );
  await step(
    'tous les accès au dossier, en phrases',
    async () => {
      await part('0');
      const first = page.getByRole('region', { name: 'Liste des accès' }).getByRole('listitem').first();
      await expect(first).toBeVisible();
      return (await first.innerText()).replaceAll(/\s+/g, ' ');
    },
    '44-acces',
  );
  await step('débloquer dit que le droit ne revient pas', async () => {
    await part('9');
    await page.getByRole('listitem').filter({ hasText: 'KERVELLA' }).getByRole('button').click();
    await expect(dialog).toContainText('ne revient pas');
    await dialog.getByRole('button', { name: 'Débloquer' }).click();
    const none = page.getByText('Personne n’est bloqué.');
    await expect(none).toBeVisible();
    return none.innerText();
  });
  await step('le rôle se rend', async () => {
    await page.getByRole('button', { name: 'Quitter le rôle…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Quitter le rôle' }).click();
    await expect(page.getByRole('button', { name: 'Devenir médecin traitant…' })).toBeVisible();
    return 'rôle quitté';
  });
  await step(
    'Mes dossiers : les droits à renouveler d’abord',
    async () => {
      await goHome(page);
      await page.getByRole('button', { name: /Mes dossiers/ }).click();
      const first = page.getByRole('listbox', { name: 'Mes dossiers' }).getByRole('option').first();
      await expect(first).toContainText('À renouveler avant');
      return (await first.innerText()).replaceAll(/\s+/g, ' ');
    },
    '45-mes-dossiers',
  );
}
