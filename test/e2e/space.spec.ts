import { existsSync, readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
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
import { SECTIONS, SECTION_TITLES, type SectionName } from '../../renderer/space/app/sections.ts';
import { dialogFindings, findings, FULL, still, ZOOMED } from './look.ts';
import { keptFromSight } from './reflow.ts';
import { enterSpace, goTo, line, openSpace } from './space-driver.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

/** An act on one side shows on the other within this time (issue 3, "Done when"). */
const SOON = { timeout: 2_000 };
const DOCTOR = professional('doctor').family;
const ECHO = 'Échographie de la thyroïde';

let space: Page;

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

/** What a section asks in a dialog of its own, by the button that opens it. */
const ASKED: readonly (readonly [SectionName, string])[] = [
  ['documents', 'Ajouter un document'],
  ['health', 'Noter une mesure'],
  ['wishes', 'Ajouter une personne'],
  ['agenda', 'Noter un rendez-vous'],
  ['professionals', 'Bloquer un professionnel ou un établissement'],
  ['family', 'Choisir un aidant'],
  ['record', 'Fermer et conserver'],
];

test('no section nor dialog of the space has anything for axe to find or out of reach, light, dark and zoomed', async () => {
  const found: unknown[] = [];
  for (const section of SECTIONS) {
    await goTo(space, SECTION_TITLES[section]);
    await expect(space.locator('[aria-busy="true"]')).toHaveCount(0);
    for (const finding of await findings(space)) found.push([section, finding]);
    for (const [, asks] of ASKED.filter(([of]) => of === section)) {
      await space.getByRole('button', { name: asks, exact: true }).first().click();
      const dialog = space.getByRole('dialog').or(space.getByRole('alertdialog'));
      await expect(dialog).toBeVisible();
      for (const finding of await dialogFindings(space)) found.push([section, asks, finding]);
      await space.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
  }
  expect(found).toEqual([]);
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

test('what the patient masks leaves the professional’s list within two seconds, and comes back', async ({
  app,
}) => {
  const echo = documents(app.page).filter({ hasText: ECHO });
  await line(space, 'Documents', ECHO).getByRole('button', { name: 'Masquer', exact: true }).click();
  await expect(echo).toHaveCount(0, SOON);
  await expect(line(space, 'Documents', ECHO)).toContainText('Masqué aux professionnels');
  await line(space, 'Documents', ECHO).getByRole('button', { name: 'Rendre visible' }).click();
  await expect(echo).toHaveCount(1, SOON);
});

test('masking all and showing all reach the professional too', async ({ app }) => {
  const before = await documents(app.page).count();
  expect(before).toBeGreaterThan(1);
  await space.getByRole('button', { name: 'Tout masquer' }).click();
  await space.getByRole('dialog').getByRole('button', { name: 'Tout masquer' }).click();
  await expect(documents(app.page)).toHaveCount(0, SOON);
  await space.getByRole('button', { name: 'Tout rendre visible' }).click();
  await space.getByRole('dialog').getByRole('button', { name: 'Tout rendre visible' }).click();
  await expect(documents(app.page)).toHaveCount(before, SOON);
});

test('the patient adds, renames and deletes a document of his own', async ({ app }) => {
  await space.keyboard.press('d');
  await space.locator('input[type=file]').setInputFiles({
    name: 'Mes questions.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Trois questions pour le prochain rendez-vous.'),
  });
  await expect(space.getByRole('textbox', { name: 'Titre' })).toHaveValue('Mes questions');
  await space.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await expect(line(space, 'Documents', 'Mes questions')).toBeVisible();
  await expect(documents(app.page).filter({ hasText: 'Mes questions' })).toHaveCount(1, SOON);

  await space.getByRole('button', { name: 'Autres actes sur « Mes questions »' }).click();
  await space.getByRole('menuitem', { name: 'Modifier' }).click();
  await space.getByRole('textbox', { name: 'Titre' }).fill('Questions pour le médecin');
  await space.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(line(space, 'Documents', 'Questions pour le médecin')).toBeVisible();

  await space.getByRole('button', { name: 'Autres actes sur « Questions pour le médecin »' }).click();
  await space.getByRole('menuitem', { name: 'Supprimer' }).click();
  await space.getByRole('alertdialog').getByRole('button', { name: 'Supprimer' }).click();
  await expect(line(space, 'Documents', 'Questions pour le médecin')).toHaveCount(0);
  await expect(documents(app.page).filter({ hasText: 'Questions' })).toHaveCount(0, SOON);
});

test('the professional’s acts are in the patient’s history within two seconds, by name', async () => {
  await goTo(space, 'Historique des accès');
  await expect(line(space, 'Accès', 'Liste des documents')).toBeVisible();
  await space.getByRole('button', { name: 'Droits', exact: true }).click();
  await expect(line(space, 'Accès', 'Déclaration de consentement')).toContainText(DOCTOR, SOON);
  await expect(line(space, 'Accès', 'Liste des documents')).toHaveCount(0);
});

test('the patient’s own acts stay out of his history unless he asks, and it is narrowed by day', async () => {
  await space.getByRole('button', { name: 'Droits', exact: true }).click();
  const own = line(space, 'Accès', 'Lecture de l’historique des accès');
  await expect(line(space, 'Accès', 'Liste des documents')).toContainText(DOCTOR);
  await expect(own).toHaveCount(0);
  await expect(space.getByText('Vos propres actes ne sont pas affichés', { exact: false })).toBeVisible();
  await space.getByRole('button', { name: 'Mes propres actes' }).click();
  await expect(own).toContainText('Titulaire');
  await space.getByRole('button', { name: 'Mes propres actes' }).click();
  await expect(own).toHaveCount(0);

  await space.getByRole('textbox', { name: 'Au', exact: true }).fill('01/01/2020');
  await expect(space.getByText('Aucun accès ne correspond.')).toBeVisible();
  await space.getByRole('textbox', { name: 'Au', exact: true }).fill('');
  await space.getByRole('textbox', { name: 'Du', exact: true }).fill('01/01/2020');
  await expect(line(space, 'Accès', 'Liste des documents')).toContainText(DOCTOR);
  await space.getByRole('textbox', { name: 'Du', exact: true }).fill('');
});

test('a block empties the professional’s screen within two seconds; unblocking gives no right back', async ({
  app,
}) => {
  await goTo(space, 'Mes professionnels');
  await line(space, 'Ils peuvent consulter', DOCTOR).getByRole('button', { name: 'Bloquer' }).click();
  await space.getByRole('dialog').getByRole('button', { name: 'Bloquer' }).click();
  await expect(timeLine(app.page)).toHaveCount(0, SOON);
  await expect(app.page.getByText('Ce patient vous a bloqué l’accès à son dossier').first()).toBeVisible();
  await line(space, 'Bloqués', DOCTOR).getByRole('button', { name: 'Débloquer' }).click();
  await expect(space.getByText('Vous n’avez bloqué personne.')).toBeVisible(SOON);
  await expect(timeLine(app.page)).toHaveCount(0);
});

test('somebody of the directory is found by name and blocked', async () => {
  await space.getByRole('button', { name: 'Bloquer un professionnel ou un établissement' }).click();
  await space.getByRole('searchbox', { name: 'Nom' }).fill('lemoine');
  await space
    .getByRole('list', { name: 'Trouvés dans l’annuaire' })
    .getByRole('button', { name: 'Choisir' })
    .first()
    .click();
  await space.getByRole('dialog').getByRole('button', { name: 'Bloquer' }).click();
  await expect(line(space, 'Bloqués', 'LEMOINE')).toBeVisible();
});

test('each emergency switch says what it means as it stands', async () => {
  await goTo(space, 'En cas d’urgence');
  const samu = space.getByRole('switch', { name: /Le Samu/ });
  const others = space.getByRole('switch', { name: /Les autres professionnels/ });
  await expect(samu).toBeChecked();
  await samu.press('Space');
  await expect(space.getByText('Le Samu ne peut pas consulter ce dossier')).toBeVisible();
  await others.press('Space');
  await expect(
    space.getByText('Personne ne peut ouvrir ce dossier en urgence.', { exact: false }),
  ).toBeVisible();
  await others.press('Space');
  await expect(others).toBeChecked();
  await samu.press('Space');
  await expect(samu).toBeChecked();
});

test('what was told is in the notifications, and an access that seems strange is reported', async () => {
  await goTo(space, 'Notifications');
  await expect(line(space, 'Notifications', 'Droits d’accès à votre dossier')).toContainText('Nouveau');
  await space.getByRole('button', { name: 'Tout marquer comme lu' }).click();
  // It is said aloud too: the words are twice on the page for a moment.
  const unread = space.getByRole('region', { name: 'Notifications' }).getByRole('status');
  await expect(unread).toHaveText('Tout est lu.');
  await goTo(space, 'Historique des accès');
  await space.getByRole('searchbox', { name: 'Nom de la personne' }).fill(DOCTOR);
  await space.getByRole('button', { name: 'Droits', exact: true }).click();
  const access = line(space, 'Accès', 'Déclaration de consentement');
  await access.getByRole('button', { name: 'Signaler' }).click();
  await space.getByRole('textbox', { name: 'Ce qui vous étonne' }).fill('Je ne connais pas ce médecin.');
  await space.getByRole('dialog').getByRole('button', { name: 'Signaler' }).click();
  await expect(access).toContainText('Signalé');
});

test('a carer is chosen by number, name and birth date, and removed; a wrong one is not told from an unknown', async () => {
  const carer = patient('adult2');
  await goTo(space, 'Mes proches');
  const choose = async (familyName: string): Promise<void> => {
    await space.getByRole('textbox', { name: 'Numéro de sécurité sociale' }).fill(carer.ins);
    await space.getByRole('textbox', { name: 'Nom de famille' }).fill(familyName);
    await space.getByRole('textbox', { name: 'Date de naissance' }).fill(frenchDay(carer.birthDate));
    await space.getByRole('button', { name: 'Choisir comme aidant' }).click();
  };
  await space.getByRole('button', { name: 'Choisir un aidant' }).click();
  await choose('AUTRE');
  await expect(space.getByText('Cette personne ne peut pas être choisie', { exact: false })).toBeVisible();
  await choose(carer.family);
  const chosen = line(space, 'Aidants', carer.family);
  await expect(chosen).toBeVisible();
  await chosen.getByRole('button', { name: 'Retirer' }).click();
  await expect(space.getByText('Vous n’avez choisi aucun aidant.')).toBeVisible();
});

test('everything is downloaded as one archive', async ({ app }) => {
  test.skip(test.info().project.name !== 'chromium', 'the Electron host asks the person where to save');
  await goTo(space, 'Mon dossier');
  await space.getByRole('button', { name: 'Tout télécharger' }).click();
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
  await space.getByRole('button', { name: 'Changer d’espace' }).click();
  await space.getByRole('menuitem', { name: /Léa/ }).click();
  await expect(space.getByText('Espace de Léa')).toBeVisible();
  await expect(space.getByText(/agit comme représentant légal/)).toBeVisible();
  await goTo(space, 'Mon dossier');
  await space.getByRole('button', { name: 'Fermer et conserver' }).click();
  const dialog = space.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Fermer et conserver' })).toBeDisabled();
  await dialog.getByRole('textbox').fill('fermer');
  await dialog.getByRole('button', { name: 'Fermer et conserver' }).click();
  await expect(space.getByRole('button', { name: 'Mes documents' })).toHaveCount(0);
  await space.getByRole('button', { name: 'Rouvrir le dossier' }).click();
  await expect(space.getByRole('button', { name: 'Mes documents' })).toBeVisible();
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
