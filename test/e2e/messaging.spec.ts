import type { Locator, Page } from '@playwright/test';
import { openPatient, signIn } from './driver.ts';
import { enterSpace, goTo, line, openSpace } from './space-driver.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

/** What one side writes shows on the other within this time. */
const SOON = { timeout: 2_000 };
const TOPIC = 'Résultats de mardi';

let space: Page;

const part = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('tab', { name }).click();
  await expect(page.getByRole('tab', { name, selected: true })).toBeVisible();
};
const conversation = (page: Page): Locator =>
  page.getByRole('region', { name: 'Messages de cet échange' }).filter({ visible: true });
const write = async (page: Page, text: string): Promise<void> => {
  const field = page.getByRole('textbox', { name: 'Message', exact: true }).filter({ visible: true });
  await field.fill(text);
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(field).toHaveValue('');
};
/** Leaves the deposit that the files opened; the message is where it was. */
const giveUpDeposit = async (page: Page): Promise<void> => {
  await page.locator('#deposit-title').focus();
  await expect(page.locator('#deposit-title')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Abandonner' }).click();
  await expect(conversation(page)).toBeVisible();
};
const railMessages = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Écrans' }).getByRole('button', { name: /^Messages/ });

test('a professional begins without a right, and the patient has it at once, counted as new', async ({
  app,
}) => {
  const { page } = app;
  await signIn(page, 'doctor');
  space = await openSpace(app);
  await enterSpace(space, 'adult');
  await goTo(space, 'Messages');
  await expect(space.getByText('Aucun échange pour le moment.')).toBeVisible();

  await openPatient(page, 'adult');
  await part(page, 'Messages');
  await page.getByRole('button', { name: 'Nouveau message' }).click();
  await page.getByRole('textbox', { name: 'Objet' }).fill(TOPIC);
  await write(page, 'Bonjour, vos résultats sont arrivés.');
  await expect(conversation(page)).toContainText('vos résultats sont arrivés');
  await expect(line(space, 'Échanges', TOPIC)).toContainText('1 nouveau', SOON);
});

test('the patient reads and answers, each side sees it within two seconds, and what is new is counted', async ({
  app,
}) => {
  const { page } = app;
  await line(space, 'Échanges', TOPIC).getByRole('button').click();
  await expect(conversation(space)).toContainText('vos résultats sont arrivés');
  // The sender knows that it was read.
  await expect(conversation(page)).toContainText('Lu le', SOON);

  // Out of sight it is not read: it stays new, and the rail says so.
  await part(page, 'Documents');
  const before = await railMessages(page).getAttribute('aria-label');
  await write(space, 'Merci docteur, que dois-je faire ?');
  await expect(railMessages(page)).not.toHaveAttribute('aria-label', before ?? '', SOON);
  await part(page, 'Messages');
  await expect(conversation(page)).toContainText('que dois-je faire', SOON);
  await expect(railMessages(page)).toHaveAttribute('aria-label', before ?? '', SOON);
});

test('what a patient attaches is read in isolation, and becomes a document of the record with the same bytes', async ({
  app,
}) => {
  const { page } = app;
  await space.getByRole('textbox', { name: 'Message', exact: true }).fill('Voici ma mesure.');
  await space.locator('input[type=file]').setInputFiles({
    name: 'tension.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Tension 132/84, mardi.'),
  });
  await space.getByRole('button', { name: 'Envoyer' }).click();
  await expect(conversation(space)).toContainText('tension.txt');
  await expect(conversation(page)).toContainText('tension.txt', SOON);
  await conversation(page).getByRole('button', { name: 'Ouvrir' }).click();
  await expect(page.getByRole('dialog')).toContainText('Tension 132/84');
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).last().click();

  await conversation(page).getByRole('button', { name: 'Déposer dans le dossier' }).click();
  await expect(page.getByRole('textbox', { name: 'Titre' })).toHaveValue(/tension/i);
  await giveUpDeposit(page);
});
