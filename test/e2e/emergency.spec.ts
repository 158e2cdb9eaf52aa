import type { Page } from '@playwright/test';
import {
  documents,
  frenchDay,
  goHome,
  openDocument,
  openPatient,
  patient,
  signIn,
  signOut,
  timeLine,
  viewerBody,
} from './driver.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

const bar = (page: Page) => page.getByRole('region', { name: 'Accès en urgence en cours' });
const banner = (page: Page) => page.locator('header[aria-label="Patient"]');
const enter = (page: Page) => page.getByRole('button', { name: 'Affirmer et entrer' });

async function typeTraits(page: Page, key: string): Promise<void> {
  const person = patient(key);
  await page.getByRole('textbox', { name: 'Nom de naissance' }).fill(person.family);
  await page.getByRole('textbox', { name: 'Un prénom' }).fill(person.given[0] ?? '');
  await page.getByRole('textbox', { name: 'Date de naissance' }).fill(frenchDay(person.birthDate));
}

test('the glass does not break without a reason of one’s own and the act that affirms the legal condition', async ({
  app: { page },
}) => {
  await signIn(page, 'pharmacist');
  await page.keyboard.press('Alt+6');
  await expect(page.getByText(/hors d’état d’exprimer sa volonté, si sa santé/)).toBeVisible();
  // What both will read stands on the screen before anything is opened.
  await expect(page.getByText('Accès en urgence à votre dossier')).toBeVisible();
  await expect(page.getByText('Accès en urgence au dossier d’un de vos patients')).toBeVisible();
  await typeTraits(page, 'adult');
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('textbox', { name: 'Motif' })).toHaveValue('Patient inconscient\u202F: ');
  await expect(enter(page)).toBeDisabled();
  await expect(enter(page)).toHaveAccessibleDescription(/j’affirme que ce patient est hors d’état/);
  await page.getByRole('textbox', { name: 'Motif' }).press('End');
  await page.keyboard.type('glycémie effondrée');
  await expect(enter(page)).toBeEnabled();
  // Enter in a field, out of habit, affirms nothing.
  await page.getByRole('textbox', { name: 'Date de naissance' }).press('Enter');
  await expect(enter(page)).toBeEnabled();
  await expect(bar(page)).toHaveCount(0);
});

test('a refusal says why, and every word typed stays', async ({ app: { page } }) => {
  await typeTraits(page, 'emergencyOff');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Ce patient s’oppose à l’accès en urgence.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Motif' })).toHaveValue(/glycémie effondrée/);
  await page.getByRole('textbox', { name: 'Un prénom' }).fill('Inconnue');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/ne portent exactement ces traits/)).toBeVisible();
});

test('the record opens, the bar counts down on every screen, and its documents are read', async ({
  app: { page },
}) => {
  await typeTraits(page, 'adult');
  await page.keyboard.press('Control+Enter');
  await expect(timeLine(page)).toBeVisible({ timeout: 15_000 });
  await expect(bar(page)).toContainText(/reste (60:00|59:\d\d)/);
  await expect(banner(page)).toContainText('Bris de glace');
  await expect(documents(page).first()).toBeVisible();
  const title = (await documents(page).first().innerText()).split('\n')[0] ?? '';
  await openDocument(page, title);
  for (const keys of ['Alt+1', 'Alt+2', 'Alt+4', 'Alt+5', 'Alt+6']) {
    await page.keyboard.press(keys);
    await expect(bar(page)).toContainText(frenchDay(patient('adult').birthDate));
  }
  await page.getByRole('button', { name: 'Revenir au dossier' }).click();
  await expect(timeLine(page)).toBeVisible();
});

test('ended by its key, it leaves nothing: not on the screen, not among the patients, only its line', async ({
  app: { page },
}) => {
  await page.keyboard.press('Alt+t');
  await expect(page.getByText(/L’accès en urgence est terminé/)).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  await expect(timeLine(page)).toHaveCount(0);
  await expect(viewerBody(page)).toHaveCount(0);
  await page.keyboard.press('Alt+3');
  await expect(page.getByText('Aucun dossier ouvert')).toBeVisible();
  await goHome(page);
  await expect(page.getByText(/patient/i).first()).toBeVisible();
  await expect(
    page.getByRole('option').filter({ hasText: frenchDay(patient('adult').birthDate) }),
  ).toHaveCount(0);
  await page.getByRole('button', { name: /Accès en urgence à relire/ }).click();
  const line = page.getByRole('row').filter({ hasText: 'glycémie effondrée' });
  await expect(line).toContainText('par vous');
  await line.getByRole('button', { name: /Relu/ }).click();
  await expect(line).toContainText('relu le');
});

test('a lock ends it: what comes back is a post without emergency', async ({ app: { page } }) => {
  await openPatient(page, 'adult');
  await page.getByRole('button', { name: 'Accès en urgence' }).click();
  await expect(page.getByText('Pour le dossier de')).toBeVisible();
  await page.getByRole('textbox', { name: 'Motif' }).fill('Détresse respiratoire au comptoir');
  await page.keyboard.press('Control+Enter');
  await expect(timeLine(page)).toBeVisible({ timeout: 15_000 });
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Poste verrouillé' })).toBeVisible();
  await expect(page.locator('body')).not.toContainText(frenchDay(patient('adult').birthDate));
  const field = page.getByLabel('Code de la carte');
  await expect(field).toBeEditable();
  await field.fill('1234');
  await field.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Rechercher un patient' })).toBeVisible({
    timeout: 20_000,
  });
  await expect(bar(page)).toHaveCount(0);
  await signOut(page);
});

test('a regulator takes two calls apart, without a reason, and ends each with its record', async ({
  app: { page },
}) => {
  await signIn(page, 'regulator');
  await page.keyboard.press('Alt+n');
  const identity = page.getByRole('combobox', { name: 'Identité, comme on vous l’épelle' });
  await expect(identity).toBeFocused();
  const adult = patient('adult');
  // As a caller says it: the title, the names, the date.
  await page.keyboard.type(`Mme ${adult.given[0] ?? ''} ${adult.family} ${frenchDay(adult.birthDate)}`);
  await expect(page.getByRole('option').first()).toContainText(adult.family);
  await page.keyboard.press('Enter');
  await expect(timeLine(page)).toBeVisible({ timeout: 15_000 });
  await expect(banner(page)).toContainText('Centre 15');

  await page.keyboard.press('Alt+n');
  await expect(identity).toBeFocused();
  const minor = patient('minor');
  await page.keyboard.type(minor.ins);
  await expect(page.getByRole('option').first()).toContainText(frenchDay(minor.birthDate));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(minor.given[0] ?? '', {
    ignoreCase: true,
    timeout: 15_000,
  });

  await page.keyboard.press('Control+1');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(adult.family);
  await page.keyboard.press('Alt+t');
  await expect(page.getByText(/L’appel est terminé/)).toBeVisible();
  await expect(bar(page)).not.toContainText(frenchDay(adult.birthDate));
  await expect(bar(page)).toContainText('Appel 2');
  await page.keyboard.press('Control+1');
  await expect(timeLine(page)).toBeVisible();
  await page.keyboard.press('Alt+t');
  await expect(bar(page)).toHaveCount(0);
});

test('twins whom no trait tells apart are opened by their number, never by a guess', async ({
  app: { page },
}) => {
  const [one, other] = [patient('twinA'), patient('twinB')];
  await page.keyboard.press('Alt+n');
  const identity = page.getByRole('combobox', { name: 'Identité, comme on vous l’épelle' });
  await expect(identity).toBeFocused();
  await page.keyboard.type(`${one.family} ${one.given[0] ?? ''} ${frenchDay(one.birthDate)}`);
  await page.getByRole('option', { name: /^Ouvrir/ }).click();
  await expect(page.getByText('Plusieurs personnes portent ces traits.')).toBeVisible();
  await page.getByText('Féminin', { exact: true }).click();
  await page.getByRole('textbox', { name: /Commune de naissance/ }).fill(one.birthPlace.code);
  await page.getByRole('button', { name: 'Chercher l’identité' }).click();
  await expect(page.getByText(/Demandez le numéro de sécurité sociale/)).toBeVisible();
  await identity.fill(other.ins);
  await expect(page.getByRole('option', { name: /^Ouvrir le dossier de l’INS/ })).toBeVisible();
  await identity.press('Enter');
  await expect(banner(page)).toContainText(other.family, { timeout: 15_000 });
  await expect(banner(page)).toContainText('Centre 15');
  await page.keyboard.press('Alt+t');
  await expect(bar(page)).toHaveCount(0);
});
