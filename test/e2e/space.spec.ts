import { existsSync, readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import {
  declareConsent,
  documents,
  frenchDay,
  openPatient,
  patient,
  professional,
  showAll,
  signIn,
  timeLine,
} from './driver.ts';
import { SECTIONS, SECTION_TITLES } from '../../renderer/space/app/sections.ts';
import { FULL, still, ZOOMED } from './look.ts';
import { keptFromSight } from './reflow.ts';
import { choose, chooseFile, focusIsKept, use, write } from './hands.ts';
import { sectionFindings } from './space-look.ts';
import { enterSpace, goByKeys, goTo, line, openSpace } from './space-driver.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

/** An act on one side shows on the other within this time (issue 3, "Done when"). */
const SOON = { timeout: 2_000 };
const DOCTOR = professional('doctor').family;
const ECHO = 'Échographie de la thyroïde';

let space: Page;

/** What a line of a list offers. */
const act = (list: string, words: string, name: string): Locator =>
  line(space, list, words).getByRole('button', { name, exact: true });

test('the patient’s window opens beside the professional’s, and names nobody in its title', async ({
  app,
}) => {
  await signIn(app.page, 'doctor');
  await openPatient(app.page, 'adult');
  await declareConsent(app.page, 'Équipe de soins', 'oral');
  await showAll(app.page);
  await expect(documents(app.page).filter({ hasText: ECHO })).toHaveCount(1);

  space = await openSpace(app);
  await expect(space).toHaveTitle('Espace du patient');
  await enterSpace(space, 'adult');
  await expect(space.getByRole('heading', { name: 'Mes documents', exact: true })).toBeVisible();
});

test('the patient’s page has its own calls, and none of the professional’s', async ({ app }) => {
  const calls = (page: Page) =>
    page.evaluate(() => Object.keys((window as { bridge?: object }).bridge ?? {}));
  const [own, professional] = [await calls(space), await calls(app.page)];
  expect(own.filter((name) => name !== 'on' && professional.includes(name))).toEqual([]);
  expect(own).toContain('own.documents.list');
  const outcome = await space.evaluate(async () => {
    const answer = await fetch('https://example.org/').then(
      () => 'reached',
      () => 'refused',
    );
    return { answer, opened: window.open('https://example.org/') === null, kept: localStorage.length };
  });
  expect(outcome).toMatchObject({ answer: 'refused', opened: true });
  // Another storage than the professional's page: what one writes the other does not find.
  await app.page.evaluate(() => localStorage.setItem('canary', 'professional'));
  expect(await space.evaluate(() => localStorage.getItem('canary'))).toBeNull();
});

test('no section nor dialog of the space has anything for axe to find or out of reach, light, dark and zoomed', async () => {
  expect(await sectionFindings(space)).toEqual([]);
});

test('zoomed to twice the size and by keyboard alone, every section is reached from one list', async () => {
  await space.setViewportSize(ZOOMED);
  for (const section of ['sharing', 'documents'] as const) {
    const list = space.getByRole('button', { name: /^Rubrique : / });
    await list.focus();
    await space.keyboard.press('Enter');
    const entry = space.getByRole('menuitem', { name: SECTION_TITLES[section] });
    await expect(space.getByRole('menuitem').first()).toBeFocused();
    await expect(space.getByRole('menuitem')).toHaveCount(SECTIONS.length);
    for (let moves = 0; moves < SECTIONS.indexOf(section); moves += 1)
      await space.keyboard.press('ArrowDown');
    await expect(entry).toBeFocused();
    await space.keyboard.press('Enter');
    await expect(space.getByRole('heading', { level: 1, name: SECTION_TITLES[section] })).toBeFocused();
    // Only the section scrolls: the frame stays where it is.
    expect(await space.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(
      ZOOMED.height,
    );
  }
  // The trainer's tools take the place of the space, and give it back.
  await space.keyboard.press('Control+Shift+f');
  await expect(space.getByRole('complementary', { name: 'Outils du formateur' })).toBeVisible();
  await expect(space.getByRole('button', { name: '+ 14 jours' })).toBeEnabled();
  expect(await keptFromSight(space)).toEqual([]);
  await space.keyboard.press('Control+Shift+f');
  await expect(space.getByRole('heading', { level: 1 })).toBeVisible();
  await space.setViewportSize(FULL);
});

/*
 * The patient's acts, from here on, by the keyboard alone, as a person does them who has no mouse: each is done to
 * its end, and the keyboard goes on from there.
 */

test('a document is read, and closed where it was opened', async () => {
  await goByKeys(space, 'vaccinations');
  await goByKeys(space, 'documents');
  await use(space, act('Documents', ECHO, 'Lire'));
  await expect(space.getByRole('heading', { level: 1, name: ECHO })).toBeFocused();
  await expect(space.getByRole('region', { name: 'Contenu du document' })).toBeVisible();
  await space.keyboard.press('Escape');
  await expect(act('Documents', ECHO, 'Lire')).toBeFocused();
  // Narrowed away and back, its line takes the pen out of nobody's hand.
  const search = space.getByRole('searchbox', { name: 'Chercher dans mes documents' });
  await write(space, search, 'zzz');
  await expect(line(space, 'Documents', ECHO)).toHaveCount(0);
  await write(space, search, '');
  await space.keyboard.press('Backspace');
  await expect(line(space, 'Documents', ECHO)).toBeVisible();
  await expect(search).toBeFocused();
});

test('what the patient masks leaves the professional’s list within two seconds, and comes back', async ({
  app,
}) => {
  const echo = documents(app.page).filter({ hasText: ECHO });
  await use(space, act('Documents', ECHO, 'Masquer'));
  await expect(echo).toHaveCount(0, SOON);
  await expect(line(space, 'Documents', ECHO)).toContainText('Masqué aux professionnels');
  await focusIsKept(space);
  await use(space, act('Documents', ECHO, 'Rendre visible'));
  await expect(echo).toHaveCount(1, SOON);
  await focusIsKept(space);
});

test('masking all and showing all reach the professional too', async ({ app }) => {
  const before = await documents(app.page).count();
  expect(before).toBeGreaterThan(1);
  for (const [all, left] of [
    ['Tout masquer', 0],
    ['Tout rendre visible', before],
  ] as const) {
    await use(space, space.getByRole('button', { name: all }));
    await expect(space.getByRole('dialog').getByRole('button', { name: all })).toBeFocused();
    await space.keyboard.press('Enter');
    await expect(documents(app.page)).toHaveCount(left, SOON);
    await expect(space.getByRole('dialog')).toHaveCount(0);
    await focusIsKept(space);
  }
});

test('the patient adds, renames and deletes a document of his own', async ({ app }) => {
  // The browser is told early that its file dialog is ours: told with the key press, it may come too late.
  space.on('filechooser', () => undefined);
  await space.keyboard.press('d');
  const file = space.locator('button', { hasText: 'Choisir un fichier' });
  await expect(file).toBeFocused();
  await chooseFile(space, file, 'Mes questions.txt', 'Trois questions pour le prochain rendez-vous.');
  const title = space.getByRole('textbox', { name: 'Titre' });
  await expect(title).toHaveValue('Mes questions');
  await use(space, title);
  await expect(line(space, 'Documents', 'Mes questions')).toBeVisible();
  await expect(documents(app.page).filter({ hasText: 'Mes questions' })).toHaveCount(1, SOON);
  await focusIsKept(space);

  const more = (name: string): Locator => space.getByRole('button', { name: `Autres actes sur « ${name} »` });
  await choose(space, more('Mes questions'), 'Modifier');
  await write(space, title, 'Questions pour le médecin');
  await space.keyboard.press('Enter');
  await expect(line(space, 'Documents', 'Questions pour le médecin')).toBeVisible();
  await focusIsKept(space);

  await choose(space, more('Questions pour le médecin'), 'Supprimer');
  await use(space, space.getByRole('alertdialog').getByRole('button', { name: 'Supprimer' }));
  await expect(line(space, 'Documents', 'Questions pour le médecin')).toHaveCount(0);
  await expect(documents(app.page).filter({ hasText: 'Questions' })).toHaveCount(0, SOON);
  await focusIsKept(space);
});

test('the professional’s acts are in the patient’s history within two seconds, by name', async () => {
  await goByKeys(space, 'history');
  await expect(line(space, 'Accès', 'Liste des documents')).toBeVisible();
  await use(space, space.getByRole('button', { name: 'Droits', exact: true }));
  await expect(line(space, 'Accès', 'Déclaration de consentement')).toContainText(DOCTOR, SOON);
  await expect(line(space, 'Accès', 'Liste des documents')).toHaveCount(0);
});

test('the patient’s own acts stay out of his history unless he asks, and it is narrowed by day', async () => {
  await use(space, space.getByRole('button', { name: 'Droits', exact: true }));
  const own = line(space, 'Accès', 'Lecture de l’historique des accès');
  await expect(line(space, 'Accès', 'Liste des documents')).toContainText(DOCTOR);
  await expect(own).toHaveCount(0);
  await expect(space.getByText('Vos propres actes ne sont pas affichés', { exact: false })).toBeVisible();
  await use(space, space.getByRole('button', { name: 'Mes propres actes' }));
  await expect(own).toContainText('Titulaire');
  await use(space, space.getByRole('button', { name: 'Mes propres actes' }));
  await expect(own).toHaveCount(0);

  await write(space, space.getByRole('textbox', { name: 'Au', exact: true }), '01/01/2020');
  await expect(space.getByText('Aucun accès ne correspond.')).toBeVisible();
  await space.getByRole('textbox', { name: 'Au', exact: true }).fill('');
  await space.getByRole('textbox', { name: 'Du', exact: true }).fill('01/01/2020');
  await expect(line(space, 'Accès', 'Liste des documents')).toContainText(DOCTOR);
  await space.getByRole('textbox', { name: 'Du', exact: true }).fill('');
});

test('a block empties the professional’s screen within two seconds; unblocking gives no right back', async ({
  app,
}) => {
  await goByKeys(space, 'professionals');
  await use(space, act('Ils peuvent consulter', DOCTOR, 'Bloquer'));
  await expect(space.getByRole('dialog').getByRole('button', { name: 'Bloquer' })).toBeFocused();
  await space.keyboard.press('Enter');
  await expect(timeLine(app.page)).toHaveCount(0, SOON);
  await expect(app.page.getByText('Ce patient vous a bloqué l’accès à son dossier').first()).toBeVisible();
  await focusIsKept(space);
  await use(space, act('Bloqués', DOCTOR, 'Débloquer'));
  await expect(space.getByText('Vous n’avez bloqué personne.')).toBeVisible(SOON);
  await expect(timeLine(app.page)).toHaveCount(0);
  await focusIsKept(space);
});

test('somebody of the directory is found by name and blocked', async () => {
  await use(space, space.getByRole('button', { name: 'Bloquer un professionnel ou un établissement' }));
  await expect(space.getByRole('searchbox', { name: 'Nom' })).toBeFocused();
  await space.keyboard.insertText('lemoine');
  const found = space.getByRole('list', { name: 'Trouvés dans l’annuaire' });
  await use(space, found.getByRole('button', { name: 'Choisir' }).first());
  await expect(space.getByRole('dialog').getByRole('button', { name: 'Bloquer' })).toBeFocused();
  await space.keyboard.press('Enter');
  await expect(line(space, 'Bloqués', 'LEMOINE')).toBeVisible();
  await focusIsKept(space);
});

test('each emergency switch says what it means as it stands', async () => {
  await goByKeys(space, 'emergency');
  const samu = space.getByRole('switch', { name: /Le Samu/ });
  const others = space.getByRole('switch', { name: /Les autres professionnels/ });
  await expect(samu).toBeChecked();
  await use(space, samu, 'Space');
  await expect(space.getByText('Le Samu ne peut pas consulter ce dossier')).toBeVisible();
  await use(space, others, 'Space');
  await expect(
    space.getByText('Personne ne peut ouvrir ce dossier en urgence.', { exact: false }),
  ).toBeVisible();
  await use(space, others, 'Space');
  await expect(others).toBeChecked();
  await use(space, samu, 'Space');
  await expect(samu).toBeChecked();
});

test('what was told is in the notifications, and an access that seems strange is reported', async () => {
  await goByKeys(space, 'notices');
  await expect(line(space, 'Notifications', 'Droits d’accès à votre dossier')).toContainText('Nouveau');
  await use(space, space.getByRole('button', { name: 'Tout marquer comme lu' }));
  // It is said aloud too: the words are twice on the page for a moment.
  const unread = space.getByRole('region', { name: 'Notifications' }).getByRole('status');
  await expect(unread).toHaveText('Tout est lu.');
  await focusIsKept(space);
  const mail = space.getByRole('switch', { name: /a consulté un élément/ });
  await use(space, mail, 'Space');
  await expect(mail).not.toBeChecked();
  await focusIsKept(space);
  const address = space.getByRole('textbox', { name: 'Adresse électronique' });
  await write(space, address, 'moi@exemple.fr');
  await space.keyboard.press('Enter');
  await expect(space.getByRole('button', { name: /^Enregistrer l.adresse/ })).toBeDisabled();
  await expect(address).toHaveValue('moi@exemple.fr');

  await goByKeys(space, 'history');
  await write(space, space.getByRole('searchbox', { name: 'Nom de la personne' }), DOCTOR);
  await use(space, space.getByRole('button', { name: 'Droits', exact: true }));
  await use(space, act('Accès', 'Déclaration de consentement', 'Signaler'));
  await write(
    space,
    space.getByRole('textbox', { name: 'Ce qui vous étonne' }),
    'Je ne connais pas ce médecin.',
  );
  await use(space, space.getByRole('dialog').getByRole('button', { name: 'Signaler' }));
  await expect(line(space, 'Accès', 'Déclaration de consentement')).toContainText('Signalé');
  await focusIsKept(space);
});

test('a carer is chosen by number, name and birth date, and removed; a wrong one is not told from an unknown', async () => {
  const carer = patient('adult2');
  await goByKeys(space, 'family');
  await use(space, space.getByRole('button', { name: 'Choisir un aidant' }));
  await write(space, space.getByRole('textbox', { name: 'Numéro de sécurité sociale' }), carer.ins);
  await write(space, space.getByRole('textbox', { name: 'Nom de famille' }), 'AUTRE');
  await write(space, space.getByRole('textbox', { name: 'Date de naissance' }), frenchDay(carer.birthDate));
  await space.keyboard.press('Enter');
  await expect(space.getByText('Cette personne ne peut pas être choisie', { exact: false })).toBeVisible();
  await write(space, space.getByRole('textbox', { name: 'Nom de famille' }), carer.family);
  await space.keyboard.press('Enter');
  await expect(line(space, 'Aidants', carer.family)).toBeVisible();
  await focusIsKept(space);
  await use(space, act('Aidants', carer.family, 'Retirer'));
  await expect(space.getByText('Vous n’avez choisi aucun aidant.')).toBeVisible();
  await focusIsKept(space);
});

test('everything is downloaded as one archive', async ({ app }) => {
  test.skip(test.info().project.name !== 'chromium', 'the Electron host asks the person where to save');
  await goByKeys(space, 'record');
  await use(space, space.getByRole('button', { name: 'Tout télécharger' }));
  await expect
    .poll(() => (existsSync(app.savedFolder) ? readdirSync(app.savedFolder) : []))
    .toContainEqual(expect.stringMatching(/^espace-sante-.*\.zip$/));
});

test('a lock of the professional leaves the patient’s window as it is', async ({ app }) => {
  await app.page.keyboard.press('Control+l');
  await expect(app.page.getByRole('heading', { name: 'Poste verrouillé' })).toBeVisible();
  await goTo(space, 'Mes documents');
  await expect(line(space, 'Documents', ECHO)).toBeVisible();
  await expect(app.page.locator('body')).not.toContainText(patient('adult').family);
});

test('the trainer moves the clock of both windows, and reads the mails word for word', async () => {
  await space.getByRole('button', { name: 'Outils du formateur' }).click();
  const panel = space.getByRole('complementary', { name: 'Outils du formateur' });
  const clock = panel.getByRole('region', { name: 'Horloge du service' }).getByRole('time');
  const before = await clock.getAttribute('datetime');
  await panel.getByRole('button', { name: '+ 14 jours' }).click();
  await expect(clock).not.toHaveAttribute('datetime', before ?? '');
  const moved = Date.parse((await clock.getAttribute('datetime')) ?? '') - Date.parse(before ?? '');
  expect(Math.round(moved / 86_400_000)).toBe(14);
  await expect(panel.getByText('Droits d’accès à votre dossier').first()).toBeVisible();
  await expect(panel.getByText('votre espace santé', { exact: false }).first()).toBeVisible();
});

test('an access that the patient reported is in the review, with who, whose record and why', async () => {
  const panel = space.getByRole('complementary', { name: 'Outils du formateur' });
  const review = panel.getByRole('region', { name: 'Revue des accès' });
  const { used, family: born } = patient('adult');
  const family = used ?? born;
  // Reported above: no consultation, so nothing that the rules count, but somebody looks at it.
  const report = line(space, 'Accès signalés par les patients', 'Je ne connais pas ce médecin.');
  await expect(report).toContainText(`Dossier de ${patient('adult').given[0] ?? ''}`);
  await expect(report).toContainText(family);
  await expect(report).toContainText('Déclaration de consentement');
  await expect(report).toContainText(DOCTOR);
  await expect(review.getByText('Aucune journée de professionnel n’est à examiner.')).toBeVisible();

  await goTo(space, 'Historique des accès');
  await space.getByRole('searchbox', { name: 'Nom de la personne' }).fill(DOCTOR);
  await space.getByRole('button', { name: 'Consultations', exact: true }).click();
  // What was refused while he was blocked gave him nothing to see: the rules look at what was read.
  const read = space
    .getByRole('list', { name: 'Accès' })
    .getByRole('listitem')
    .filter({ hasText: 'Liste des documents', hasNotText: 'Refusé' })
    .first();
  await read.getByRole('button', { name: 'Signaler' }).click();
  await space.getByRole('textbox', { name: 'Ce qui vous étonne' }).fill('Pourquoi cette lecture ?');
  await space.getByRole('dialog').getByRole('button', { name: 'Signaler' }).click();
  await expect(read).toContainText('Signalé');

  const day = line(space, 'Journées à examiner', DOCTOR);
  await expect(day).toContainText(/À examiner( d’abord)? · \d+ points/);
  await expect(day).toContainText('Signalé par le patient (un accès).');
  await expect(day).toContainText(family);
  await panel.getByRole('button', { name: 'Actualiser' }).click();
  await expect(day).toHaveCount(1);
  await still(space);
  const { violations } = await new AxeBuilder({ page: space }).setLegacyMode().include('aside').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('a representative turns to a child’s space, and the record is closed and reopened by a typed word', async () => {
  await choose(space, space.getByRole('button', { name: 'Changer d’espace' }), /Léa/);
  await expect(space.getByText('Espace de Léa')).toBeVisible();
  await expect(space.getByText(/agit comme représentant légal/)).toBeVisible();
  await goTo(space, 'Mon dossier');
  await use(space, space.getByRole('button', { name: 'Fermer et conserver' }));
  const dialog = space.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Fermer et conserver' })).toBeDisabled();
  await write(space, dialog.getByRole('textbox'), 'fermer');
  await space.keyboard.press('Enter');
  await expect(space.getByRole('button', { name: 'Mes documents' })).toHaveCount(0);
  await focusIsKept(space);
  await use(space, space.getByRole('button', { name: 'Rouvrir le dossier' }));
  await expect(space.getByRole('button', { name: 'Mes documents' })).toBeVisible();
  await focusIsKept(space);
});

test('a space is activated with the card and the code that the mail brings', async () => {
  await space.getByRole('button', { name: 'Se déconnecter' }).click();
  const person = patient('notActivated');
  await space.getByRole('tab', { name: 'Activer un espace' }).click();
  await space.getByRole('combobox', { name: 'Personne' }).fill(person.family);
  await space.getByRole('option', { name: person.family, exact: false }).first().click();
  await space.getByRole('button', { name: 'Reprendre la carte de la personne choisie' }).click();
  await space.getByRole('button', { name: 'Recevoir un code par courriel' }).click();
  const panel = space.getByRole('complementary', { name: 'Outils du formateur' });
  const mail = panel.getByText(/Votre code d’activation est le/).first();
  // The mail is written after the screen says that it was asked for.
  await expect(async () => {
    await panel.getByRole('button', { name: 'Actualiser' }).click();
    await expect(mail).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  const [code] = /\d{6}/.exec(await mail.innerText()) ?? [];
  await space.getByRole('textbox', { name: 'Code reçu' }).fill(code ?? '');
  await space.getByLabel('Mot de passe que vous choisissez').fill('un mot de passe à moi');
  await space.getByRole('button', { name: 'Activer l’espace' }).click();
  await expect(space.getByText(/^Espace de /)).toContainText(person.family);
});

test('closing the patient’s window leaves the professional’s, and it opens again on nobody', async ({
  app,
}) => {
  await space.close();
  await expect(app.page.getByRole('heading', { name: 'Poste verrouillé' })).toBeVisible();
  await app.page.getByLabel('Code de la carte').fill('1234');
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByRole('button', { name: 'Vue de formation' })).toBeVisible({ timeout: 15_000 });
  const again = await openSpace(app);
  await expect(again.getByRole('combobox', { name: 'Personne' })).toBeVisible();
});
