import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Application } from '../../e2e/application.ts';
import { openPart, openPatient, scannedBox, timeLine } from '../../e2e/driver.ts';
import { goTo, line, openSpaceOf } from '../../e2e/space-driver.ts';
import type { Guide } from '../guide.ts';

const LOT = 'VIS-1';
/** An act waits a moment in which it can be taken back. */
const SENT = { timeout: 20_000 };

/** Beside the documents: vaccines, care, measures, and whom to call, each under its key, and as the patient has them. */
export const sectionsChapter =
  (app: Application, folder: string) =>
  async ({ page, enter, step }: Guide): Promise<void> => {
    enter('Les rubriques du dossier');
    await step(
      'le carnet de vaccination dit ce que le calendrier suggère',
      async () => {
        await openPatient(page, 'diabetic');
        await expect(timeLine(page)).toBeVisible();
        const notebook = await openPart(page, '2', 'Vaccinations');
        const hint = notebook.getByRole('listitem').filter({ hasText: 'Zona' });
        await expect(hint).toBeVisible();
        return hint.innerText();
      },
      '64-vaccins',
    );
    await step('le code d’une boîte remplit le formulaire ; la vaccination entre au carnet', async () => {
      await page.getByRole('tab', { name: 'Documents' }).focus();
      await page.keyboard.type(scannedBox(LOT));
      await page.keyboard.press('Enter');
      const form = page.getByRole('dialog');
      await expect(form.getByRole('textbox', { name: 'Lot' })).toHaveValue(LOT);
      const read = await form.getByText('Comparez le lot').innerText();
      await form.getByRole('combobox', { name: 'Vaccin' }).fill('Zona');
      await page.getByRole('option', { name: /^Zona/ }).click();
      await form.getByRole('button', { name: 'Ajouter' }).click();
      await expect(form).toHaveCount(0);
      const notebook = page.getByRole('region', { name: 'Vaccinations' });
      await page.getByRole('tab', { name: 'Vaccins' }).focus();
      await page.keyboard.press('v');
      await expect(notebook.getByRole('row', { name: new RegExp(LOT) })).toBeVisible(SENT);
      return read;
    });
    await step('les soins remboursés sont joints aux documents', async () => {
      const care = await openPart(page, '3', 'Historique de soins');
      const drug = care.getByText('Metformine 1 000 mg, 90 comprimés');
      await expect(drug).toBeVisible();
      return drug.innerText();
    });
    await step(
      'une mesure est tracée, son tableau à côté',
      async () => {
        const profile = await openPart(page, '4', 'Profil médical et mesures');
        await expect(profile.getByRole('img', { name: /^Poids/ })).toBeVisible();
        return (await profile.getByRole('img', { name: /^Poids/ }).getAttribute('aria-label')) ?? '';
      },
      '65-profil',
    );
    await step('la personne de confiance et les volontés sont à une touche', async () => {
      const entourage = await openPart(page, '5', 'Entourage et volontés');
      const person = entourage.getByText('Luc MOREAU');
      await expect(person).toBeVisible();
      return person.innerText();
    });
    let space: Page | undefined;
    const inSpace = (): Page => {
      if (space === undefined) throw new Error('l’espace du patient n’est pas ouvert');
      return space;
    };
    await step('le patient lit la vaccination dans son carnet', async () => {
      space = await openSpaceOf(app, 'diabetic');
      await goTo(space, 'Mes vaccins');
      const own = line(space, 'Carnet de vaccination', LOT);
      await expect(own).toBeVisible();
      await space.screenshot({ path: path.join(folder, '67-espace-vaccins.png') });
      return own.innerText();
    });
    await step(
      'il masque ses soins : le professionnel ne les lit plus ; il les rend, ils reviennent',
      async () => {
        const care = await openPart(page, '3', 'Historique de soins');
        await goTo(inSpace(), 'Ce que je partage');
        const shared = inSpace().getByRole('switch', { name: /soins/i });
        await shared.click({ force: true });
        const masked = care.getByText('Le patient a masqué son historique de soins');
        await expect(masked).toBeVisible(SENT);
        const said = await masked.innerText();
        await shared.click({ force: true });
        await expect(care.getByText('Metformine 1 000 mg, 90 comprimés')).toBeVisible(SENT);
        return said;
      },
    );
    await step('une mesure et une personne à prévenir qu’il note sont lues de l’autre côté', async () => {
      await goTo(inSpace(), 'Ma santé');
      await inSpace().getByRole('button', { name: 'Noter une mesure' }).click();
      const form = inSpace().getByRole('dialog');
      await form.getByRole('textbox', { name: 'Valeur (kg)' }).fill('93,8');
      await form.getByRole('button', { name: 'Enregistrer' }).click();
      await expect(form).toHaveCount(0);
      await inSpace().screenshot({ path: path.join(folder, '68-espace-sante.png') });
      const profile = await openPart(page, '4', 'Profil médical et mesures');
      const seen = profile.getByRole('table', { name: 'Poids' }).getByText('93,8 kg');
      await expect(seen).toBeVisible(SENT);
      await goTo(inSpace(), 'Mon entourage et mes volontés');
      await inSpace().getByRole('button', { name: 'Ajouter une personne' }).click();
      await form.getByRole('textbox', { name: 'Nom', exact: true }).fill('Tessier');
      await form.getByRole('button', { name: 'Enregistrer' }).click();
      await expect(form).toHaveCount(0);
      await inSpace().screenshot({ path: path.join(folder, '69-espace-entourage.png') });
      const entourage = await openPart(page, '5', 'Entourage et volontés');
      await expect(entourage.getByText('Tessier')).toBeVisible(SENT);
      await inSpace().getByRole('button', { name: 'Se déconnecter' }).click();
      return `93,8 kg ; ${await entourage.getByText('Tessier').innerText()}`;
    });
    await step(
      'la croissance d’un enfant est lue sur les courbes de son âge',
      async () => {
        await openPatient(page, 'asthmaChild');
        await expect(timeLine(page)).toBeVisible();
        const profile = await openPart(page, '4', 'Profil médical et mesures');
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
  };
