import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { demoDocuments } from '../../electron/service/demo/documents.ts';
import { socketPathOf } from '../../electron/service/address.ts';
import type { SlowLine } from '../faults/network/slow-line.ts';
import { minimalPdf } from '../electron/workstation/minimal-pdf.ts';
import { seededPost } from '../fixtures/seeded-post.ts';
import { openSlowLine } from '../faults/network/slow-line.ts';
import { draws } from '../rules/draw.ts';
import type { Application } from './application.ts';
import { launchOnChromium } from './application.ts';
import {
  chooseFile,
  declareConsent,
  documents,
  openDocument,
  openPatient,
  signIn,
  timeLine,
  titleField,
  typeField,
} from './driver.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });
test.skip(({ browserName }) => browserName !== 'chromium', 'the line is the Chromium host’s');

const TITLE = 'Compte rendu par une mauvaise ligne';
/** Longer than any test: what can be taken back leaves when it is told to. */
const UNDO_MS = 3_600_000;

let dataFolder: string;
let line: SlowLine;
let app: Application;

test.beforeAll(async () => {
  dataFolder = await seededPost();
  line = await openSlowLine(() => socketPathOf(path.join(dataFolder, 'service')), draws(7));
  app = await launchOnChromium({
    dataFolder,
    args: [`--line=${line.socketPath}`, `--undo-ms=${UNDO_MS}`],
  });
});
test.afterAll(async () => {
  await app.close();
  await line.close();
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

async function sendReport(): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'Relire avant de déposer' }).click();
  await expect(page.getByRole('button', { name: 'Déposer', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Déposer', exact: true }).click();
}

test('a deposit is taken back before it leaves, with all that was typed', async () => {
  const { page } = app;
  await signIn(page, 'doctor');
  await openPatient(page, 'adult');
  await declareConsent(page, 'Équipe de soins', 'oral');
  const report = demoDocuments(Date.now()).find(
    (candidate) => candidate.patient === 'adult' && candidate.mediaType === 'application/pdf',
  );
  if (report === undefined) throw new Error('no demo PDF');
  await chooseFile(page, { name: 'compte rendu.pdf', bytes: report.bytes });
  await expect(typeField(page)).not.toHaveValue('');
  await titleField(page).fill(TITLE);
  await sendReport();
  await expect(page.getByRole('timer')).toContainText('Dépôt dans');
  await page.getByRole('button', { name: 'Annuler le dépôt' }).click();
  await expect(page.getByRole('button', { name: 'Déposer', exact: true })).toBeVisible();
  await expect(page.getByText(TITLE).first()).toBeVisible();
});

test('sent again, it waits among what is sent until it is told to leave', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Déposer', exact: true }).click();
  await expect(page.getByRole('timer')).toContainText('Dépôt dans');
  await page.getByRole('button', { name: 'Terminer', exact: true }).click();
  await expect(timeLine(page)).toBeVisible();
  await expect(documents(page).filter({ hasText: TITLE })).toHaveCount(0);
  await page.keyboard.press('Alt+5');
  const entry = page.getByRole('listitem', { name: `Dépôt : ${TITLE}` });
  await expect(entry).toContainText('En attente');
  await entry.getByRole('button', { name: 'Envoyer maintenant' }).click();
  await expect(entry).toContainText('Déposé le');
});

test('a mask while the line is cut waits, says why, and leaves by itself when the line is back', async () => {
  const { page } = app;
  await page.keyboard.press('Alt+3');
  await openDocument(page, TITLE);
  await line.cut();
  await page.getByRole('button', { name: 'Actions sur le document' }).click();
  await page.getByRole('menuitem', { name: 'Masquer aux professionnels' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Masquer aux professionnels' }).click();
  await expect(page.getByText('en attente : part dès que le service répond')).toBeVisible({
    timeout: 15_000,
  });
  await page.keyboard.press('Alt+5');
  const entry = page.getByRole('listitem', { name: `Masquage aux professionnels : ${TITLE}` });
  await expect(entry).toContainText('Le service ne répond pas : part dès son retour.');
  await expect(page.getByRole('button', { name: /^service injoignable/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^1 en attente/ })).toBeVisible();
  await line.mend();
  await expect(entry).toContainText('Masqué le', { timeout: 30_000 });
});

/** Deposits a document of two megabytes and looks at it on its way, which stands still midway. */
async function sendLarge(title: string): Promise<Locator> {
  const { page } = app;
  await page.keyboard.press('Alt+3');
  await chooseFile(page, { name: 'compte rendu.pdf', bytes: minimalPdf(title, 1_500_000) });
  await expect(typeField(page)).not.toHaveValue('');
  await titleField(page).fill(title);
  line.state.standsStillAfter = 900_000;
  await sendReport();
  await expect(page.getByRole('timer')).toContainText('Dépôt dans');
  await page.getByRole('button', { name: 'Terminer', exact: true }).click();
  await expect(timeLine(page)).toBeVisible();
  await page.keyboard.press('Alt+5');
  const entry = page.getByRole('listitem', { name: `Dépôt : ${title}` });
  await entry.getByRole('button', { name: 'Envoyer maintenant' }).click();
  await expect(entry.getByRole('progressbar', { name: 'Envoi' })).toBeVisible();
  await expect(entry).toContainText('Rien n’est fait avant la fin de l’envoi.');
  await expect.poll(() => line.state.standsStillAfter).toBeNull();
  return entry;
}

test('a large deposit that is cut off goes on from what the service holds', async () => {
  const entry = await sendLarge('Imagerie en plusieurs parties');
  await line.cut();
  await expect(entry).toContainText('786 ko sur 2,0 Mo sont déjà au service : l’envoi reprendra là.', {
    timeout: 15_000,
  });
  await line.mend();
  await expect(entry).toContainText('Déposé le', { timeout: 30_000 });
});

test('a large deposit is taken back midway, and is not in the record', async () => {
  const { page } = app;
  const entry = await sendLarge('Imagerie reprise à temps');
  await entry.getByRole('button', { name: 'Annuler l’envoi' }).click();
  await expect(entry).toHaveCount(0);
  await page.keyboard.press('Alt+3');
  await expect(documents(page).filter({ hasText: 'Imagerie en plusieurs parties' })).toHaveCount(1);
  await expect(documents(page).filter({ hasText: 'Imagerie reprise à temps' })).toHaveCount(0);
});

test('a message waits in its thread, is taken back word for word, and arrives once the line is back', async () => {
  const { page } = app;
  await page.keyboard.press('Alt+3');
  await page.getByRole('tab', { name: 'Messages' }).click();
  await page.getByRole('button', { name: 'Nouveau message' }).click();
  const topic = page.getByRole('textbox', { name: 'Objet' });
  const words = page.getByRole('textbox', { name: 'Message', exact: true }).filter({ visible: true });
  await topic.fill('Par une mauvaise ligne');
  await words.fill('Ce message attend.');
  await line.cut();
  await page.getByRole('button', { name: 'Envoyer' }).click();
  const conversation = page.getByRole('region', { name: 'Messages de cet échange' });
  await expect(conversation).toContainText('En attente');
  await expect(page.getByText('Vous pourrez y ajouter des messages')).toBeVisible();

  await conversation.getByRole('button', { name: 'Reprendre le message' }).click();
  await expect(topic).toHaveValue('Par une mauvaise ligne');
  await expect(words).toHaveValue('Ce message attend.');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await expect(conversation).toContainText('En attente');

  await line.mend();
  await page.keyboard.press('Alt+5');
  const entry = page.getByRole('listitem', { name: 'Message : Par une mauvaise ligne' });
  await entry.getByRole('button', { name: 'Envoyer maintenant' }).click();
  await expect(entry).toContainText('Remis le', { timeout: 30_000 });
  await page.keyboard.press('Alt+3');
  await expect(conversation.getByRole('listitem')).toHaveCount(1);
  await expect(conversation).not.toContainText('En attente');
});

test('at three seconds a question, and one of twenty lost, the record is read all the same', async () => {
  const { page } = app;
  line.state.latencyMs = 3_000;
  line.state.lossPercent = 5;
  await openPatient(page, 'adult');
  await expect(documents(page).first()).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('button', { name: /^service lent/ })).toBeVisible({ timeout: 30_000 });
});
