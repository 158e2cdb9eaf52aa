import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { demoDocuments } from '../../electron/service/demo/documents.ts';
import { missingForPrivateBus, startPrivateBus, type PrivateBus } from '../fixtures/private-bus.ts';
import { launchOnChromium, type Application } from './application.ts';
import {
  declareConsent,
  DEMO_PIN,
  documents,
  openDocument,
  openPatient,
  patient,
  runAct,
  searchBox,
  showAll,
  signIn,
  timeLine,
  typePin,
  viewer,
  viewerBody,
} from './driver.ts';
import { layLine, type Line } from './line.ts';

/** Reading where the service does not answer: what was read a moment ago, and what was taken along for the day. */
test.describe.configure({ mode: 'serial' });

const missing = missingForPrivateBus();
test.skip(missing !== undefined, `a post that keeps something on its disk was not tried: ${missing ?? ''}`);

const [read, other] = demoDocuments(Date.now()).filter(
  (document) =>
    document.patient === 'adult' && document.status === 'current' && document.confidentiality.join() === 'N',
);

let bus: PrivateBus;
let line: Line;
let app: Application;
let page: Page;
let dataFolder: string;

test.beforeAll(async () => {
  test.skip(test.info().project.name !== 'chromium', 'the line and the keychain are those of this host');
  dataFolder = await mkdtemp(path.join(os.tmpdir(), 'poste-sante-line-'));
  bus = await startPrivateBus();
  line = await layLine(dataFolder);
  app = await launchOnChromium({
    dataFolder,
    freshBrowsers: true,
    env: bus.env,
    args: [line.argument],
  });
  ({ page } = app);
});
test.afterAll(async () => {
  await app.close();
  line.close();
  await bus.stop();
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

const offline = () => page.getByRole('status').filter({ hasText: 'Hors ligne' });
const bag = () => page.getByRole('listbox', { name: 'Patients emportés' });
const taken = () => page.getByRole('status').filter({ hasText: 'Tournée' });

test('what was read stays readable when the line is cut, marked with its hour; what was not says so', async () => {
  if (read === undefined || other === undefined) throw new Error('the demo has too few documents');
  await signIn(page, 'doctor');
  await openPatient(page, 'adult');
  await declareConsent(page, 'Équipe de soins', 'oral');
  await showAll(page);
  await openDocument(page, read.title);
  const lines = await documents(page).count();

  line.cut();
  await expect(offline()).toContainText(/affiché tel qu’à \d+\sh\s\d\d/, { timeout: 15_000 });
  await expect(documents(page)).toHaveCount(lines);
  await documents(page).filter({ hasText: other.title }).first().click();
  await expect(viewer(page).getByText('ne peut pas être lu hors ligne')).toBeVisible();
  await documents(page).filter({ hasText: read.title }).first().click();
  await expect(viewerBody(page)).toBeVisible();
  await expect(viewer(page).getByText(/document lu à \d+\sh\s\d\d/)).toBeVisible();

  line.mend();
  await expect(offline()).toHaveCount(0, { timeout: 30_000 });
  await expect(documents(page)).toHaveCount(lines);
});

test('a word finds the documents that say it, whatever their titles', async () => {
  const search = timeLine(page).getByRole('searchbox');
  await search.fill('hémoglobine');
  await expect(timeLine(page).getByText(/par (son|leur) texte/)).toBeVisible({ timeout: 10_000 });
  await search.fill('');
});

test('the patients of the day are taken along by keyboard, and read without the line after a lock', async () => {
  await page.keyboard.press('Alt+1');
  await expect(searchBox(page)).toBeVisible();
  await runAct(page, 'tournée', 'Tournée');
  const choice = page.getByRole('combobox', { name: 'Chercher parmi mes dossiers' });
  await expect(choice).toBeFocused();
  await choice.fill(patient('adult').used ?? patient('adult').family);
  await expect(page.getByRole('listbox', { name: 'Patients à emporter' }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 patient choisi')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(bag().getByRole('option')).toHaveCount(1, { timeout: 20_000 });

  line.cut();
  await page.keyboard.press('Control+l');
  page = await app.nextPage();
  await expect(page.getByRole('heading', { level: 1, name: 'Poste verrouillé' })).toBeVisible();
  await typePin(page, DEMO_PIN);
  await expect(page.getByRole('button', { name: 'Accueil' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Accueil' }).click();
  await page.getByRole('button', { name: /Tournée/ }).click();
  await expect(bag()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(taken()).toContainText('lisible jusqu’à minuit', { timeout: 20_000 });
  await documents(page).first().click();
  await expect(viewerBody(page)).toBeVisible();
  await page.getByRole('button', { name: 'Accueil' }).click();
  await page.getByRole('button', { name: /Tournée/ }).click();
  await expect(page.getByText(/à rapporter au service national/)).toBeVisible();
});

test('each opening is told when the line is back; then the bag is destroyed, and nothing of it opens', async () => {
  line.mend();
  await expect(page.getByText(/à rapporter au service national/)).toHaveCount(0, { timeout: 40_000 });
  await page.getByRole('button', { name: 'Détruire la tournée' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Détruire la tournée' }).click();
  await expect(page.getByRole('combobox', { name: 'Chercher parmi mes dossiers' })).toBeVisible();
});
