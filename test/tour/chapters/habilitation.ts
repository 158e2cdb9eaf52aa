import { expect } from '@playwright/test';
import matrix from '../../../resources/habilitation/matrix.json' with { type: 'json' };
import { goHome, openDocument, openPatient, runAct, viewer } from '../../e2e/driver.ts';
import { publishedPages } from '../../shared/habilitation/published-pages.ts';
import type { Guide } from '../guide.ts';

/** Who may read what and why; the published matrix, seen before it is applied. */
export async function habilitationChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Habilitation');
  await openPatient(page, 'adult');
  await step(
    'pourquoi puis-je voir ce document : le droit, la case de la matrice, ce que le patient reçoit',
    async () => {
      await openDocument(page, 'Échographie');
      await viewer(page).getByRole('heading', { level: 2 }).focus();
      await page.keyboard.press('q');
      const why = page.getByRole('region', { name: 'Pourquoi puis-je voir ce document' });
      await expect(why).toContainText('CSP R.1111-46');
      const saw = (await why.innerText()).replaceAll('\n', ' · ');
      await page.keyboard.press('q');
      return saw;
    },
    'habilitation-pourquoi',
  );
  await step(
    'voir comme un pharmacien, sur ce que l’on lit soi-même',
    async () => {
      await page.getByRole('button', { name: 'Actes sur le dossier' }).click();
      await page.getByRole('menuitem', { name: 'Voir comme…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Voir comme…' });
      await dialog.getByRole('button', { name: 'Pharmacien' }).click();
      await expect(dialog).toContainText('À supposer que');
      const saw = await dialog.getByRole('heading', { level: 3 }).allInnerTexts();
      await page.keyboard.press('Escape');
      return saw.join(' · ');
    },
    'habilitation-voir-comme',
  );
  await step(
    'la matrice, case par case, avec sa provenance',
    async () => {
      await runAct(page, 'matrice', 'Matrice d’habilitation');
      const grid = page.getByRole('grid', { name: 'Matrice d’habilitation' });
      await grid.focus();
      await page.keyboard.press('ArrowDown');
      return page.getByTestId('matrix-sentence').innerText();
    },
    'habilitation-matrice',
  );
  await step(
    'importer la matrice publiée : les différences d’abord, rien n’est appliqué',
    async () => {
      const pages = publishedPages(
        Object.keys(matrix.cells).map((type, index) => ({
          profession: '60',
          type,
          reads: index % 3 !== 0,
        })),
        40,
      );
      await page.keyboard.press('i');
      await page.getByLabel('Fichiers de la matrice').setInputFiles(
        pages.map(({ name, content }) => ({
          name,
          mimeType: 'application/json',
          buffer: Buffer.from(JSON.stringify(content)),
        })),
      );
      await page.getByRole('button', { name: 'Voir les différences' }).click();
      const differences = page.getByRole('region', { name: 'Différences' });
      await expect(differences).toContainText('Infirmier');
      const saw = await differences.locator('summary').first().innerText();
      return saw.replaceAll('\n', ' · ');
    },
    'habilitation-differences',
  );
  await page.keyboard.press('Escape');
  await goHome(page);
}
