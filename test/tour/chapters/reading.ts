import { expect } from '@playwright/test';
import { openDocument, openPatient, showAll, timeLine, viewer, viewerBody } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

/** Each form of document, opened and looked at: what is on the screen is what the bytes hold. */
const READINGS: readonly (readonly [
  patient: string,
  title: string,
  form: string,
  seen: RegExp | 'picture',
])[] = [
  ['cardiac', 'Compte rendu d’hospitalisation en cardiologie', 'PDF', /Données fictives/],
  ['cardiac', 'Échographie cardiaque de contrôle', 'CDA niveau 1', /Données fictives/],
  ['cardiac', 'Lettre de liaison à la sortie de l’établissement', 'CDA niveau 3', /./],
  ['cardiac', 'Électrocardiogramme de repos', 'JPEG', 'picture'],
  ['cardiac', 'Radiographie du thorax', 'TIFF', 'picture'],
  ['cardiac', 'Mes directives anticipées', 'texte', /./],
  [
    'diabetic',
    'Compte rendu d’examens biologiques',
    'CDA niveau 3 avec tableaux',
    /HbA1c|Hémoglobine|Glycémie|Créatinine/i,
  ],
];

export async function readingChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Lire un document');
  let open = '';
  for (const [index, [key, title, form, seen]] of READINGS.entries()) {
    await step(
      `${form} : ${title}`,
      async () => {
        if (open !== key) {
          await openPatient(page, key);
          await showAll(page);
          open = key;
        }
        await openDocument(page, title);
        if (seen === 'picture') {
          await expect(viewerBody(page).locator('img, canvas').first()).toBeVisible({ timeout: 15_000 });
          return 'image affichée';
        }
        await expect(viewerBody(page)).toContainText(seen, { timeout: 15_000 });
        const text = (await viewerBody(page).innerText()).replaceAll(/\s+/g, ' ');
        return `${text.length} caractères lus : « ${text.slice(0, 80)}… »`;
      },
      `13-lecture-${index + 1}`,
    );
  }
  await step('l’en-tête dit pourquoi ce document est ouvert', async () => {
    const why = viewer(page)
      .getByText(/Votre droit|médecin traitant|l’auteur/)
      .first();
    await expect(why).toBeVisible();
    return why.innerText();
  });
  await step(
    'rechercher un mot dans un PDF',
    async () => {
      await openPatient(page, 'cardiac');
      await openDocument(page, 'Compte rendu d’hospitalisation en cardiologie');
      await viewer(page).getByRole('button', { name: 'Rechercher dans le document' }).click();
      await page.getByPlaceholder('Rechercher', { exact: true }).fill('fictives');
      const count = page.getByText(/^\d+ sur \d+$/).first();
      await expect(count).toBeVisible();
      return count.innerText();
    },
    '14-recherche-pdf',
  );
  await step('pivoter, agrandir, plein écran, revenir', async () => {
    await viewer(page).getByRole('button', { name: 'Rechercher dans le document' }).press('Escape');
    for (const tool of ['Pivoter d’un quart de tour', 'Agrandir', 'Page entière', 'Plein écran']) {
      await page.getByRole('button', { name: tool, exact: true }).click();
    }
    await page.keyboard.press('Escape');
    await expect(timeLine(page)).toBeVisible();
    return 'la liste est revenue à sa place';
  });
}
