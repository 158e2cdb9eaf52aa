import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { MailSink } from '../electron/service/notices/mail-sink.ts';
import { openMailSink } from '../electron/service/notices/mail-sink.ts';
import { demoDocuments } from '../../electron/service/demo/documents.ts';
import type { Application } from './application.ts';
import { launchOnChromium } from './application.ts';
import {
  chooseFile,
  openPatient,
  reviewAndSend,
  runAct,
  signIn,
  timeLine,
  titleField,
  typeField,
  viewer,
} from './driver.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });
test.beforeEach(() => {
  test.skip(test.info().project.name !== 'chromium', 'the mails are the service’s: the same on every host');
});

const TITLE = 'Courrier avec avis';
let app: Application;
let sink: MailSink;
let dataFolder: string;
test.beforeAll(async () => {
  dataFolder = mkdtempSync(path.join(os.tmpdir(), 'poste-sante-mail-'));
  sink = await openMailSink();
  const service = path.join(dataFolder, 'service');
  mkdirSync(service, { recursive: true, mode: 0o700 });
  const from = 'Mon espace santé <ne-pas-repondre@espace.example>';
  writeFileSync(
    path.join(service, 'mail.json'),
    JSON.stringify({ host: '127.0.0.1', port: sink.port, tls: 'none', from }),
  );
  app = await launchOnChromium({ dataFolder });
  await signIn(app.page, 'doctor');
});
test.afterAll(async () => {
  await app.close();
  await sink.close();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

/** The message that the screen shows, opened as a person does; its words as they stand there. */
async function readMessage(page: Page): Promise<{ subject: string; text: string }> {
  await page.getByRole('button', { name: 'Lire le message' }).click();
  const paper = page.getByRole('article', { name: /^Message/ });
  await expect(paper).toBeVisible();
  return {
    subject: (await paper.locator('dd').nth(1).innerText()).trim(),
    text: (await paper.locator('p').innerText()).trim(),
  };
}
const received = () => sink.received.map(({ subject, text }) => ({ subject, text }));

test('the message shown before the consent is the mail that the patient receives', async () => {
  const { page } = app;
  await openPatient(page, 'adult');
  const shown = await readMessage(page);
  expect(shown.text).toContain('aucune information médicale');
  expect(received()).toEqual([]);
  await page.getByRole('radio', { name: 'Équipe de soins, oral' }).check({ force: true });
  await page.getByRole('checkbox').check({ force: true });
  await page.getByRole('button', { name: 'Déclarer le consentement' }).click();
  await expect(timeLine(page)).toBeVisible();
  await expect.poll(received).toContainEqual(shown);
});

test('so it is for a deposit, and for masking what was deposited', async () => {
  const { page } = app;
  const pdf = demoDocuments(Date.now()).find((document) => document.mediaType === 'application/pdf');
  await chooseFile(page, { name: 'courrier.pdf', bytes: pdf?.bytes ?? new Uint8Array() });
  await expect(typeField(page)).not.toHaveValue('');
  await titleField(page).fill(TITLE);
  await page.getByRole('button', { name: 'Relire avant de déposer' }).click();
  const ofDeposit = await readMessage(page);
  await page.getByRole('button', { name: 'Modifier' }).click();
  await reviewAndSend(page);
  await expect.poll(received).toContainEqual(ofDeposit);
  await page.getByRole('button', { name: 'Terminer' }).click();

  await timeLine(page).getByRole('searchbox').fill(TITLE);
  await timeLine(page).getByRole('option').filter({ hasText: TITLE }).first().click();
  await page.keyboard.press('Enter');
  await viewer(page).getByRole('button', { name: 'Actions sur le document' }).click();
  await page.getByRole('menuitem', { name: 'Masquer aux professionnels' }).click();
  const question = page.getByRole('alertdialog');
  const ofMask = await readMessage(page);
  await question.getByRole('button', { name: 'Masquer aux professionnels' }).click();
  await expect(question).toHaveCount(0);
  await expect.poll(received).toContainEqual(ofMask);
  const ids = sink.received.map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the proof of the accesses is saved, and holds for a checker that knows nothing of us', async () => {
  const { page, savedFolder } = app;
  await page.keyboard.press('Escape');
  await runAct(page, 'preuve', 'Enregistrer la preuve des accès');
  const check = () => {
    const file = path.join(savedFolder, 'preuve-acces.json');
    const script = path.resolve(import.meta.dirname, '../../electron/journal/check-main.ts');
    const { status, stdout } = spawnSync(process.execPath, [script, file]);
    return `${String(status)} ${stdout.toString()}`;
  };
  await expect.poll(check).toMatch(/^0 \d+ entries hold/);

  await page.keyboard.press('0');
  await page.getByRole('button', { name: 'Enregistrer la preuve de cet accès' }).first().click();
  await expect(page.getByText(/Preuve enregistrée\s?: 1 accès/)).toBeVisible();
  await expect.poll(check).toMatch(/^0 1 /);
});
