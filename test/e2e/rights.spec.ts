import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import {
  declareConsent,
  documents,
  goHome,
  openDocument,
  openPatient,
  patient,
  showAll,
  signIn,
  signOut,
  timeLine,
  viewer,
} from './driver.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

const section = (page: Page, key: '1' | '9' | '0') => page.keyboard.press(key);
const accesses = (page: Page) => page.getByRole('region', { name: 'Liste des accès' });
/** Out of any field, so that a single key is a command. */
const leaveField = (page: Page) => page.getByRole('heading', { level: 1 }).focus();

async function changeCard(page: Page, key: string): Promise<void> {
  await signOut(page);
  await signIn(page, key);
}

test('a doctor declares, takes the role at the patient’s request, and the banner says it', async ({
  app: { page },
}) => {
  await signIn(page, 'doctor');
  await openPatient(page, 'adult');
  await declareConsent(page, 'Équipe de soins', 'oral');
  await leaveField(page);
  await section(page, '9');
  await expect(page.getByRole('heading', { name: 'Mes déclarations' })).toBeVisible();
  await expect(page.getByRole('row', { name: /Équipe de soins.*Oral.*En cours/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Blocages' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Devenir médecin traitant…' }).click();
  const dialog = page.getByRole('dialog');
  const take = dialog.getByRole('button', { name: 'Devenir médecin traitant' });
  await expect(take).toBeDisabled();
  await dialog.getByRole('checkbox').check({ force: true });
  await take.click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByLabel('Patient', { exact: true })).toContainText('Médecin traitant');
  await expect(page.getByRole('heading', { name: 'Blocages' })).toBeVisible();
});

test('the médecin traitant masks another’s document and filters what is masked', async ({
  app: { page },
}) => {
  await leaveField(page);
  await section(page, '1');
  await showAll(page);
  const other = documents(page).filter({ hasNotText: 'RENAUD' }).first();
  const title = (await other.locator('span[title]').first().innerText()).trim();
  await openDocument(page, title);
  await viewer(page).getByRole('button', { name: 'Actions sur le document' }).click();
  await page.getByRole('menuitem', { name: 'Masquer aux professionnels' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Masquer aux professionnels' }).click();
  await timeLine(page).getByRole('button', { name: 'Masqués' }).click();
  await expect(documents(page).filter({ hasText: title }).first()).toContainText('Masqué');
  await expect(documents(page).filter({ hasNotText: 'Masqué' })).toHaveCount(0);
  await timeLine(page).getByRole('button', { name: 'Masqués' }).click();
});

test('he blocks somebody of the directory, who then finds the record closed to him', async ({
  app: { page },
}) => {
  await leaveField(page);
  await section(page, '9');
  await page.getByRole('button', { name: 'Bloquer un accès…' }).click();
  await page.getByRole('combobox', { name: 'Nom' }).fill('kerv');
  await page
    .getByRole('dialog')
    .getByRole('option', { name: /KERVELLA/ })
    .click();
  const block = page.getByRole('dialog').getByRole('button', { name: 'Bloquer' });
  await expect(block).toBeDisabled();
  await expect(page.getByRole('dialog')).toContainText('Le patient recevra un message');
  await page.getByRole('dialog').getByRole('checkbox').check({ force: true });
  await block.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'KERVELLA' })).toBeVisible();

  await changeCard(page, 'otherDoctor');
  await openPatient(page, 'adult');
  await expect(page.getByText(/Ce patient vous a bloqué l’accès/).first()).toBeVisible();
  // He reads his own accesses, and nobody else's.
  await leaveField(page);
  await section(page, '0');
  await expect(page.getByText('Vos propres accès.')).toBeVisible();
  await expect(accesses(page)).not.toContainText('RENAUD');
});

test('the médecin traitant reads every access, narrows the list and takes it out', async ({ app }) => {
  const { page, savedFolder } = app;
  await changeCard(page, 'doctor');
  await openPatient(page, 'adult');
  await expect(timeLine(page)).toBeVisible();
  await leaveField(page);
  await section(page, '0');
  await expect(page.getByText('Tous les accès à ce dossier')).toBeVisible();
  const person = page.getByRole('searchbox', { name: 'Chercher une personne' });
  await person.fill('kerv');
  await expect(accesses(page).getByRole('listitem').first()).toContainText('KERVELLA a');
  await expect(accesses(page).getByRole('listitem').filter({ hasNotText: 'KERVELLA' })).toHaveCount(0);
  await person.fill('');
  await page.getByRole('button', { name: 'Acte Tous' }).click();
  await page.getByRole('option', { name: 'Droits' }).click();
  await page.keyboard.press('Escape');
  await expect(accesses(page).getByRole('listitem').filter({ hasText: 'Vous avez bloqué' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Exporter' }).click();
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  await expect(page.getByText(/exportés?\. L’export est lui-même tracé/)).toBeVisible();
  const file = readdirSync(savedFolder).find((name) => name.endsWith('.csv')) ?? '';
  expect(file).toMatch(/^acces-au-dossier-[\d-]+\.csv$/);
  const text = readFileSync(path.join(savedFolder, file), 'utf8');
  expect(text).toContain('Blocage');
  expect(text).toContain('KERVELLA');
  expect(text).not.toContain('Liste des documents');
});

test('he lifts the block: the right does not come back, and that is said', async ({ app: { page } }) => {
  await leaveField(page);
  await section(page, '9');
  await page.getByRole('listitem').filter({ hasText: 'KERVELLA' }).getByRole('button').click();
  await expect(page.getByRole('dialog')).toContainText('ne revient pas');
  await page.getByRole('dialog').getByRole('button', { name: 'Débloquer' }).click();
  await expect(page.getByText('Personne n’est bloqué.')).toBeVisible();
});

test('Mes dossiers: those to be renewed first, found by typing, open in one key', async ({
  app: { page },
}) => {
  await goHome(page);
  await page.getByRole('button', { name: /Mes dossiers/ }).click();
  const { family, given } = patient('adult');
  const name = `${family} ${given[0] ?? ''}`;
  const lines = page.getByRole('listbox', { name: 'Mes dossiers' }).getByRole('option');
  await expect(lines.first()).toContainText('À renouveler avant');
  await page.getByRole('combobox', { name: 'Chercher dans mes dossiers' }).fill(name);
  await expect(lines.first()).toContainText(family);
  await page.getByRole('button', { name: 'Chercher les nouveautés' }).click();
  await expect(lines.first()).toContainText(/Rien de nouveau|dépôt/);
  await page.getByRole('combobox', { name: 'Chercher dans mes dossiers' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(family);
  await expect(timeLine(page)).toBeVisible();
});

test('the role is given back, and what it opened closes', async ({ app: { page } }) => {
  await leaveField(page);
  await section(page, '9');
  await page.getByRole('button', { name: 'Quitter le rôle…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Quitter le rôle' }).click();
  await expect(page.getByRole('button', { name: 'Devenir médecin traitant…' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Blocages' })).toHaveCount(0);
});
