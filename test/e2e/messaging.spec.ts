import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import {
  declareConsent,
  draftsOf,
  openPatient,
  patient,
  reviewAndSend,
  signIn,
  signOut,
  timeLine,
  typeField,
} from './driver.ts';
import { choose, chooseFile, focusIsKept, pick, use, write as fill } from './hands.ts';
import { turnTo } from './look.ts';
import { chooseCarer, enterSpace, goByKeys, goTo, line, openSpace } from './space-driver.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

/** What one side writes shows on the other within this time. */
const SOON = { timeout: 2_000 };
const TOPIC = 'Résultats de mardi';
const UNSENT = 'Votre contraception est à renouveler.';

let space: Page;

const part = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('tab', { name }).click();
  await expect(page.getByRole('tab', { name, selected: true })).toBeVisible();
};
const threads = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Échanges' }).filter({ visible: true }).getByRole('option');
const conversation = (page: Page): Locator =>
  page.getByRole('region', { name: 'Messages de cet échange' }).filter({ visible: true });
const messageField = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Message', exact: true }).filter({ visible: true });
const write = async (page: Page, text: string): Promise<void> => {
  const field = messageField(page);
  await field.fill(text);
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(field).toHaveValue('');
};
/** Leaves a deposit that was begun. */
const giveUpDeposit = async (page: Page): Promise<void> => {
  await page.locator('#deposit-title').focus();
  await expect(page.locator('#deposit-title')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Abandonner' }).click();
  await expect(page.locator('#deposit-title')).toHaveCount(0);
};
/** The folder is made when something is first saved. */
const calendarsIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ics')) : [];
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
  // The patient's hand from here on, by the keyboard alone.
  await use(space, line(space, 'Échanges', TOPIC).getByRole('button'));
  await expect(conversation(space)).toContainText('vos résultats sont arrivés');
  await focusIsKept(space);
  // The sender knows that it was read.
  await expect(conversation(page)).toContainText('Lu le', SOON);

  // Out of sight it is not read: it stays new, and the rail says so.
  await part(page, 'Documents');
  const before = await railMessages(page).getAttribute('aria-label');
  await fill(space, messageField(space), 'Merci docteur, que dois-je faire ?');
  await space.keyboard.press('Control+Enter');
  await expect(messageField(space)).toHaveValue('');
  await expect(railMessages(page)).not.toHaveAttribute('aria-label', before ?? '', SOON);
  await part(page, 'Messages');
  await expect(conversation(page)).toContainText('que dois-je faire', SOON);
  await expect(railMessages(page)).toHaveAttribute('aria-label', before ?? '', SOON);
});

test('what a patient attaches is read in isolation, and becomes a document of the record with the same bytes', async ({
  app,
}) => {
  const { page } = app;
  // The browser is told early that its file dialog is ours: told with the key press, it may come too late.
  space.on('filechooser', () => undefined);
  await fill(space, messageField(space), 'Voici ma mesure.');
  const attach = space.locator('button', { hasText: 'Joindre un fichier' });
  await chooseFile(space, attach, 'tension.txt', 'Tension 132/84, mardi.');
  // It stays with the patient too, among his own documents.
  const keep = space.getByRole('checkbox', { name: 'Ajouter aussi à mes documents' });
  await use(space, keep, 'Space');
  await expect(keep).toBeChecked();
  await use(space, space.getByRole('button', { name: 'Envoyer' }));
  await expect(space.getByText('1 fichier ajouté à vos documents', { exact: false })).toBeAttached();
  await expect(conversation(space)).toContainText('tension.txt');
  await expect(messageField(space)).toBeFocused();
  await use(space, conversation(space).getByRole('button', { name: 'Ouvrir' }));
  await expect(space.getByRole('dialog')).toContainText('Tension 132/84');
  await space.keyboard.press('Escape');
  await expect(conversation(space).getByRole('button', { name: 'Ouvrir' })).toBeFocused();
  await expect(conversation(page)).toContainText('tension.txt', SOON);
  await conversation(page).getByRole('button', { name: 'Ouvrir' }).click();
  await expect(page.getByRole('dialog')).toContainText('Tension 132/84');
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).last().click();

  await conversation(page).getByRole('button', { name: 'Déposer dans le dossier' }).click();
  await expect(page.getByRole('textbox', { name: 'Titre' })).toHaveValue(/tension/i);
  await giveUpDeposit(page);
  await expect(conversation(page)).toBeVisible();
});

test('a template is made once and used from then on', async ({ app }) => {
  const { page } = app;
  await expect(conversation(page)).toBeVisible();
  const templates = page.getByRole('button', { name: 'Modèles' });
  await templates.click();
  await page.getByRole('menuitem', { name: 'Mes modèles…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Nouveau modèle' }).click();
  await dialog.getByRole('textbox', { name: 'Nom du modèle' }).fill('Conseils');
  await dialog.getByRole('textbox', { name: 'Texte' }).fill('Voici mes conseils.');
  await dialog.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(dialog.getByText('Conseils', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Fermer' }).last().click();
  await expect(dialog).toHaveCount(0);
  await templates.click();
  await page.getByRole('menuitem', { name: 'Conseils' }).click();
  await expect(messageField(page)).toHaveValue('Voici mes conseils.');
});

test('what a professional attaches is deposited in the same act', async ({ app }) => {
  const { page } = app;
  await page
    .locator('input[aria-label="Joindre un fichier"]')
    .setInputFiles({ name: 'conseils.txt', mimeType: 'text/plain', buffer: Buffer.from('Boire davantage.') });
  await expect(page.getByRole('checkbox', { name: /Déposer aussi dans le dossier/ })).toBeChecked();
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await expect(conversation(space)).toContainText('conseils.txt', SOON);
  // The message left, and the deposit has the file.
  await expect(page.getByRole('textbox', { name: 'Titre' })).toHaveValue(/conseils/i);
  await typeField(page).fill('consultation');
  await page
    .getByRole('option', { name: /CR ou fiche de consultation/ })
    .first()
    .click();
  await reviewAndSend(page);
  await page.getByRole('button', { name: 'Terminer', exact: true }).click();
  await expect(conversation(page)).toContainText('conseils.txt');
});

test('a closed thread takes no answer until it is opened again', async ({ app }) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Clore l’échange' }).click();
  await expect(space.getByText(/^Échange clos le/)).toBeVisible(SOON);
  await expect(space.getByRole('textbox', { name: 'Message', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Rouvrir l’échange' }).click();
  await expect(space.getByRole('textbox', { name: 'Message', exact: true })).toBeVisible(SOON);
});

test('a patient writes first to a pharmacy, and to nobody else', async () => {
  await space.keyboard.press('Escape');
  await expect(line(space, 'Échanges', TOPIC)).toBeVisible();
  await focusIsKept(space);
  await use(space, space.getByRole('button', { name: 'Écrire à une pharmacie' }));
  await expect(space.getByRole('combobox', { name: 'Pharmacie' })).toBeFocused();
  await space.keyboard.insertText('place');
  await expect(space.getByRole('option').first()).toContainText('Pharmacie de la Place');
  await space.keyboard.press('Enter');
  await fill(space, space.getByRole('textbox', { name: 'Objet' }), 'Capteurs');
  await fill(space, messageField(space), 'Bonjour, sont-ils arrivés ?');
  await space.keyboard.press('Control+Enter');
  await expect(conversation(space)).toContainText('sont-ils arrivés');
});

test('what would tell a minor’s representatives is said before anything leaves', async ({ app }) => {
  const { page } = app;
  await openPatient(page, 'minor');
  await part(page, 'Messages');
  await page.getByRole('button', { name: 'Nouveau message' }).click();
  await page.getByRole('textbox', { name: 'Objet' }).fill('Suite de la consultation');
  await messageField(page).fill(UNSENT);
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await expect(page.getByText('Ses représentants légaux liront ce message')).toBeVisible();
  await expect(page.getByText(/« [^»]*contraception[^«]* »/)).toBeVisible();
  await page.getByRole('button', { name: 'Reprendre le texte' }).click();
  await expect(messageField(page)).toHaveValue(UNSENT);
});

test('another record is opened with a message and a deposit unsent: neither shows there, both are found again', async ({
  app,
}) => {
  const { page } = app;
  await page.getByRole('tab', { name: 'Messages' }).focus();
  await page.keyboard.press('d');
  await page
    .locator('input[type=file]:not([aria-label="Joindre un fichier"])')
    .first()
    .setInputFiles({
      name: 'lettre.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Suite de la visite.'),
    });
  await page.getByRole('textbox', { name: 'Titre' }).fill('Lettre à finir');
  await openPatient(page, 'adult');
  await part(page, 'Messages');
  await expect(threads(page).first()).toBeVisible();
  await expect(page.getByText('Un dépôt commencé vous attend')).toHaveCount(0);
  await expect(page.locator('body')).not.toContainText('Lettre à finir');
  // What was kept is there to be found, and this record's own beginning of a message is empty all the same.
  await expect.poll(() => draftsOf(page, 'message')).toBe(1);
  await page.getByRole('button', { name: 'Nouveau message' }).click();
  await expect(messageField(page)).toHaveValue('');

  await openPatient(page, 'minor');
  await expect(page.getByText('Un dépôt commencé vous attend')).toBeVisible();
  await page.getByRole('button', { name: 'Reprendre le dépôt' }).click();
  await expect(page.getByRole('textbox', { name: 'Titre' })).toHaveValue('Lettre à finir');
  await giveUpDeposit(page);
  await part(page, 'Messages');
  await expect(messageField(page)).toHaveValue(UNSENT);
});

test('a proposed appointment is accepted in the space, moved in one act, and exported', async ({ app }) => {
  const { page } = app;
  await openPatient(page, 'adult');
  await declareConsent(page, 'Équipe de soins', 'oral');
  await expect(timeLine(page)).toBeVisible();
  await part(page, 'Agenda');
  await page.getByRole('button', { name: 'Nouveau rendez-vous' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Motif' }).fill('Contrôle de la tension');
  await dialog.getByRole('textbox', { name: 'Jour' }).fill('12/03/2031');
  await dialog.getByRole('textbox', { name: 'Heure' }).fill('14h30');
  await dialog.getByRole('button', { name: 'Proposer' }).click();
  await expect(dialog).toHaveCount(0);
  const own = line(page, 'À venir', 'Contrôle de la tension');
  await expect(own).toContainText('Proposé');

  await goByKeys(space, 'agenda');
  const seen = line(space, 'À venir', 'Contrôle de la tension');
  await use(space, seen.getByRole('button', { name: 'Accepter' }));
  await expect(own).toContainText('Pris', SOON);
  await expect(seen).toContainText('La veille');
  await focusIsKept(space);
  await use(space, seen.getByRole('button', { name: 'Rappels' }));
  const twoHours = space.getByRole('dialog').getByRole('checkbox', { name: '2 heures avant', exact: true });
  await use(space, twoHours, 'Space');
  await use(space, space.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }));
  await expect(seen).toContainText('2 heures avant');
  await focusIsKept(space);

  await own.getByRole('button', { name: 'Déplacer' }).click();
  await dialog.getByRole('textbox', { name: 'Heure' }).fill('16h');
  await dialog.getByRole('button', { name: 'Déplacer' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(line(space, 'À venir', 'Contrôle de la tension')).toContainText('16', SOON);
  await expect(line(space, 'Passés et annulés', 'Contrôle de la tension')).toContainText('Déplacé', SOON);

  await page.getByRole('button', { name: 'Exporter (iCalendar)' }).click();
  await expect.poll(() => calendarsIn(app.savedFolder)).toHaveLength(1);
  const [name = ''] = calendarsIn(app.savedFolder);
  const calendar = readFileSync(path.join(app.savedFolder, name), 'utf8');
  expect(calendar).toContain('SUMMARY:Contrôle de la tension');
  expect(calendar.split('BEGIN:VEVENT')).toHaveLength(2);
  expect(calendar).not.toContain(patient('adult').family);
});

test('what the patient links and shows is seen by the professional who has a right', async ({ app }) => {
  const { page } = app;
  await part(page, 'Services');
  const services = page.getByRole('list', { name: 'Services' });
  await expect(services.getByText('Rappels de vaccination', { exact: true })).toBeVisible();
  await expect(services.getByText(/Relié le/)).toHaveCount(0);

  await goByKeys(space, 'services');
  const other = line(space, 'Autres services', 'Rappels de vaccination');
  await use(space, other.getByRole('button', { name: 'Relier' }));
  const dialog = space.getByRole('dialog');
  await use(space, dialog.getByRole('checkbox', { name: /^Vaccinations/ }), 'Space');
  await use(space, dialog.getByRole('checkbox', { name: /Montrer cette liaison/ }), 'Space');
  await use(space, dialog.getByRole('button', { name: 'Relier' }));
  await expect(line(space, 'Services reliés', 'Rappels de vaccination')).toBeVisible();
  await focusIsKept(space);
  await expect(services.getByText(/Relié le/)).toHaveCount(1, SOON);

  // What is chosen leaves on paper with whoever asked for it.
  await page.getByRole('checkbox', { name: /« Rappels de vaccination »/ }).check({ force: true });
  await page.getByRole('button', { name: 'Imprimer la fiche' }).click();
  const sheet = path.join(app.savedFolder, 'impression.pdf');
  await expect.poll(() => existsSync(sheet)).toBe(true);
  expect(readFileSync(sheet).subarray(0, 5).toString()).toBe('%PDF-');
});

test('no part of it has anything for axe to find, in light or dark, on either side', async ({ app }) => {
  const { page } = app;
  const check = async (where: Page, name: string): Promise<void> => {
    await turnTo(where, 'light');
    await expect(where.locator('[aria-busy="true"]')).toHaveCount(0);
    const light = await new AxeBuilder({ page: where }).setLegacyMode().analyze();
    await turnTo(where, 'dark');
    const dark = await new AxeBuilder({ page: where })
      .setLegacyMode()
      .withRules(['color-contrast'])
      .analyze();
    await turnTo(where, 'light');
    const findings = [...light.violations, ...dark.violations];
    expect(findings.map(({ id, nodes }) => [name, id, nodes.map(({ html }) => html)])).toEqual([]);
  };
  for (const name of ['Services', 'Agenda', 'Messages']) {
    await part(page, name);
    await check(page, name);
  }
  await threads(page).first().click();
  await expect(conversation(page)).toBeVisible();
  await check(page, 'conversation');
  await railMessages(page).click();
  await expect(threads(page).first()).toBeVisible();
  await check(page, 'rail');
  for (const name of ['Messages', 'Agenda', 'Services']) {
    await goTo(space, name);
    await check(space, name);
  }
});

test('what a carer writes is marked as his, and an examination that is recommended is noted', async ({
  app,
}) => {
  const { page } = app;
  const carer = patient('adult2');
  await goTo(space, 'Mes proches');
  await space.getByRole('button', { name: 'Choisir un aidant' }).click();
  await chooseCarer(space, carer);
  await expect(line(space, 'Aidants', carer.family)).toBeVisible();

  await goTo(space, 'Agenda');
  const exams = space.getByRole('list', { name: 'Examens recommandés à cet âge' }).getByRole('listitem');
  await exams.first().getByRole('button', { name: 'Noter un rendez-vous' }).click();
  const dialog = space.getByRole('dialog');
  const exam = await dialog.getByRole('textbox', { name: 'Avec qui, pour quoi' }).inputValue();
  await dialog.getByRole('textbox', { name: 'Jour' }).fill('14/03/2031');
  await dialog.getByRole('textbox', { name: 'Heure' }).fill('9h');
  await dialog.getByRole('button', { name: 'Noter', exact: true }).click();
  await expect(line(space, 'À venir', exam)).toContainText('noté par vous');

  await space.getByRole('button', { name: 'Se déconnecter' }).click();
  await enterSpace(space, 'adult2');
  await goTo(space, 'Mes proches');
  await space.getByRole('button', { name: 'Aller dans cet espace' }).click();
  await expect(space.getByText(`agit comme aidant`, { exact: false })).toBeVisible();
  await goTo(space, 'Messages');
  await line(space, 'Échanges', TOPIC).getByRole('button').click();
  await write(space, 'Il a bien bu, cette semaine.');

  await threads(page).filter({ hasText: TOPIC }).first().click();
  const last = conversation(page).getByRole('listitem').filter({ hasText: 'Il a bien bu' });
  await expect(last).toContainText('écrit par un aidant', SOON);
});

test('a secretary books, moves and cancels for a professional of her practice, and the patient sees it', async ({
  app,
}) => {
  const { page } = app;
  await signOut(page);
  await signIn(page, 'secretary');
  await openPatient(page, 'adult');
  // By the keyboard alone: the telephone is in the other hand.
  await use(page, page.getByRole('button', { name: 'Prendre un rendez-vous' }));
  const dialog = page.getByRole('dialog');
  const whose = dialog.getByRole('combobox', { name: 'Professionnel' });
  await expect(whose).toBeEnabled();
  await pick(page, whose, 'renaud', /RENAUD/);
  await fill(page, dialog.getByRole('textbox', { name: 'Motif' }), 'Renouvellement');
  await fill(page, dialog.getByRole('textbox', { name: 'Jour' }), '18/03/2031');
  await fill(page, dialog.getByRole('textbox', { name: 'Heure' }), '10h');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Rendez-vous envoyé au patient.').first()).toBeVisible();
  await goByKeys(space, 'agenda');
  const seen = line(space, 'À venir', 'Renouvellement');
  await expect(seen).toContainText('RENAUD');
  // What the patient does meanwhile she is not shown; it keeps her from nothing.
  await use(space, seen.getByRole('button', { name: 'Accepter' }));
  await expect(seen).toContainText('Pris');

  const booked = line(page, 'Rendez-vous que vous avez pris', 'Renouvellement');
  await use(page, booked.getByRole('button', { name: 'Déplacer' }));
  await fill(page, dialog.getByRole('textbox', { name: 'Heure' }), '17h');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(booked).toContainText('17');
  await expect(seen).toContainText('17', SOON);
  await expect(line(space, 'Passés et annulés', 'Renouvellement')).toContainText('Déplacé', SOON);
  await choose(page, booked.getByRole('button', { name: /^Autres actes/ }), 'Annuler le rendez-vous');
  await expect(booked).toHaveCount(0);
  await expect(seen).toHaveCount(0, SOON);
  await expect(space.getByRole('list', { name: 'Passés et annulés' })).toContainText('Annulé');
});
