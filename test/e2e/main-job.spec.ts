import { demoDocuments } from '../../electron/service/demo/documents.ts';
import {
  chooseFile,
  declareConsent,
  documents,
  find,
  openDocument,
  openPatient,
  patient,
  reviewAndSend,
  searchBox,
  signIn,
  signOut,
  timeLine,
  titleField,
  typeField,
  viewerBody,
} from './driver.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

const TITLE = 'Compte rendu déposé par le test';

test('a doctor signs in and finds a patient by a misspelt name', async ({ app: { page } }) => {
  await signIn(page, 'doctor');
  const [first] = await find(page, `LEFEVER ${patient('pregnant').given[0] ?? ''}`);
  expect(first).toContain('LEFÈVRE');
});

test('Enter pressed before the answer never opens somebody else', async ({ app: { page } }) => {
  await searchBox(page).fill('martin');
  await expect(page.getByRole('option').first()).toContainText('MARTIN');
  await searchBox(page).fill(patient('diabetic').ins);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('MOREAU');
});

test('without a right the record shows no document, and offers the declaration', async ({
  app: { page },
}) => {
  await openPatient(page, 'adult');
  await expect(page.getByText(/Votre droit d’accès à ce dossier n’est pas déclaré/)).toBeVisible();
  await expect(timeLine(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Déclarer le consentement' })).toBeDisabled();
});

test('the consent declared opens the record', async ({ app: { page } }) => {
  await declareConsent(page, 'Équipe de soins', 'écrit');
  await expect(documents(page).first()).toBeVisible();
});

test('a report goes from the file to the time line', async ({ app: { page } }) => {
  const document = demoDocuments(Date.now()).find(
    (candidate) => candidate.patient === 'adult' && candidate.mediaType === 'application/pdf',
  );
  if (document === undefined) throw new Error('no demo PDF');
  await chooseFile(page, { name: 'echographie thyroide.pdf', bytes: document.bytes });
  await expect(typeField(page)).not.toHaveValue('');
  await titleField(page).fill(TITLE);
  await reviewAndSend(page);
  await page.getByRole('button', { name: 'Terminer', exact: true }).click();
  await openDocument(page, TITLE);
  await expect(viewerBody(page)).toContainText('Données fictives');
});

test('another professional does not see what its author masked', async ({ app: { page } }) => {
  await page.getByRole('button', { name: 'Actions sur le document' }).click();
  await page.getByRole('menuitem', { name: 'Masquer aux professionnels' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Masquer aux professionnels' }).click();
  await expect(documents(page).filter({ hasText: TITLE }).first()).toContainText('Masqué');

  await signOut(page);
  await signIn(page, 'otherDoctor');
  await openPatient(page, 'adult');
  await declareConsent(page, 'Consentement exprès', 'oral');
  await expect(documents(page).first()).toBeVisible();
  await expect(documents(page).filter({ hasText: TITLE })).toHaveCount(0);
});

test('a lock leaves nothing of the patient on the screen', async ({ app: { page } }) => {
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Poste verrouillé' })).toBeVisible();
  await expect(page.locator('body')).not.toContainText(patient('adult').family);
  await expect(page).toHaveTitle('Poste Santé');
});
