import type { Page } from '@playwright/test';
import { openPart, openPatient, scannedBox, signIn, timeLine } from './driver.ts';
import { focusIsKept, reach, use, write } from './hands.ts';
import { enterSpace, goByKeys, goTo, line, openSpace } from './space-driver.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

/** An act waits a moment in which it can be taken back, then the other side has it. */
const SENT = { timeout: 30_000 };
const LOT = 'ZN26-4411';
const BOX = scannedBox(LOT);

let space: Page;

test('the vaccination notebook is read by disease and by date, with what the schedule suggests', async ({
  app,
}) => {
  const { page } = app;
  await signIn(page, 'doctor');
  await openPatient(page, 'diabetic');
  await expect(timeLine(page)).toBeVisible();
  const notebook = await openPart(page, '2', 'Vaccinations');
  await expect(notebook.getByRole('heading', { name: 'Repères du calendrier 2025' })).toBeVisible();
  await expect(notebook.getByRole('listitem').filter({ hasText: 'Zona' })).toContainText('En retard');
  await expect(notebook.getByRole('row', { name: /Grippe/ })).toBeVisible();
  await page.keyboard.press('v');
  await expect(notebook.getByRole('row', { name: /GR26-1187/ })).toContainText('BERTIN');
});

test('a scan opens the form from wherever the record is; the vaccination and its note reach the record', async ({
  app,
}) => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Documents' }).focus();
  await page.keyboard.press('1');
  await expect(timeLine(page)).toBeVisible();
  await page.getByRole('tab', { name: 'Documents' }).focus();
  await page.keyboard.type(BOX);
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog');
  await expect(form.getByText('Comparez le lot')).toContainText(LOT);
  await expect(form.getByRole('textbox', { name: 'Lot' })).toHaveValue(LOT);
  await form.getByRole('combobox', { name: 'Vaccin' }).fill('Zona');
  await page.getByRole('option', { name: /^Zona/ }).click();
  await form.getByRole('button', { name: 'Ajouter' }).click();
  await expect(page.getByText('elle part dans quelques secondes')).toBeVisible();
  const notebook = page.getByRole('region', { name: 'Vaccinations' });
  await expect(notebook.getByRole('row', { name: new RegExp(LOT) })).toBeVisible(SENT);
  await openPart(page, '1', 'Documents du dossier');
  await expect(timeLine(page).getByRole('option', { name: /Note de vaccination/ })).toBeVisible(SENT);
});

test('the same box is known from then on: its code fills the form, and Enter adds it', async ({ app }) => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Documents' }).focus();
  await page.keyboard.type(BOX);
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog');
  await expect(form.getByRole('combobox', { name: 'Vaccin' })).toHaveValue('Zona recombinant');
  await expect(form.getByRole('button', { name: 'Ajouter' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
});

test('whoever entered it in error takes it back, and the patient reads of a vaccination', async ({ app }) => {
  const { page } = app;
  const notebook = await openPart(page, '2', 'Vaccinations');
  const row = notebook.getByRole('row', { name: new RegExp(LOT) });
  await row.getByRole('button', { name: /^Corriger/ }).click();
  await page.getByRole('menuitem', { name: /Retirer/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Retirer' }).click();
  await expect(page.getByText('Retrait gardé sur ce poste')).toBeVisible();
  await expect(row).toHaveCount(0, SENT);

  space = await openSpace(app);
  await enterSpace(space, 'diabetic');
  await goTo(space, 'Notifications');
  await expect(space.getByText('Correction d’une vaccination').first()).toBeVisible();
  await goTo(space, 'Mes vaccins');
  await expect(line(space, 'Carnet de vaccination', 'GR26-1187')).toBeVisible();
  await expect(space.getByText(LOT)).toHaveCount(0);
});

test('the care history is joined with the documents, and follows the patient’s masking', async ({ app }) => {
  const { page } = app;
  const care = await openPart(page, '3', 'Historique de soins');
  await expect(care.getByText('Metformine 1 000 mg, 90 comprimés')).toBeVisible();
  await expect(care.getByRole('button').first()).toBeVisible();
  await page.getByRole('button', { name: /^Nature/ }).click();
  await page.getByRole('option', { name: /Médicament/ }).click();
  await page.keyboard.press('Escape');
  await expect(care.getByText('Hémoglobine glyquée', { exact: true })).toHaveCount(0);

  await goTo(space, 'Mes soins');
  await expect(line(space, 'Historique de soins', 'Metformine')).toBeVisible();
  await goByKeys(space, 'sharing');
  await use(space, space.getByRole('switch', { name: /soins/i }), 'Space');
  await expect(care.getByText('Le patient a masqué son historique de soins')).toBeVisible(SENT);
});

test('a measure that the patient notes, and an allergy, are drawn and listed on the other side', async ({
  app,
}) => {
  // By the keyboard alone, as what he says of himself below: he may have no mouse.
  await goByKeys(space, 'health');
  await use(space, space.getByRole('button', { name: 'Noter une mesure' }));
  const form = space.getByRole('dialog');
  await expect(form.getByRole('textbox', { name: 'Valeur (kg)' })).toBeFocused();
  await space.keyboard.insertText('93,5');
  await space.keyboard.press('Enter');
  const own = space.getByRole('region', { name: 'Mesures' });
  await expect(own.getByRole('table', { name: 'Poids' }).getByText('93,5 kg')).toBeVisible();
  await expect(own.getByRole('img', { name: /^Poids/ })).toBeVisible();
  await focusIsKept(space);
  await use(space, space.getByRole('button', { name: 'Ajouter au profil' }));
  await write(space, form.getByRole('textbox', { name: 'Nom' }), 'Latex');
  await space.keyboard.press('Enter');
  await expect(line(space, 'Profil médical', 'Latex')).toBeVisible();
  await focusIsKept(space);

  const { page } = app;
  const profile = await openPart(page, '4', 'Profil médical et mesures');
  await expect(profile.getByText('Pénicilline')).toBeVisible();
  await expect(profile.getByText('Latex')).toBeVisible(SENT);
  await expect(profile.getByRole('img', { name: /^Poids/ })).toBeVisible();
  const seen = profile.getByRole('table', { name: 'Poids' }).getByText('93,5 kg');
  await expect(seen).toBeVisible(SENT);

  const noted = own.getByRole('row', { name: /93,5 kg/ });
  await reach(space, noted.getByRole('button', { name: /^Retirer Poids/ }), 'Shift+Tab');
  await space.keyboard.press('Enter');
  await expect(noted).toHaveCount(0);
  await focusIsKept(space);
  await expect(seen).toHaveCount(0, SENT);
});

test('whom to call and what he wants are read as he says them', async ({ app }) => {
  await goByKeys(space, 'wishes');
  await use(space, space.getByRole('button', { name: 'Ajouter une personne' }));
  const form = space.getByRole('dialog');
  await expect(form.getByRole('textbox', { name: 'Prénom' })).toBeFocused();
  await space.keyboard.press('Enter');
  await expect(form.getByText('Écrivez un nom')).toBeVisible();
  await write(space, form.getByRole('textbox', { name: 'Nom', exact: true }), 'Tessier');
  await space.keyboard.press('Enter');
  await expect(line(space, 'À prévenir', 'Tessier')).toBeVisible();
  await focusIsKept(space);
  await use(space, space.getByRole('button', { name: 'Déclarer…' }));
  await expect(form.getByRole('textbox', { name: 'Où les trouver' })).toBeFocused();
  await space.keyboard.insertText('Dans le tiroir du bureau');
  await space.keyboard.press('Enter');
  await expect(line(space, 'Directives anticipées', 'Dans le tiroir du bureau')).toBeVisible();
  await focusIsKept(space);
  await use(space, space.getByRole('button', { name: 'Je m’oppose' }));
  await expect(line(space, 'Don d’organes', 'Opposé')).toBeVisible();
  await focusIsKept(space);

  const entourage = await openPart(app.page, '5', 'Entourage et volontés');
  await expect(entourage.getByText('Luc MOREAU')).toBeVisible();
  await expect(entourage.getByText('Dans le tiroir du bureau')).toBeVisible(SENT);
  await expect(entourage.getByText(/Opposé, dit le/)).toBeVisible(SENT);
  await expect(entourage.getByText('Tessier')).toBeVisible(SENT);
});

test('a child is read on the curves of his age, with the examinations that it asks for', async ({ app }) => {
  const { page } = app;
  await openPatient(page, 'asthmaChild');
  await expect(timeLine(page)).toBeVisible();
  const profile = await openPart(page, '4', 'Profil médical et mesures');
  await profile.getByRole('button', { name: /^Taille/ }).click();
  await expect(profile.getByRole('img', { name: /^Taille/ })).toBeVisible();
  await expect(profile.getByText(/Référence de croissance de l’OMS, de 5 à 19 ans/)).toBeVisible();
  await expect(profile.getByRole('columnheader', { name: 'Écart (ET)' })).toBeVisible();
  const entourage = await openPart(page, '5', 'Entourage et volontés');
  await expect(entourage.getByText('Elles ne se rédigent qu’à la majorité')).toBeVisible();
  await page.getByRole('tab', { name: 'Documents' }).focus();
  await page.keyboard.press('7');
  const exams = page.getByRole('list', { name: 'Examens recommandés à cet âge' });
  await expect(exams.getByText(/^Examen obligatoire de l’enfant/).first()).toBeVisible();
  await expect(exams.getByText(/examen \d+ sur 20/).first()).toBeVisible();
});
