import { expect } from '@playwright/test';
import { documents, searchBox, signIn, signOut } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

/** A doctor's morning: who comes, what is known before the door opens, one key to the next. */
export async function doctorDeskChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Bureau du médecin');
  const day = page.getByRole('listbox', { name: 'Patients du jour' });
  const heading = page.getByRole('heading', { level: 1 });
  await step(
    'les patients du jour, chacun avec ses voyants, sans qu’un dossier soit ouvert',
    async () => {
      await signIn(page, 'doctor');
      await expect(day.getByRole('option')).toHaveCount(3);
      await expect(day).toContainText('suivant');
      return day.innerText();
    },
    '70-bureau-medecin',
  );
  await step(
    'préparée sur demande, la journée dit les nouveautés et les vaccins à faire',
    async () => {
      await page.getByRole('button', { name: 'Préparer la journée' }).click();
      await expect(page.getByText(/préparé à/)).toBeVisible({ timeout: 15_000 });
      return day.innerText();
    },
    '71-journee-preparee',
  );
  await step(
    'une touche ouvre le patient suivant ; ce qui est nouveau depuis le dernier passage est là',
    async () => {
      await page.keyboard.press('Alt+s');
      await expect(documents(page).first()).toBeVisible({ timeout: 15_000 });
      return `${await heading.innerText()} – ${String(await documents(page).count())} lignes`;
    },
    '72-patient-suivant',
  );
  await step('retour au bureau : il est marqué vu, le suivant est désigné', async () => {
    await page.keyboard.press('Alt+1');
    await expect(searchBox(page)).toBeFocused();
    await expect(day).toContainText('vu à');
    return day.innerText();
  });
  await step(
    'une patiente sans rendez-vous s’ajoute d’une touche, se place, se retire',
    async () => {
      await searchBox(page).fill('rousseau claire');
      await expect(page.getByRole('option').first()).toContainText('ROUSSEAU');
      await page.keyboard.press('Alt+j');
      await expect(page.getByText('Ajouté aux patients du jour')).toBeVisible();
      await searchBox(page).fill('');
      await expect(day.getByRole('option')).toHaveCount(4);
      const shown = await day.innerText();
      await page.getByRole('button', { name: /^Retirer MERCIER Claire/ }).click();
      await expect(day.getByRole('option')).toHaveCount(3);
      return shown;
    },
    '73-sans-rendez-vous',
  );
  await step('le médecin se déconnecte', async () => {
    await signOut(page);
    return 'retour à l’identification';
  });
}
