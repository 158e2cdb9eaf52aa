import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { demoDocuments } from '../../electron/service/demo/documents.ts';
import { missingForPrivateBus, startPrivateBus, type PrivateBus } from '../fixtures/private-bus.ts';
import { seededPost } from '../fixtures/seeded-post.ts';
import { launchOnChromium, type Application } from './application.ts';
import {
  DEMO_PIN,
  documents,
  findsOnly,
  lockPost,
  openDocument,
  openPart,
  openPatient,
  patient,
  runAct,
  searchBox,
  showAll,
  shownCount,
  signIn,
  timeLine,
  typePin,
  viewer,
  viewerBody,
} from './driver.ts';
import { layLine, type Line } from './line.ts';
import { otherSide } from './other-side.ts';

/** Reading where the service does not answer: what was read a moment ago, and what was taken along for the day. */
test.describe.configure({ mode: 'serial' });

const missing = missingForPrivateBus();
test.skip(missing !== undefined, `a post that keeps something on its disk was not tried: ${missing ?? ''}`);

/** A PDF, and a word that it says and neither its title nor any other document does. */
const WORD = 'hyperkératose';
/** A PDF that nobody opens here, in the body of a CDA document, and a word that it alone says. */
const UNOPENED = { title: 'Compte rendu de rétinographie', word: 'microanévrismes' };
const current = demoDocuments(Date.now()).filter(
  ({ patient: whose, status, confidentiality, archived }) =>
    whose === 'diabetic' && status === 'current' && !archived && confidentiality.join() === 'N',
);
const read = current.find(({ title }) => title.startsWith('Bilan podologique'));
const other = current.find(({ title }) => title.startsWith('Suivi infirmier'));

let bus: PrivateBus;
let line: Line;
let app: Application;
let page: Page;
let dataFolder: string;

test.beforeAll(async () => {
  test.skip(test.info().project.name !== 'chromium', 'the line and the keychain are those of this host');
  dataFolder = await seededPost();
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
const row = (title: string) => documents(page).filter({ hasText: title }).first();
const taken = () => page.getByRole('status').filter({ hasText: 'Tournée' });

test('what was read stays readable when the line is cut, marked with its hour; what was not says so', async () => {
  if (read === undefined || other === undefined) throw new Error('the demo has too few documents');
  await signIn(page, 'doctor');
  await openPatient(page, 'diabetic');
  await showAll(page);
  await expect(await openPart(page, '4', 'Profil médical et mesures')).toContainText('Pénicilline');
  await openPart(page, '1', 'Documents du dossier');
  await openDocument(page, read.title);
  // Rows out of sight are not in the page: the list says how many there are.
  const lines = await shownCount(page);

  line.cut();
  await expect(offline()).toContainText(/affiché tel qu’à \d+\sh\s\d\d/, { timeout: 15_000 });
  await expect.poll(() => shownCount(page)).toBe(lines);
  await row(other.title).click();
  await expect(viewer(page).getByText('ne peut pas être lu hors ligne')).toBeVisible();
  await row(read.title).click();
  await expect(viewerBody(page)).toBeVisible();
  await expect(viewer(page).getByText(/document lu à \d+\sh\s\d\d/)).toBeVisible();

  // What only the viewer could read of the PDF finds it all the same.
  await findsOnly(page, read.title, WORD);
  // Nobody knows here what those say that were not opened: nothing is passed over in silence.
  await expect(timeLine(page).getByText(/\d+ autres ne sont cherchés que par leur titre/)).toBeVisible();
  await timeLine(page).getByRole('searchbox').fill('');
  await expect.poll(() => shownCount(page)).toBe(lines);

  await expect(await openPart(page, '4', 'Profil médical et mesures')).toContainText('Pénicilline');
  await expect(page.getByText(/Hors ligne\s: rubrique affichée telle que/).first()).toBeVisible();
  await expect(await openPart(page, '5', 'Entourage et volontés')).toContainText(
    'ne peut pas être lu hors ligne',
  );
  await expect(await openPart(page, '4', 'Profil médical et mesures')).toContainText('Pénicilline');
});

test('at the end of the lease sections and documents leave the screen, and nothing of them opens any more', async () => {
  const gone = page.getByText('Ce dossier n’est plus lisible hors ligne.');
  const side = otherSide(dataFolder);
  // Sixteen minutes pass; the post hears so of the service, which gives nothing else.
  await side.advance(0, 16);
  await side.close();
  line.letThrough('/fhir/metadata');
  await expect(gone.first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Pénicilline')).toHaveCount(0);
  await expect(documents(page)).toHaveCount(0);
  await expect(viewer(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Réessayer' }).first().click();
  await expect(
    page.getByRole('alert').filter({ hasText: 'Le service national ne répond pas.' }),
  ).toBeVisible();
  await expect(page.getByText('Pénicilline')).toHaveCount(0);

  // The national session ended in those minutes too: he identifies himself anew, and is back where he was.
  line.mend();
  await lockPost(page);
  page = await app.nextPage();
  await expect(page.getByRole('heading', { level: 1, name: 'Poste verrouillé' })).toBeVisible();
  await typePin(page, DEMO_PIN);
  await expect(page.getByRole('region', { name: 'Profil médical et mesures' })).toContainText('Pénicilline', {
    timeout: 30_000,
  });
  await expect(offline()).toHaveCount(0, { timeout: 30_000 });
  await openPart(page, '1', 'Documents du dossier');
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
  await choice.fill(patient('diabetic').family);
  await expect(page.getByRole('listbox', { name: 'Patients à emporter' }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 patient choisi')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(bag().getByRole('option')).toHaveCount(1, { timeout: 20_000 });

  line.cut();
  await lockPost(page);
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
  await findsOnly(page, UNOPENED.title, UNOPENED.word);
  await timeLine(page).getByRole('searchbox').fill('');
  const profile = await openPart(page, '4', 'Profil médical et mesures');
  await expect(profile).toContainText('Tournée : rubrique affichée telle que');
  for (const vital of ['Pénicilline', 'Metformine', 'Poids']) await expect(profile).toContainText(vital);
  await expect(await openPart(page, '5', 'Entourage et volontés')).toContainText('MOREAU');
  await page.getByRole('button', { name: 'Accueil' }).click();
  await page.getByRole('button', { name: /Tournée/ }).click();
  await expect(page.getByText(/à rapporter au service national/)).toBeVisible();
  // Not one was lost to the lock that came while they were read.
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(bag().getByRole('option')).not.toContainText('sans texte');
});

test('each opening is told when the line is back; then the bag is destroyed, and nothing of it opens', async () => {
  line.mend();
  await expect(page.getByText(/à rapporter au service national/)).toHaveCount(0, { timeout: 40_000 });
  await page.getByRole('button', { name: 'Détruire la tournée' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Détruire la tournée' }).click();
  await expect(page.getByRole('combobox', { name: 'Chercher parmi mes dossiers' })).toBeVisible();
});
