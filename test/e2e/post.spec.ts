import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { readPostConfig } from '../../electron/post/config.ts';
import { launchOnChromium, MAKING_MS, type Application } from './application.ts';
import { openPatient, patient, runAct, searchBox, signIn, signOut } from './driver.ts';

/** The post's own affairs: the first start, the set-up, the examination. One application, from its very first start. */
test.describe.configure({ mode: 'serial' });

const root = path.resolve(import.meta.dirname, '../..');
let app: Application;
let page: Page;
test.beforeAll(async () => {
  app = await launchOnChromium({ firstStart: true });
  ({ page } = app);
});
test.afterAll(() => app.close());

const next = async (title: string): Promise<void> => {
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
};

test('the first start asks where the service is, what the post is called, and opens on the cards', async () => {
  await expect(page.getByRole('heading', { name: 'Premier démarrage' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Le service embarqué' })).toBeChecked();
  await next('Ce poste');
  const name = page.getByLabel('Nom du poste');
  await name.fill('');
  await expect(page.getByRole('button', { name: 'Continuer' })).toBeDisabled();
  await name.fill('Cabinet des Tilleuls, bureau 2');
  const place = page.getByLabel('Lieu d’exercice');
  await place.fill('12345');
  await expect(page.getByRole('button', { name: 'Continuer' })).toBeDisabled();
  await place.fill('99 0000564');
  await next('Délais');
  await page.getByRole('slider', { name: 'Verrouillage sans activité' }).fill('3');
  await page.getByRole('slider', { name: 'Garde des brouillons' }).fill('7');
  await next('Professionnels');
  // The service makes them meanwhile, and the screen says so.
  await expect(page.getByText(/cartes sont lues/)).toBeVisible({ timeout: MAKING_MS });
  await expect(page.getByRole('list', { name: 'Professionnels' })).toContainText('Dr Sophie RENAUD');
  await page.getByRole('button', { name: 'Commencer' }).click();
  await expect(page.getByRole('heading', { name: 'Identification' })).toBeVisible();
  await signIn(page, 'doctor');
  await expect(page.getByText(/EHPAD Les Glycines/).first()).toBeVisible();
  expect(readPostConfig(path.join(app.dataFolder, 'post'))).toMatchObject({
    name: 'Cabinet des Tilleuls, bureau 2',
    place: '990000564',
    lockAfterMinutes: 3,
    draftDays: 7,
  });
  const settings = page.getByRole('dialog', { name: 'Réglages' });
  // Whatever the service has said so far is shown at the opening: it is opened until it has said it.
  await expect(async () => {
    await page.keyboard.press('Control+,');
    try {
      await expect(settings).toContainText(/Version defaut-1, depuis le 21\/11\/2026/);
      await expect(settings).toContainText('C’est celle que le service national annonce et applique.', {
        timeout: 2_000,
      });
    } finally {
      await settings.getByRole('button', { name: 'Terminer' }).click();
      await expect(settings).toHaveCount(0);
    }
  }).toPass({ timeout: 60_000 });
});

test('the examination names each part, on the screen and as a command', async () => {
  await runAct(page, 'examiner', 'Examiner le poste');
  const dialog = page.getByRole('dialog', { name: 'Examen du poste' });
  await expect(dialog.getByRole('listitem')).toHaveCount(8);
  await expect(dialog).toContainText('Le service national répond.');
  await dialog.getByRole('button', { name: 'Enregistrer le dossier d’incident' }).click();
  await expect(dialog).toContainText('Dossier d’incident enregistré.');
  await dialog.getByRole('button', { name: 'Fermer' }).last().click();
  const { stdout, status } = spawnSync(
    process.execPath,
    [path.join(root, 'electron/doctor/main.ts'), `--data=${app.dataFolder}`],
    { encoding: 'utf8' },
  );
  expect(stdout).toContain('Service national (en ordre) : Le service national répond.');
  // No keychain runs here: the command says so, and that something is wrong.
  expect([stdout.includes('Trousseau (en panne)'), status]).toEqual([true, 1]);
});

test('the journal of the post is exported, holds for its check, and names an entry that was changed', async () => {
  const adult = patient('adult');
  await openPatient(page, 'adult');
  await runAct(page, 'journal', 'Journal du poste');
  const dialog = page.getByRole('dialog', { name: 'Journal du poste' });
  await expect(dialog).toContainText('C’est le vôtre seul.');
  await dialog.getByRole('button', { name: 'Exporter le journal' }).click();
  await expect(dialog).toContainText(/Journal enregistré/);
  await expect(dialog).toContainText('Le service national en a signé l’empreinte');
  const key = await dialog.getByRole('code').innerText();
  const name = readdirSync(app.savedFolder).find((file) => file.endsWith('.jsonl')) ?? '';
  expect(name).toMatch(/^journal-du-poste-[\d-]{10}\.jsonl$/);
  const file = path.join(app.savedFolder, name);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const check = (of: string): string => {
    const command = ['electron/journal/check-main.ts', of, '--key', key];
    const { status, stdout } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' });
    return `${String(status)} ${stdout}`;
  };
  expect(check(file)).toMatch(/^0 \d+ entries \(1 to \d+\) hold, told to the service as far as entry \d+ /);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('Ouverture du dossier');
  expect(text).not.toContain(adult.family);
  const lines = text.split('\n');
  const opened = lines.findIndex((line) => /^\{"n".*record\.open/.test(line));
  const altered = path.join(app.savedFolder, 'altered');
  writeFileSync(altered, lines.with(opened, (lines[opened] ?? '').replace(adult.ins, '1')).join('\n'));
  expect(check(altered)).toBe(`1 entry ${String(opened)}: was altered\n`);
  await dialog.getByRole('button', { name: 'Fermer' }).last().click();
});

test('a post goes over to a service at an address, tried before it is kept', async () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'remote-'));
  const service = spawn(
    process.execPath,
    [path.join(root, 'electron/service/main.ts'), '--data', data, '--port', '0', '--seed', 'demo'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await new Promise<string>((resolve) => {
    service.stdout.once('data', (line: Buffer) => resolve(String(JSON.parse(line.toString()).url)));
  });
  try {
    await runAct(page, 'réglages du poste', 'Réglages du poste');
    const dialog = page.getByRole('dialog', { name: 'Réglages du poste' });
    await expect(dialog).toContainText('CSP R.1111-53');
    await dialog.getByText('Une adresse').click();
    const address = dialog.getByLabel('Adresse du service');
    await address.fill('http://dmp.exemple.fr');
    await expect(dialog.getByText(/n’est pas de la forme/)).toBeVisible();
    await address.fill(url);
    await dialog.getByRole('button', { name: 'Essayer l’adresse' }).click();
    await expect(dialog.getByText('Le service national répond.')).toBeVisible();
    cpSync(path.join(data, 'cards'), path.join(app.dataFolder, 'post', 'cards'), { recursive: true });
    await dialog.getByRole('button', { name: 'Enregistrer et se déconnecter' }).click();
    await expect(page.getByRole('heading', { name: 'Identification' })).toBeVisible();
    await expect(page.getByText('Données fictives')).toHaveCount(0);
    await signIn(page, 'doctor');
    await searchBox(page).fill(patient('adult').ins);
    await expect(page.getByText(/Aucun patient du cabinet/)).toBeVisible();
    await signOut(page);
  } finally {
    service.kill('SIGTERM');
    rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
});
