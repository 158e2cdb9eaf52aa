import { renameSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { missingForPrivateBus, startPrivateBus, type PrivateBus } from '../fixtures/private-bus.ts';
import { minimalPdf } from '../electron/workstation/minimal-pdf.ts';
import { launchOnChromium, type Application } from './application.ts';
import {
  chooseFile,
  declareConsent,
  DEMO_PIN,
  changeUser,
  lockPost,
  documents,
  draftsOf,
  openPatient,
  patient,
  professional,
  professionalId,
  searchBox,
  signIn,
  titleField,
  typePin,
  viewer,
  viewerBody,
} from './driver.ts';

test.describe.configure({ mode: 'serial' });

const missing = missingForPrivateBus();
test.skip(missing !== undefined, `a lock with a keychain was not tried: ${missing ?? ''}`);

let bus: PrivateBus;
let app: Application;
let page: Page;

test.beforeAll(async () => {
  test.skip(test.info().project.name !== 'chromium', 'the bus and the keychain are those of this host');
  bus = await startPrivateBus();
  app = await launchOnChromium({ seeded: true, freshBrowsers: true, env: bus.env });
  ({ page } = app);
});
test.afterAll(async () => {
  await app.close();
  await bus.stop();
});

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const banner = () => page.getByRole('heading', { level: 1, name: new RegExp(patient('diabetic').family) });

/** Whatever locked it: another browser, with nothing of a patient in it, that waits for the code. */
async function locked(): Promise<void> {
  page = await app.nextPage();
  await expect(heading('Poste verrouillé')).toBeVisible();
  await expect(page.locator('body')).not.toContainText(patient('diabetic').family);
  await expect(page).toHaveTitle('Poste Santé');
}

test('a lock ends the browser; the code leads back to the patient and the part of his record', async () => {
  await signIn(page, 'treatingDoctor');
  await openPatient(page, 'diabetic');
  await declareConsent(page, 'Équipe de soins', 'oral');
  await expect(documents(page).first()).toBeVisible();
  await page.keyboard.press('9');
  await expect(page.getByRole('tab', { name: 'Droits' })).toHaveAttribute('aria-selected', 'true');
  const before = page;
  const gone = before.waitForEvent('close');
  await lockPost(page);
  await gone;
  await locked();
  await typePin(page, DEMO_PIN);
  await expect(banner()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('tab', { name: 'Droits' })).toHaveAttribute('aria-selected', 'true');
});

test('a message that was being written is given back in its place, files and all', async () => {
  await page.getByRole('tab', { name: 'Messages' }).click();
  await page.getByRole('button', { name: 'Nouveau message' }).click();
  await page.getByRole('textbox', { name: 'Objet' }).fill('Glycémies');
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill('À finir ce soir.');
  await page
    .locator('input[aria-label="Joindre un fichier"]')
    .setInputFiles({ name: 'carnet.txt', mimeType: 'text/plain', buffer: Buffer.from('7 h : 1,12 g/l') });
  await expect.poll(() => draftsOf(page, 'message.file')).toBe(1);
  const gone = page.waitForEvent('close');
  await lockPost(page);
  await gone;
  await locked();
  await typePin(page, DEMO_PIN);
  await expect(page.getByRole('tab', { name: 'Messages' })).toHaveAttribute('aria-selected', 'true', {
    timeout: 20_000,
  });
  await expect(page.getByRole('textbox', { name: 'Objet' })).toHaveValue('Glycémies');
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toHaveValue('À finir ce soir.');
  await expect(page.getByRole('list', { name: 'Fichiers joints' })).toContainText('carnet.txt');
  await page.getByRole('tab', { name: 'Documents' }).click();
  await expect(page.getByRole('tab', { name: 'Documents', selected: true })).toBeFocused();
});

test('the machine locks: the document that was read is read again, and the screen says what locked', async () => {
  await page.keyboard.press('1');
  await documents(page).first().click();
  await page.keyboard.press('Enter');
  const title = await viewer(page).getByRole('heading', { level: 2 }).innerText();
  bus.lockSession();
  await locked();
  await expect(page.getByText('verrouillé avec la session de cet ordinateur')).toBeVisible();
  await typePin(page, DEMO_PIN);
  await expect(viewer(page).getByRole('heading', { level: 2 })).toHaveText(title, { timeout: 20_000 });
});

test('the machine sleeps: a deposit that was being written goes on with every word and its file', async () => {
  await page.keyboard.press('Escape');
  await expect(viewerBody(page)).toHaveCount(0);
  await chooseFile(page, { name: 'courrier.pdf', bytes: minimalPdf('Courrier du matin') });
  await expect(titleField(page)).not.toHaveValue('');
  await titleField(page).fill('Courrier du matin, à finir');
  // The screen of a person holds a moment of stillness before the machine sleeps; the store has the words then.
  await expect.poll(() => draftsOf(page, 'deposit')).toBe(1);
  bus.suspend();
  await locked();
  await expect(page.getByText('à la mise en veille')).toBeVisible();
  await typePin(page, DEMO_PIN);
  await expect(titleField(page)).toHaveValue('Courrier du matin, à finir', { timeout: 20_000 });
});

test('the card is pulled: the post locks, and waits for the card before it asks for the code', async () => {
  const cards = path.join(app.dataFolder, 'service', 'cards');
  const card = path.join(cards, `${professionalId('treatingDoctor')}.json`);
  renameSync(card, `${card}.away`);
  await locked();
  await expect(page.getByRole('alert').filter({ hasText: 'pas dans le lecteur' })).toBeVisible();
  await expect(page.getByLabel('Code de la carte')).toHaveCount(0);
  renameSync(`${card}.away`, card);
  await expect(page.getByLabel('Code de la carte')).toBeFocused();
});

test('a colleague on the same post meets nothing of it; its author finds it again', async () => {
  const signedOut = page.waitForEvent('close');
  await changeUser(page);
  await signedOut;
  page = await app.nextPage();
  await signIn(page, 'otherDoctor');
  await expect(searchBox(page)).toBeVisible();
  await openPatient(page, 'diabetic');
  await expect(page.getByText('Un dépôt commencé vous attend')).toHaveCount(0);
  await expect(page.getByText(professional('treatingDoctor').family)).toHaveCount(0);
  const left = page.waitForEvent('close');
  await lockPost(page);
  await left;
  page = await app.nextPage();
  const changed = page.waitForEvent('close');
  await changeUser(page);
  await changed;
  page = await app.nextPage();
  await page.getByRole('option', { name: new RegExp(professional('treatingDoctor').family) }).click();
  await typePin(page, DEMO_PIN);
  await expect(titleField(page)).toHaveValue('Courrier du matin, à finir', { timeout: 20_000 });
});
