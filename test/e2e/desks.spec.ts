import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import {
  documents,
  openCall,
  openPatient,
  patient,
  professional,
  scan,
  scannedCode,
  searchBox,
  signIn,
  signOut,
  timeLine,
  viewerBody,
  vitalFacts,
} from './driver.ts';
import { use } from './hands.ts';
import { enterSpace, goTo, line, openSpace } from './space-driver.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

const day = (page: Page) => page.getByRole('listbox', { name: 'Patients du jour' });
const visit = (page: Page, name: string) => day(page).getByRole('option').filter({ hasText: name });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const counter = (page: Page) => page.getByRole('group', { name: 'Au comptoir' });
const show = (page: Page) => page.getByRole('button', { name: 'Montrer le dossier' });

test('the doctor’s day: one key opens the next patient, from the desk or from a record', async ({
  app: { page },
}) => {
  await signIn(page, 'doctor');
  await expect(day(page).getByRole('option')).toHaveCount(3);
  await expect(visit(page, 'MOREAU')).toContainText('suivant');
  await expect(visit(page, 'MOREAU')).toContainText('en cours');
  await expect(visit(page, 'MOREAU')).toContainText('non demandé');
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page)).toContainText('MOREAU');
  await expect(documents(page).first()).toBeVisible();
  await page.keyboard.press('Alt+s');
  await expect(heading(page)).toContainText('GARNIER');
  await page.keyboard.press('Alt+1');
  await expect(visit(page, 'MOREAU')).toContainText('vu à');
  await expect(visit(page, 'LE BRAS')).toContainText('suivant');
});

test('prepared on request, the day says what is new and which vaccines are due', async ({
  app: { page },
}) => {
  await page.getByRole('button', { name: 'Préparer la journée' }).click();
  await expect(page.getByText(/préparé à/)).toBeVisible({ timeout: 15_000 });
  await expect(visit(page, 'MOREAU')).toContainText('rien');
  await expect(visit(page, 'LE BRAS')).toContainText(/\d à faire/);
  // What was typed comes before the day; cleared, the day is there again.
  await searchBox(page).fill('vidal');
  await expect(day(page)).toHaveCount(0);
  await searchBox(page).fill('');
  await expect(day(page)).toBeVisible();
});

test('who comes without an appointment is put on the list, in its order, from a search or from a record', async ({
  app: { page },
}) => {
  await searchBox(page).fill('rousseau claire');
  await expect(page.getByRole('option').first()).toContainText('ROUSSEAU');
  await page.keyboard.press('Alt+j');
  await expect(page.getByText('Ajouté aux patients du jour')).toBeVisible();
  await searchBox(page).fill('');
  await expect(day(page).getByRole('option')).toHaveCount(4);
  await expect(visit(page, 'ROUSSEAU')).toContainText('sans rendez-vous');
  await expect(visit(page, 'ROUSSEAU')).toContainText('à déclarer');
  // Before whoever has an appointment and was not seen yet, he is the next one.
  const last = page.getByRole('button', { name: /^(Monter|Descendre) MERCIER Claire/ });
  await expect(last).toHaveCount(2);
  for (let lines = 0; lines < 4; lines += 1) {
    const up = page.getByRole('button', { name: /^Monter MERCIER Claire/ });
    if (await up.isDisabled()) break;
    const before = await day(page).innerText();
    await up.click();
    await expect.poll(() => day(page).innerText()).not.toBe(before);
  }
  await expect(day(page).getByRole('option').first()).toContainText('ROUSSEAU');
  await expect(visit(page, 'ROUSSEAU')).toContainText('suivant');
  await page.keyboard.press('Alt+s');
  await expect(heading(page)).toContainText('ROUSSEAU');
  await openPatient(page, 'elderly');
  await page.keyboard.press('Alt+j');
  await expect(page.getByText('Ajouté aux patients du jour')).toBeVisible();
  await page.keyboard.press('Alt+1');
  await searchBox(page).fill('');
  await expect(day(page).getByRole('option')).toHaveCount(5);
  await page.getByRole('button', { name: /^Retirer MERCIER Claire/ }).click();
  await expect(day(page).getByRole('option')).toHaveCount(4);
  await expect(visit(page, 'ROUSSEAU')).toHaveCount(0);
});

test('at the counter names are initials, and a scanned paper opens its patient, hidden', async ({
  app: { page },
}) => {
  await signOut(page);
  await signIn(page, 'pharmacist');
  await expect(page.getByText('Scannez le code INS')).toBeVisible();
  await scan(page, scannedCode('diabetic'));
  await expect(show(page)).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('M. J.');
  await expect(page.locator('[inert]').getByText('MOREAU').first()).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(heading(page)).toContainText('MOREAU');
  await page.keyboard.press('Alt+1');
  const recent = page.getByRole('listbox', { name: 'Patients récents' });
  await expect(recent).toContainText('M. J.');
  await expect(recent).not.toContainText('MOREAU');
  await page.keyboard.press('Control+Shift+d');
  await expect(recent).toContainText('MOREAU');
  await page.keyboard.press('Control+Shift+d');
  await expect(recent).not.toContainText('MOREAU');
  // Neither do the other lists of names, until they are asked for.
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Patients, actes et réglages' });
  await expect(palette.getByRole('option').first()).toContainText('M. J.');
  await expect(palette).not.toContainText('MOREAU');
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
  await page.keyboard.press('Alt+4');
  const names = page.getByRole('button', { name: 'Montrer les noms' });
  await expect(names).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Messages' })).toBeAttached();
  await expect(names).toHaveCount(0);
  await page.keyboard.press('Control+Shift+d');
  await expect(names).toBeFocused();
  await page.keyboard.press('Alt+3');
  await expect(heading(page)).toContainText('MOREAU');
});

test('prescriptions, deliveries, renal function, weight, allergies and vaccines stand on one screen', async ({
  app: { page },
}) => {
  for (const text of ['Dapagliflozine 10 mg, comprimé', 'Créatinine', 'Pénicilline', '94,2 kg', 'grippe']) {
    await expect(counter(page).getByText(text).first()).toBeVisible();
  }
  // An INR that nobody wrote is not found; it is not said to be none.
  await expect(counter(page).getByText('Non trouvé').first()).toBeVisible();
  await expect(counter(page)).not.toContainText(/aucun/i);
});

test('a dispensation is noted and deposited in three acts', async ({ app: { page } }) => {
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Votre note' })).toBeFocused();
  await page.keyboard.insertText('Metformine 1 000 mg, une boîte. Prise au cours des repas.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Reçu du service')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Fermer' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(
    documents(page).filter({ hasText: 'Dispensation médicamenteuse' }).filter({ hasText: 'BERTIN' }),
  ).toHaveCount(2);
});

test('a card held to the reader opens its patient; traits that are not the INS’s open nobody', async ({
  app: { page },
}) => {
  await page.keyboard.press('Alt+1');
  await page.getByRole('button', { name: 'Présenter une carte' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.insertText(patient('cardiac').ins);
  await expect(dialog.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(show(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page)).toContainText('GARNIER');
  await expect(dialog).toHaveCount(0);
  await scan(page, scannedCode('adult', { birthFamilyName: 'DUPONT' }));
  await expect(page.getByRole('alert')).toContainText('rien n’a été ouvert');
  await page.getByRole('button', { name: 'J’ai compris' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the regulator’s strip tells vital facts with their source, and hides nothing behind « aucun »', async ({
  app: { page },
}) => {
  await signOut(page);
  await signIn(page, 'regulator');
  await expect(page.getByText('Aucun appel ouvert')).toBeVisible();
  await openCall(page, 'diabetic', 'desk');
  await expect(vitalFacts(page).getByText('Pénicilline')).toBeVisible();
  await expect(vitalFacts(page).getByText('profil médical').first()).toBeVisible();
  await expect(vitalFacts(page).getByText('06 39 98 01 01'.replaceAll(' ', '\u00a0'))).toBeVisible();
  await expect(
    vitalFacts(page)
      .getByText(/Synthèse médicale/)
      .first(),
  ).toBeVisible();
  await openCall(page, 'elderly', 'record');
  await expect(
    vitalFacts(page)
      .getByText(/non partagé par le patient/)
      .first(),
  ).toBeVisible();
  await expect(vitalFacts(page)).not.toContainText(/aucun|néant/i);
  await expect(vitalFacts(page).getByText('Pénicilline')).toHaveCount(0);
});

test('both calls stand on the desk; the sheet of one is looked over and saved under a name that tells nothing', async ({
  app: { page, savedFolder },
}) => {
  await page.keyboard.press('Alt+1');
  const board = page.getByRole('region', { name: 'Appels', exact: true });
  await expect(board.getByRole('button', { name: /Appel 1/ })).toContainText('MOREAU');
  await board.getByRole('button', { name: /Appel 1/ }).click();
  await expect(vitalFacts(page).getByText('Pénicilline')).toBeVisible();
  await page.keyboard.press('t');
  await expect(viewerBody(page)).toBeVisible({ timeout: 15_000 });
  const save = page.getByRole('button', { name: 'Enregistrer le PDF' });
  await expect(save).toBeEnabled();
  await use(page, save);
  const file = path.join(savedFolder, 'fiche-de-transmission.pdf');
  await expect.poll(() => existsSync(file)).toBe(true);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByRole('button', { name: 'Imprimer', exact: true }).last().click();
  // While it is being printed, Esc gives the printing up.
  await expect.poll(() => existsSync(path.join(savedFolder, 'impression.pdf'))).toBe(true);
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.getByText('L’impression')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the end of a call clears all of it', async ({ app: { page } }) => {
  await page.keyboard.press('Alt+t');
  await expect(vitalFacts(page)).toHaveCount(0);
  await page.keyboard.press('Control+1');
  await expect(
    vitalFacts(page)
      .getByText(/non partagé/)
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Alt+t');
  await expect(page.getByRole('region', { name: 'Accès en urgence en cours' })).toHaveCount(0);
  const text = await page.evaluate(() => document.documentElement.outerHTML);
  expect(text).not.toMatch(/MOREAU|Pénicilline|LE GOFF|QUÉMÉNEUR|Pascal ROUX/);
  await expect(timeLine(page)).toHaveCount(0);
});

test('the patient reads in his accesses that a sheet was handed to the crew, by whom and for which call', async ({
  app,
}) => {
  const space = await openSpace(app);
  await enterSpace(space, 'diabetic');
  await goTo(space, 'Historique des accès');
  const handed = line(space, 'Accès', 'Remise d’une fiche à l’équipe de l’appel');
  await expect(handed).toContainText(professional('regulator').family);
  await expect(handed).toContainText('Samu');
  await space.close();
});
