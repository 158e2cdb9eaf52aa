import { expect } from '@playwright/test';
import { openPatient, timeLine } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

/** Beside the documents: vaccines, care, measures, and whom to call, each under its key. */
export async function sectionsChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Les rubriques du dossier');
  const part = async (key: string, region: string) => {
    await page.getByRole('tab', { name: 'Documents' }).focus();
    await page.keyboard.press(key);
    const shown = page.getByRole('region', { name: region });
    await expect(shown).toBeVisible();
    return shown;
  };
  await step(
    'le carnet de vaccination dit ce que le calendrier suggère',
    async () => {
      await openPatient(page, 'diabetic');
      await expect(timeLine(page)).toBeVisible();
      const notebook = await part('2', 'Vaccinations');
      const hint = notebook.getByRole('listitem').filter({ hasText: 'Zona' });
      await expect(hint).toBeVisible();
      return hint.innerText();
    },
    '64-vaccins',
  );
  await step('le code d’une boîte remplit le formulaire', async () => {
    await page.getByRole('tab', { name: 'Documents' }).focus();
    await page.keyboard.type(']d201095212340000131727063010VIS-1');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog');
    await expect(form.getByRole('textbox', { name: 'Lot' })).toHaveValue('VIS-1');
    const read = await form.getByText('Comparez le lot').innerText();
    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    return read;
  });
  await step('les soins remboursés sont joints aux documents', async () => {
    const care = await part('3', 'Historique de soins');
    const drug = care.getByText('Metformine 1 000 mg, 90 comprimés');
    await expect(drug).toBeVisible();
    return drug.innerText();
  });
  await step(
    'une mesure est tracée, son tableau à côté',
    async () => {
      const profile = await part('4', 'Profil médical et mesures');
      await expect(profile.getByRole('img', { name: /^Poids/ })).toBeVisible();
      return (await profile.getByRole('img', { name: /^Poids/ }).getAttribute('aria-label')) ?? '';
    },
    '65-profil',
  );
  await step('la personne de confiance et les volontés sont à une touche', async () => {
    const entourage = await part('5', 'Entourage et volontés');
    const person = entourage.getByText('Luc MOREAU');
    await expect(person).toBeVisible();
    return person.innerText();
  });
  await step(
    'la croissance d’un enfant est lue sur les courbes de son âge',
    async () => {
      await openPatient(page, 'asthmaChild');
      await expect(timeLine(page)).toBeVisible();
      const profile = await part('4', 'Profil médical et mesures');
      await profile.getByRole('button', { name: /^Taille/ }).click();
      const source = profile.getByText(/Référence de croissance de l’OMS/);
      await expect(source).toBeVisible();
      return source.innerText();
    },
    '66-croissance',
  );
  await step('les examens obligatoires d’un enfant : celui de son âge, et le prochain', async () => {
    await page.getByRole('tab', { name: 'Documents' }).focus();
    await page.keyboard.press('7');
    const exams = page.getByRole('list', { name: 'Examens recommandés à cet âge' });
    const exam = exams.getByRole('listitem').filter({ hasText: 'sur 20' }).first();
    await expect(exam).toBeVisible();
    return exam.innerText();
  });
}
