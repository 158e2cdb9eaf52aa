import type { Page } from '@playwright/test';
import { minimalPdf } from '../electron/workstation/minimal-pdf.ts';
import {
  chooseFile,
  declareConsent,
  documents,
  goHome,
  openDocument,
  openPatient,
  patient,
  professionalId,
  reviewAndSend,
  showAll,
  signIn,
  signOut,
  timeLine,
  titleField,
  viewer,
} from './driver.ts';
import type { OtherSide } from './other-side.ts';
import { otherSide } from './other-side.ts';
import { choose, use } from './hands.ts';
import { expect, test } from './test.ts';

/** Announcements, minors, oppositions and secretaries: what the professional does, and what the other side sees. */
test.describe.configure({ mode: 'serial' });

let other: OtherSide;
test.beforeAll(async ({ app }) => {
  other = otherSide(app.dataFolder);
  await signIn(app.page, 'doctor');
});
test.afterAll(() => other.close());

const menuAct = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Actes sur le dossier' }).click();
  await page.getByRole('menuitem', { name }).click();
};
const receipt = (page: Page) => page.getByText('Reçu du service');
const send = (page: Page) => page.getByRole('button', { name: 'Déposer', exact: true }).click();
const toReview = (page: Page) => page.getByRole('button', { name: 'Relire avant de déposer' }).click();
const finish = (page: Page) => page.getByRole('button', { name: 'Terminer', exact: true }).click();
const openWork = async (page: Page): Promise<void> => {
  await goHome(page);
  await page.getByRole('button', { name: /^Annonces à faire/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Annonces à faire' })).toBeVisible();
};
const announcement = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title });

async function depositBadNews(page: Page, title: string): Promise<void> {
  const bytes = minimalPdf(`Conclusion : carcinome infiltrant, ${title}`);
  await chooseFile(page, { name: 'anatomopathologie.pdf', bytes });
  await titleField(page).fill(title);
  await toReview(page);
  const question = page.getByRole('region', { name: 'Ce document est-il à annoncer au patient ?' });
  await expect(question).toContainText('carcinome');
  await send(page);
  await expect(question.getByRole('alert')).toContainText('Répondez avant de déposer');
  await expect(receipt(page)).toHaveCount(0);
  await question.getByText('Le cacher au patient jusqu’à l’annonce').click();
  await expect(page.getByText('Le patient ne le verra pas avant votre annonce.')).toBeVisible();
  await send(page);
  await expect(receipt(page)).toBeVisible({ timeout: 20_000 });
  await finish(page);
}

test('bad news in the text of a PDF is put in front of its author, who alone answers', async ({
  app: { page },
}) => {
  await openPatient(page, 'adult');
  await declareConsent(page, 'Équipe de soins', 'oral');
  await depositBadNews(page, 'Biopsie mammaire');
  await expect(documents(page).filter({ hasText: 'Biopsie mammaire' })).toHaveCount(1);
  expect(await other.sees('Biopsie mammaire', 'adult')).toBe(false);
});

test('what is to be announced waits on the desk, and one key shows it to the patient', async ({
  app: { page },
}) => {
  await openWork(page);
  await expect(announcement(page, 'Biopsie mammaire')).toContainText('À annoncer');
  await page.keyboard.press('v');
  await use(page, page.getByRole('alertdialog').getByRole('button', { name: 'Montrer au patient' }));
  await expect(announcement(page, 'Biopsie mammaire')).toContainText('Montré ou retiré');
  expect(await other.sees('Biopsie mammaire', 'adult')).toBe(true);
});

test('in a secret session a minor’s document and its trace are hidden from his representative', async ({
  app: { page },
}) => {
  const doctor = professionalId('doctor');
  await openPatient(page, 'teenager');
  await expect(timeLine(page)).toBeVisible();
  const before = await other.traces(doctor, 'teenager', 'teenagerMother');
  await menuAct(page, 'Ouvrir en connexion secrète');
  await page.getByRole('dialog').getByRole('button', { name: 'Ouvrir en connexion secrète' }).click();
  await expect(page.getByText('Connexion secrète', { exact: true })).toBeVisible();

  await chooseFile(page, { name: 'consultation.pdf', bytes: minimalPdf('Test de grossesse negatif.') });
  await expect(page.getByText(/Connexion secrète.*caché aux représentants/)).toBeVisible();
  await titleField(page).fill('Consultation confidentielle');
  await toReview(page);
  await expect(page.getByText('Ce qui pourrait le révéler ailleurs')).toBeVisible();
  await expect(page.getByText(/À ses 18 ans, le 21\/09\/2028/)).toBeVisible();
  await send(page);
  await expect(receipt(page)).toBeVisible({ timeout: 20_000 });
  await finish(page);

  expect(await other.sees('Consultation confidentielle', 'teenager')).toBe(true);
  expect(await other.sees('Consultation confidentielle', 'teenager', 'teenagerMother')).toBe(false);
  expect(await other.traces(doctor, 'teenager', 'teenagerMother')).toBe(before);
  expect(await other.traces(doctor, 'teenager')).toBeGreaterThan(before);
  await menuAct(page, 'Quitter la connexion secrète');
  await expect(page.getByText('Mode normal')).toBeVisible();
});

test('showing it to the representatives is asked twice, and is for good', async ({ app: { page } }) => {
  await showAll(page);
  await openDocument(page, 'Consultation confidentielle');
  await expect(viewer(page)).toContainText('À ses 18 ans, le 21/09/2028');
  // By the keyboard alone, as the announcement above.
  const acts = viewer(page).getByRole('button', { name: 'Actions sur le document' });
  await choose(page, acts, 'Montrer aux représentants légaux');
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('ne se défait pas');
  await use(page, question.getByRole('button', { name: 'Montrer aux représentants légaux' }));
  await expect(viewer(page)).not.toContainText('À ses 18 ans');
  expect(await other.sees('Consultation confidentielle', 'teenager', 'teenagerMother')).toBe(true);
});

test('an opposition stands against the deposit with its reason, until it is lifted', async ({
  app: { page },
}) => {
  await openPatient(page, 'adult');
  await menuAct(page, 'Enregistrer une opposition à l’alimentation');
  await page.getByLabel('Motif légitime').fill('Un proche a ses codes : canari.');
  await page.getByRole('button', { name: 'Enregistrer l’opposition' }).click();
  await expect(page.getByText('Le patient s’oppose depuis le')).toBeVisible();
  await chooseFile(page, { name: 'consultation.pdf', bytes: minimalPdf('Depot refuse puis admis') });
  await titleField(page).fill('Document d’abord refusé');
  await toReview(page);
  await expect(page.getByText('Le patient s’est opposé à ce dépôt')).toBeVisible();
  await page.getByRole('button', { name: 'Lever l’opposition' }).click();
  await page.getByLabel('Motif de la levée').fill('Codes changés avec lui.');
  await page.getByRole('dialog').getByRole('button', { name: 'Lever l’opposition' }).click();
  await expect(page.getByText('Le patient s’oppose depuis le')).toHaveCount(0);
  await reviewAndSend(page);
  await finish(page);
  expect(await other.traces('canari', 'adult')).toBe(0);
});

test('unannounced, the days do what the law says: a mail on day 14, the document on day 30', async ({
  app: { page },
}) => {
  await depositBadNews(page, 'Seconde biopsie');
  await openWork(page);
  await expect(announcement(page, 'Seconde biopsie')).toContainText('À annoncer');
  const mails = () => other.mails('adult').filter((notice) => notice === 'patient:announcement').length;
  expect(mails()).toBe(0);
  await other.advance(15);
  await expect(announcement(page, 'Seconde biopsie')).toContainText('Patient invité à consulter', {
    timeout: 30_000,
  });
  expect(mails()).toBe(1);
  expect(other.mails('adult')).toContain('author:announcement');
  expect(await other.sees('Seconde biopsie', 'adult')).toBe(false);
  await other.advance(16);
  await expect(announcement(page, 'Seconde biopsie')).toContainText('Visible par le patient', {
    timeout: 30_000,
  });
  expect(await other.sees('Seconde biopsie', 'adult')).toBe(true);
});

test('a secretary reads nothing, and deposits for a professional of her structure', async ({
  app: { page },
}) => {
  await signOut(page);
  await signIn(page, 'secretary');
  await openPatient(page, 'adult');
  await expect(page.getByRole('heading', { name: 'Identité et dépôt' })).toBeVisible();
  await expect(timeLine(page)).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText('Biopsie mammaire');
  await page.keyboard.press('d');
  await chooseFile(page, { name: 'courrier.pdf', bytes: minimalPdf('Courrier scanne par le secretariat') });
  await titleField(page).fill('Courrier du secrétariat');
  await page.getByRole('combobox', { name: 'Type de document' }).fill('consultation');
  await page
    .getByRole('option', { name: /CR ou fiche de consultation/ })
    .first()
    .click();
  await toReview(page);
  await expect(page.getByText('Choisissez pour qui vous déposez.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Pour le compte de' }).fill('renaud');
  await page.getByRole('option', { name: /RENAUD/ }).click();
  await reviewAndSend(page);
  await finish(page);
  await page.keyboard.press('Alt+5');
  await expect(page.getByText(/par vous pour Dr Sophie RENAUD/)).toBeVisible();
  expect(await other.sees('Courrier du secrétariat', 'adult')).toBe(true);
  const history = await other.traces(patient('adult').ins, 'adult');
  expect(history).toBeGreaterThan(0);
  expect(await other.traces(professionalId('secretary'), 'adult')).toBeGreaterThan(0);
});
