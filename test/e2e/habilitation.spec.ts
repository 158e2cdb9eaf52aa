import { type Page } from '@playwright/test';
import matrix from '../../resources/habilitation/matrix.json' with { type: 'json' };
import { publishedPages } from '../shared/habilitation/published-pages.ts';
import { declareConsent, documents, openDocument, openPatient, runAct, signIn, viewer } from './driver.ts';
import { expect, test } from './test.ts';

const TYPES = Object.keys(matrix.cells);
/** The adult's record holds one of these, which physicians read by the default matrix. */
const CLOSED = '18748-4';

/** The published pages of the physicians, open for every type but one. */
const pages = publishedPages(
  TYPES.map((type) => ({ profession: '10', type, reads: type !== CLOSED })),
  40,
).map(({ name, content }) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(content)),
}));

async function openMatrix(page: Page): Promise<void> {
  await runAct(page, 'matrice', 'Matrice d’habilitation');
  await expect(page.getByRole('grid', { name: 'Matrice d’habilitation' })).toBeVisible();
}

test('the matrix is read, imported cell by cell, and judges and explains from then on', async ({
  app: { page },
}) => {
  test.setTimeout(90_000);
  await signIn(page, 'otherDoctor');
  await openPatient(page, 'adult');
  await declareConsent(page, 'Équipe de soins', 'oral');
  await expect(documents(page).first()).toBeVisible();
  const before = await documents(page).count();
  const title = (await documents(page).first().locator('span').first().innerText()).trim();

  // Why: the right with what was written down, the cell with where it comes from.
  await openDocument(page, title);
  await viewer(page).getByRole('heading', { level: 2 }).focus();
  await page.keyboard.press('q');
  const why = page.getByRole('region', { name: 'Pourquoi puis-je voir ce document' });
  await expect(why).toContainText('équipe de soins, recueilli oralement');
  await expect(why).toContainText('Médecin');
  await expect(why).toContainText('matrice par défaut, non publiée');
  await page.keyboard.press('q');
  await expect(why).toHaveCount(0);

  // As another: never more than one reads oneself.
  await page.getByRole('button', { name: 'Actes sur le dossier' }).click();
  await page.getByRole('menuitem', { name: 'Voir comme…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Voir comme…' });
  await expect(dialog.getByRole('listitem')).toHaveCount(before);
  await dialog.getByRole('button', { name: 'Pharmacien' }).click();
  await expect(dialog).toContainText('CSP R.1111-46');
  await expect(dialog.getByRole('listitem')).toHaveCount(before);
  await page.keyboard.press('Escape');

  // The grid, by keys, each cell in a sentence.
  await openMatrix(page);
  await expect(page.getByText('matrice par défaut, non publiée')).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Matrice d’habilitation' });
  await grid.focus();
  const sentence = page.getByTestId('matrix-sentence');
  const first = await sentence.innerText();
  expect(first).toContain('Médecin');
  await page.keyboard.press('ArrowRight');
  await expect(sentence).toContainText('Médecin traitant DMP');
  await page.keyboard.press('Control+End');
  await expect(sentence).toContainText('Assistant de service social');
  await page.keyboard.press('g');
  await expect(sentence).toContainText('Médecin');

  // A list that lacks a page changes nothing.
  await page.keyboard.press('i');
  await page.getByLabel('Fichiers de la matrice').setInputFiles(pages.slice(1));
  await page.getByRole('button', { name: 'Voir les différences' }).click();
  await expect(page.getByRole('alert')).toContainText('Rien n’a été appliqué.');
  await expect(page.getByRole('alert')).toContainText('renvoie à une page qui n’a pas été choisie');

  // The whole list: the differences, then the application.
  await page.getByLabel('Fichiers de la matrice').setInputFiles(pages);
  await page.getByRole('button', { name: 'Voir les différences' }).click();
  await expect(page.getByRole('region', { name: 'Différences' })).toContainText('Fermé');
  await page.getByRole('button', { name: 'Appliquer cette version' }).click();
  await expect(page.getByText('En vigueur').first()).toBeVisible();
  await page.getByRole('button', { name: 'Revenir à la matrice' }).click();
  await expect(page.getByText('matrice publiée, complétée par la précédente')).toBeVisible();

  // The record that was open is judged anew: the document of the closed type has left.
  await openPatient(page, 'adult');
  await expect(documents(page)).toHaveCount(before - 1);
});
