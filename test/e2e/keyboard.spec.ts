import { expect, type Locator, type Page, test } from '@playwright/test';
import { screens } from '../renderer/screens/screens.ts';
import { useBuiltPage } from './built-page.ts';
import { choose, pick, reach, use, write } from './hands.ts';

/**
 * The tasks of a professional that no other test does by the keyboard alone, in the built page: nothing here presses
 * with a mouse. `docs/actions.md` says where each task is held.
 */
const built = useBuiltPage();

async function at(state: string): Promise<Page> {
  const { page } = await built().open({ reducedMotion: 'reduce' });
  await screens[state]?.(page, built().origin);
  return page;
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });

/** What the page asked of the workstation, by its channel. */
const asked = (page: Page, channel: string): Promise<number> =>
  page.evaluate((wanted) => window.fake.calls.filter((call) => call.channel === wanted).length, channel);

test('the place of practice, back from a lock, and the post given to somebody else', async () => {
  const page = await at('place of practice');
  const place = page.getByRole('option').first();
  await expect(place).toBeFocused();
  await page.keyboard.press('Enter');
  const search = page.getByRole('combobox', { name: 'Rechercher un patient' });
  await expect(search).toBeFocused();

  const locked = await at('locked');
  await expect(locked.getByLabel('Code de la carte')).toBeFocused();
  await locked.keyboard.type('1234');
  await locked.keyboard.press('Enter');
  await expect(locked.getByRole('combobox', { name: 'Rechercher un patient' })).toBeVisible();

  const given = await at('locked');
  await expect(given.getByLabel('Code de la carte')).toBeFocused();
  await use(given, button(given, 'Changer d’utilisateur'));
  await expect(given.getByRole('heading', { name: 'Identification' })).toBeVisible();
});

test('an identity by its traits in the national service, kept among one’s patients', async () => {
  const page = await at('home');
  await page.keyboard.press('Alt+2');
  await write(page, page.getByLabel('Nom de naissance'), 'guérin');
  await write(page, page.getByLabel('Premier prénom'), 'Mathilde');
  await write(page, page.getByLabel('Date de naissance'), '08/08/1999');
  await use(page, page.getByRole('radio', { name: 'Féminin' }), 'Space');
  await use(page, button(page, 'Chercher l’identité'));
  await use(page, button(page, 'Ajouter à mes patients'));
  await expect(page.getByRole('heading', { level: 1, name: 'GUÉRIN' })).toBeVisible();
});

test('the rights of a record: a consent renewed, somebody blocked, the accesses narrowed', async () => {
  const page = await at('rights');
  await use(page, button(page, 'Renouveler le consentement'));
  const oral = page.getByRole('dialog').getByRole('radio', { name: 'Équipe de soins, oral' });
  await use(page, oral, 'Space');
  await use(page, page.getByRole('dialog').getByRole('checkbox'), 'Space');
  await use(page, button(page, 'Déclarer le consentement'));
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await use(page, button(page, 'Bloquer un accès'));
  const dialog = page.getByRole('dialog');
  const name = dialog.getByLabel('Nom', { exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.insertText('kaci');
  await expect(dialog.getByRole('option', { name: 'KACI' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await use(page, dialog.getByRole('checkbox'), 'Space');
  await use(page, dialog.getByRole('button', { name: 'Bloquer', exact: true }));
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/KACI/).first()).toBeVisible();

  await page.keyboard.press('0');
  await expect(page.getByRole('tab', { name: 'Accès', selected: true })).toBeVisible();
  await write(page, page.getByRole('searchbox', { name: 'Chercher une personne' }), 'mercier');
  await expect(page.getByRole('listitem').filter({ hasText: 'MERCIER' }).first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.insertText('preuve');
  await expect(page.getByRole('option', { name: 'Enregistrer la preuve' }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => asked(page, 'journal.saveProof')).toBe(1);
});

test('the role of médecin traitant taken at the patient’s request, and an access given up', async () => {
  const taking = await at('rights without the role');
  await use(taking, button(taking, 'Devenir médecin traitant'));
  await use(taking, taking.getByRole('dialog').getByRole('checkbox'), 'Space');
  await use(taking, taking.getByRole('dialog').getByRole('button', { name: 'Devenir médecin traitant' }));
  await expect(taking.getByRole('dialog')).toHaveCount(0);
  await expect(button(taking, 'Quitter le rôle')).toBeVisible();

  const leaving = await at('rights');
  await use(leaving, button(leaving, 'Renoncer à mon accès'));
  await use(leaving, leaving.getByRole('alertdialog').getByRole('button', { name: 'Renoncer à mon accès' }));
  await expect(leaving.getByRole('alertdialog')).toHaveCount(0);
  await expect.poll(() => asked(leaving, 'consent.revoke')).toBe(1);
});

test('a document: read, explained, and deleted by a typed word', async () => {
  const page = await at('record');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Actions sur le document')).toBeVisible();
  await choose(page, button(page, 'Actions sur le document'), 'Supprimer');
  const asked = page.getByRole('alertdialog');
  await expect(asked.getByRole('textbox')).toBeFocused();
  await page.keyboard.insertText('SUPPRIMER');
  await use(page, asked.getByRole('button', { name: 'Supprimer' }));
  await expect(asked).toHaveCount(0);
});

test('a vaccination is added without a reader of codes, and one’s own is corrected, then taken back', async () => {
  const page = await at('vaccines');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Code de la boîte')).toBeFocused();
  await pick(page, dialog.getByRole('combobox', { name: 'Vaccin' }), 'zona', /^Zona/);
  await write(page, dialog.getByLabel('Lot', { exact: true }), 'ZN26-4411');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => asked(page, 'sections.addVaccination')).toBe(1);

  await page.keyboard.press('v');
  const own = page.getByRole('button', { name: /^Corriger/ }).first();
  await choose(page, own, 'Corriger…');
  await write(page, dialog.getByLabel('Lot', { exact: true }), 'ZN26-4412');
  await use(page, dialog.getByRole('button', { name: 'Enregistrer la correction' }));
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => asked(page, 'sections.addVaccination')).toBe(2);
  await choose(page, own, 'Retirer, saisie par erreur…');
  await use(page, page.getByRole('alertdialog').getByRole('button', { name: 'Retirer' }));
  await expect.poll(() => asked(page, 'sections.withdrawVaccination')).toBe(1);
});

test('a message, an appointment moved, the services of a record', async () => {
  const page = await at('messages of a record');
  await page.keyboard.press('n');
  await write(page, page.getByLabel('Objet'), 'Ordonnance');
  await write(page, page.getByRole('textbox', { name: 'Message' }), 'Votre ordonnance est prête.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Votre ordonnance est prête.').last()).toBeVisible();

  await reach(page, page.getByRole('tab', { name: 'Messages', selected: true }), 'Shift+Tab');
  await page.keyboard.press('7');
  const move = button(page, 'Déplacer').first();
  await use(page, move);
  const dialog = page.getByRole('dialog', { name: 'Déplacer le rendez-vous' });
  await write(page, dialog.getByLabel('Heure'), '15 h 30');
  await use(page, dialog.getByRole('button', { name: 'Déplacer' }));
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Déplacé', { exact: true })).toBeVisible();

  await page.keyboard.press('8');
  const service = page.getByRole('tabpanel', { name: 'Services' }).getByRole('checkbox').first();
  await use(page, service, 'Space');
  await expect(service).toBeChecked();
});

test('a minor’s secret session from the menu of the record', async () => {
  const page = await at('empty record');
  await choose(page, button(page, 'Actes sur le dossier'), 'Ouvrir en connexion secrète');
  const dialog = page.getByRole('dialog', { name: 'Connexion secrète' });
  await use(page, dialog.getByRole('button', { name: 'Ouvrir en connexion secrète' }));
  await expect(page.getByText('Connexion secrète', { exact: true })).toBeVisible();
});

test('what waits on the desk: announcements shown, a visit bag sealed', async () => {
  const page = await at('home');
  await use(page, button(page, /Annonces à faire/));
  await expect(page.getByRole('row', { name: /biopsie/ })).toBeVisible();
  await page.keyboard.press('v');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+1');
  await use(page, button(page, /Mes dossiers/));
  await use(page, button(page, 'Préparer une tournée'));
  const search = page.getByRole('combobox', { name: 'Chercher parmi mes dossiers' });
  await expect(search).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 patient choisi')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('listbox', { name: 'Patients emportés' })).toBeVisible();
});

test('a minor’s document is hidden from his representatives as it is deposited', async () => {
  const page = await at('secret of a minor');
  const hidden = page.getByRole('radio', { name: 'Le cacher à ses représentants légaux' });
  await reach(page, page.getByRole('radio', { name: 'Ses représentants légaux peuvent le lire' }));
  await reach(page, hidden, 'ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByText('Ce qui pourrait le révéler ailleurs')).toBeVisible();
  await use(page, page.getByRole('button', { name: 'Déposer', exact: true }));
  await expect.poll(() => asked(page, 'deposit.send')).toBe(1);
});

test('what is bad news is hidden from its patient until it is announced', async () => {
  const page = await at('bad news to announce');
  await reach(page, page.getByRole('radio', { name: 'Le patient peut le lire dès maintenant' }));
  const hidden = page.getByRole('radio', { name: 'Le cacher au patient jusqu’à l’annonce' });
  await reach(page, hidden, 'ArrowDown');
  await page.keyboard.press('Space');
  await expect(hidden).toBeChecked();
  await use(page, page.getByRole('button', { name: 'Déposer', exact: true }));
  await expect.poll(() => asked(page, 'deposit.send')).toBe(1);
});

test('the outbox: what was read again leaves, what was refused is taken away, the receipts are kept', async () => {
  const page = await at('outbox');
  await expect(button(page, 'Envoyer l’acte relu')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => asked(page, 'outbox.release')).toBe(1);
  await use(page, button(page, 'Retirer'));
  await expect.poll(() => asked(page, 'outbox.forget')).toBe(1);
  await use(page, button(page, 'Enregistrer tous les accusés'));
  await expect.poll(() => asked(page, 'outbox.saveReceipts')).toBe(1);
});

test('the settings, the guide, and the matrix narrowed and compared with its versions', async () => {
  const page = await at('settings');
  const dialog = page.getByRole('dialog', { name: 'Réglages' });
  const themes = dialog.getByRole('radiogroup', { name: 'Apparence' });
  await reach(page, themes.getByRole('radio', { checked: true }));
  const dark = themes.getByRole('radio', { name: 'Sombre' });
  await reach(page, dark, 'ArrowDown');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await page.keyboard.press('F1');
  await expect(page.getByRole('searchbox', { name: 'Chercher dans le guide' })).toBeFocused();
  await page.keyboard.insertText('consentement');
  await expect(page.getByText(/^\d+ sections$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.insertText('matrice');
  const line = page.getByRole('option', { name: 'Matrice d’habilitation' });
  await expect(line).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Matrice d’habilitation' })).toBeVisible();
  await page.keyboard.press('v');
  await expect(page.getByText('À venir')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('À venir')).toHaveCount(0);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.insertText('pharmacien');
  await expect(page.getByText('× 1 profession')).toBeVisible();
});
