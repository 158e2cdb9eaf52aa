import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { demoDocuments } from '../../electron/service/demo/documents.ts';
import { answerOf, missingForPrivateBus, startPrivateBus, type PrivateBus } from '../fixtures/private-bus.ts';
import { launchOnChromium, type Application } from './application.ts';
import {
  changeUser,
  chooseCard,
  chooseFile,
  codeSheet,
  declareConsent,
  DEMO_PIN,
  fillCode,
  lockPost,
  openPatient,
  professionalId,
  readCode,
  runAct,
  signIn,
  takePlace,
  titleField,
  typeField,
  typePin,
} from './driver.ts';

/** A professional's data on a real keychain: whatever becomes of it, they open, and what waits is still there. */
test.describe.configure({ mode: 'serial' });

const missing = missingForPrivateBus();
test.skip(missing !== undefined, `the data were not tried on a real keychain: ${missing ?? ''}`);

const TITLE = 'Courrier qui attend';
const PAGE = 4_096;
/** A key is stretched on purpose, and the machine of the tests may be busy. */
const PATIENCE = { timeout: 40_000 };

let bus: PrivateBus;
let app: Application;
let page: Page;
let dataFolder: string;
let pin = DEMO_PIN;
let code = '';
/** The one that the folder of yesterday was made with. */
let firstCode = '';

const launch = async (): Promise<void> => {
  // What can be taken back does not leave by itself: it waits.
  const args = ['--undo-ms=3600000'];
  app = await launchOnChromium({ dataFolder, freshBrowsers: true, env: bus.env, args });
  ({ page } = app);
};

test.beforeAll(async () => {
  test.skip(test.info().project.name !== 'chromium', 'the bus and the keychain are those of this host');
  dataFolder = await mkdtemp(path.join(os.tmpdir(), 'poste-sante-vault-'));
  bus = await startPrivateBus();
  mkdirSync(path.dirname(orphan()), { recursive: true, mode: 0o700 });
  writeFileSync(orphan(), 'a store whose key is gone');
  await launch();
});
test.afterAll(async () => {
  await app.close();
  await bus.stop();
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

/** A store of the embedded service without the key that opens it: it must not start on it, nor over it. */
const orphan = () => path.join(dataFolder, 'service', 'service.db');
const stores = () => path.join(dataFolder, 'post', 'stores');
const alert = (text: string) => page.getByRole('alert').filter({ hasText: text });
const desk = () => page.getByRole('button', { name: 'Accueil' });

/** The folder of the store in use, once nobody has it open. */
async function closedStore(): Promise<string> {
  const owner = readdirSync(stores()).find((name) => !name.includes('.')) ?? '';
  const generation = readdirSync(path.join(stores(), owner)).find((name) => /^\d+$/.test(name)) ?? '';
  const folder = path.join(stores(), owner, generation);
  await expect.poll(() => existsSync(path.join(folder, 'store.db-wal')), PATIENCE).toBe(false);
  return folder;
}

/** Locks the post: its process ends, and the next one asks the keychain anew. */
async function lock(): Promise<void> {
  await lockPost(page);
  page = await app.nextPage();
  await expect(page.getByLabel('Code de la carte')).toBeFocused(PATIENCE);
}

/** Types the PIN of the card, and is told why the data do not open. */
async function met(trouble: string): Promise<void> {
  await typePin(page, pin);
  await expect(alert(trouble)).toBeVisible(PATIENCE);
  await expect(page.getByText('Rien n’est perdu')).toBeVisible();
}

async function opensByCode(typed = code): Promise<void> {
  const field = page.getByLabel('Code de secours', { exact: true });
  await expect(field).toBeVisible();
  await field.fill(typed);
  await field.press('Enter');
}

/** After a sign-in the place is asked, after a lock it is not. */
async function atHisPlace(shown: Locator): Promise<void> {
  await takePlace(page, shown, PATIENCE);
  await expect(shown).toBeVisible(PATIENCE);
}

/** The post is open, and what waited still waits. */
async function openedWithAll(): Promise<void> {
  await atHisPlace(desk());
  await page.keyboard.press('Alt+5');
  await expect(waiting()).toBeVisible(PATIENCE);
}
const waiting = () => page.getByRole('listitem', { name: `Dépôt : ${TITLE}` });

async function opensByPin(): Promise<void> {
  await typePin(page, pin);
  await openedWithAll();
}

/** The code is shown once: it is read from the sheet, and a part of it typed back. */
async function typeBack(): Promise<void> {
  const groups = await readCode(page);
  code = groups.join(' ');
  await expect(page.getByRole('button', { name: 'J’ai la feuille' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(codeSheet(page)).toHaveCount(0);
  await fillCode(page, groups);
}

async function openKeys(): Promise<void> {
  await runAct(page, 'clés et codes', 'Clés et codes');
  await expect(page.getByText('Trousseau du poste')).toBeVisible();
}

async function changePin(to: string, told: string): Promise<void> {
  await page.getByRole('button', { name: 'Changer le code' }).click();
  await expect(page.getByLabel('Code actuel de la carte')).toBeFocused();
  await page.getByLabel('Code actuel de la carte').fill(pin);
  await page.getByLabel('Nouveau code', { exact: true }).fill(to);
  await page.getByLabel('Nouveau code, à nouveau').fill(to);
  await page.keyboard.press('Enter');
  await expect(alert(told)).toBeVisible(PATIENCE);
  pin = to;
}

test('a service that does not start says why and what is safe; once it is mended the same screen starts it', async () => {
  await expect(page.getByRole('heading', { name: 'Le service embarqué ne démarre pas' })).toBeVisible();
  await expect(alert('La clé de ses données manque')).toContainText('service.key');
  await page.getByRole('button', { name: 'Examiner le poste' }).click();
  const examination = page.getByRole('dialog', { name: 'Examen du poste' });
  await expect(examination.getByText('la clé de ses données manque ou est abîmée')).toBeVisible(PATIENCE);
  await page.keyboard.press('Escape');
  await expect(examination).toHaveCount(0);
  expect(readFileSync(orphan(), 'utf8')).toBe('a store whose key is gone');
  rmSync(orphan());
  const turned = app.nextPage();
  // The page goes with its process, perhaps before it says that it heard.
  await page
    .getByRole('button', { name: 'Réessayer' })
    .click()
    .catch(() => undefined);
  page = await turned;
  await expect(page.getByRole('heading', { name: 'Identification' })).toBeVisible(PATIENCE);
});

test('the first opening asks nothing; a recovery code is shown once and counts when a part of it is typed back', async () => {
  await signIn(page, 'doctor');
  await openPatient(page, 'adult');
  await declareConsent(page, 'Équipe de soins', 'oral');
  const letter = demoDocuments(Date.now()).find(
    ({ patient, mediaType }) => patient === 'adult' && mediaType === 'application/pdf',
  );
  await chooseFile(page, { name: 'courrier.pdf', bytes: letter?.bytes ?? Buffer.alloc(0) });
  await expect(typeField(page)).not.toHaveValue('');
  await titleField(page).fill(TITLE);
  await page.getByRole('button', { name: 'Relire avant de déposer' }).click();
  await page.getByRole('button', { name: 'Déposer', exact: true }).click();
  await page.getByRole('button', { name: 'Terminer', exact: true }).click();
  await openedWithAll();
  await openKeys();
  await expect(page.getByText('seul un code de secours imprimé ouvrira vos données')).toBeVisible();
  await page.getByRole('button', { name: 'Imprimer un code' }).click();
  await page.getByRole('button', { name: 'Imprimer', exact: true }).click();
  await expect
    .poll(() => existsSync(app.savedFolder) && readdirSync(app.savedFolder).length, PATIENCE)
    .toBe(1);
  await page.getByRole('button', { name: 'J’ai la feuille' }).focus();
  await typeBack();
  await page.keyboard.press('Enter');
  await expect(alert('compte à partir de maintenant')).toBeVisible(PATIENCE);
  firstCode = code;
  await expect(page.getByText(code.slice(0, 5))).toHaveCount(0);
  await app.close();
});

test('a restart opens with the code of the card; a copy of the folder is kept aside for later', async () => {
  cpSync(stores(), path.join(dataFolder, 'yesterday'), { recursive: true });
  await launch();
  await chooseCard(page, 'doctor');
  await opensByPin();
});

test('a locked keychain is said to be locked; nothing is made beside it, and it opens once it is unlocked', async () => {
  await lock();
  await bus.keyring.lock();
  await met('Le trousseau de ce poste est verrouillé');
  const again = page.getByRole('button', { name: 'Réessayer' });
  await expect(again).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(again).toBeFocused(PATIENCE);
  await bus.keyring.unlock();
  await changeUser(page);
  page = await app.nextPage();
  await chooseCard(page, 'doctor');
  await opensByPin();
});

test('an emptied keychain, then another one: the recovery code opens, and the key is put back', async () => {
  await lock();
  await bus.keyring.replace('sound');
  await met('Le trousseau de ce poste a été vidé');
  await opensByCode();
  await openedWithAll();
  await lock();
  await bus.keyring.putBack();
  await met('Le trousseau de ce poste n’est plus le même');
  await opensByCode();
  await openedWithAll();
});

test('without any keychain the recovery code opens for this time', async () => {
  await lock();
  await bus.keyring.end();
  await met('Le trousseau de ce poste ne répond pas');
  await page.getByText('Ouvrir avec le code de secours imprimé').click();
  await opensByCode();
  await openedWithAll();
  await lock();
  await bus.keyring.unlock();
  await opensByPin();
});

test('another PIN and another key: the next opening goes on under them, and the old key is gone', async () => {
  await openKeys();
  await changePin('4827', 'Le code de la carte est changé.');
  await page.getByRole('button', { name: 'Renouveler la clé' }).click();
  await typeBack();
  await page.getByLabel('Code actuel de la carte').fill(pin);
  await page.keyboard.press('Enter');
  await expect(alert('La nouvelle clé est prête')).toBeVisible(PATIENCE);
  await page.getByRole('button', { name: 'Terminé' }).press('Enter');
  await lock();
  const before = await closedStore();
  await opensByPin();
  expect(existsSync(before)).toBe(false);
});

test('a PIN changed while the keychain was locked: five guesses of the former one, then the recovery code alone', async () => {
  await openKeys();
  await bus.keyring.lock();
  await changePin('5938', 'l’ancien code sera demandé une fois');
  await page.getByRole('button', { name: 'Terminé' }).press('Enter');
  await lock();
  await bus.keyring.unlock();
  await met('Le code de votre carte a changé');
  for (const left of [4, 3, 2, 1]) {
    const former = page.getByLabel('Ancien code de la carte', { exact: true });
    await expect(former).toHaveValue('');
    await former.fill('1111');
    await former.press('Enter');
    await expect(page.getByText(left === 1 ? 'Il reste 1 essai.' : `Il reste ${left} essais.`)).toBeVisible(
      PATIENCE,
    );
  }
  await page.getByLabel('Ancien code de la carte', { exact: true }).fill('1111');
  await page.getByLabel('Ancien code de la carte', { exact: true }).press('Enter');
  await expect(page.getByLabel('Ancien code de la carte', { exact: true })).toHaveCount(0, PATIENCE);
  await opensByCode();
  await openedWithAll();
});

test('a damaged store is recovered and told of, with what waited in it', async () => {
  await lock();
  const file = path.join(await closedStore(), 'store.db');
  const at = readFileSync(file).length - PAGE * 2 + 700;
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.from('damage'), 0, 6, at);
  closeSync(handle);
  await typePin(page, pin);
  await expect(page.getByRole('heading', { name: 'étaient endommagées' })).toBeVisible(PATIENCE);
  await expect(page.getByRole('button', { name: 'Continuer' })).toBeFocused();
  await page.keyboard.press('Enter');
  await openedWithAll();
});

test('a store of a newer version is refused and left as it is; its own version finds everything', async () => {
  await lock();
  const file = path.join(await closedStore(), 'store.db');
  const script = path.join(import.meta.dirname, '../electron/vault/newer-store-process.ts');
  const say = (version: number): Promise<unknown> =>
    answerOf(bus.env, script, [dataFolder, professionalId('doctor'), pin, String(version)], 60_000);
  const version = Number(await say(9_999));
  const before = readFileSync(file);
  await typePin(page, pin);
  await expect(page.getByRole('heading', { name: 'demandent une version plus récente' })).toBeVisible(
    PATIENCE,
  );
  const leave = page.getByRole('button', { name: 'Se déconnecter' });
  await expect(leave).toBeFocused();
  const turned = app.nextPage();
  await page.keyboard.press('Enter').catch(() => undefined);
  page = await turned;
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(await say(version)).toBe(9_999);
  // The file is not the one that its witness vouches for: it is read page by page, and said to be another.
  await chooseCard(page, 'doctor');
  await typePin(page, pin);
  const goOn = page.getByRole('button', { name: 'Continuer' });
  await atHisPlace(goOn);
  await goOn.click();
  await openedWithAll();
});

test('a copy of the folder put back is known to be older, and opens by the code that it was made with', async () => {
  await lock();
  await closedStore();
  rmSync(stores(), { recursive: true });
  cpSync(path.join(dataFolder, 'yesterday'), stores(), { recursive: true });
  await met('Ces données sont une copie plus ancienne');
  await opensByCode(firstCode);
  await openedWithAll();
});
