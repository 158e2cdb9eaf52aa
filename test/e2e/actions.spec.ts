import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { minimalPdf } from '../electron/workstation/minimal-pdf.ts';
import {
  documents,
  frenchDay,
  patient,
  scannedBox,
  scannedCode,
  searchBox,
  signIn,
  signOut,
  timeLine,
} from './driver.ts';
import { choose, use, walkTo } from './hands.ts';
import { expect, test } from './test.ts';

/**
 * The tasks that are done most, by the keyboard alone in the real page, and what each costs. An action does or says
 * something: a key, a chord, words typed in one go. A move (Tab, an arrow) only carries the focus and is counted
 * apart. `docs/actions.md` holds the numbers: a task that grows is seen here.
 */
test.describe.configure({ mode: 'serial' });

const page_ = path.resolve(import.meta.dirname, '../../docs/actions.md');

interface Cost {
  actions: number;
  moves: number;
  /** What it may cost at most; null: nobody said. */
  readonly bar: number | null;
}
const measured = new Map<string, Cost>();

/** A person's hands on the keyboard. */
function handsOn(page: Page, bar: number | null) {
  const cost: Cost = { actions: 0, moves: 0, bar };
  return {
    cost,
    press: async (keys: string): Promise<void> => {
      cost.actions += 1;
      await page.keyboard.press(keys);
    },
    type: async (words: string): Promise<void> => {
      cost.actions += 1;
      await page.keyboard.insertText(words);
    },
    /** A reader of codes types, and ends with Enter by itself. */
    scan: async (code: string): Promise<void> => {
      cost.actions += 1;
      await page.keyboard.type(code);
      await page.keyboard.press('Enter');
    },
    drop: async (on: Locator, name: string, bytes: Uint8Array): Promise<void> => {
      cost.actions += 1;
      const dataTransfer = await page.evaluateHandle(
        ([named, base64]) => {
          const transfer = new DataTransfer();
          const file = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
          transfer.items.add(new File([file], named, { type: 'application/pdf' }));
          return transfer;
        },
        [name, Buffer.from(bytes).toString('base64')] as const,
      );
      for (const event of ['dragenter', 'dragover', 'drop']) await on.dispatchEvent(event, { dataTransfer });
    },
    move: async (keys: string): Promise<void> => {
      cost.moves += 1;
      await page.keyboard.press(keys);
    },
  };
}

async function task(
  page: Page,
  name: string,
  bar: number | null,
  act: (hands: ReturnType<typeof handsOn>) => Promise<void>,
): Promise<void> {
  const hands = handsOn(page, bar);
  await act(hands);
  measured.set(name, hands.cost);
}

/** Carries the focus to what is to be used, as a person does. */
async function reach(hands: ReturnType<typeof handsOn>, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  await walkTo(target, 24, () => hands.move('Tab'));
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const list = (page: Page) => page.getByRole('listbox', { name: 'Documents du dossier' });
const viewer = (page: Page) => page.getByRole('region', { name: 'Document', exact: true });

const BOX = scannedBox('ZN26-4411');

/** The first box of a product is named by hand; the post knows it from then on. */
async function learnBox(page: Page): Promise<void> {
  await page.keyboard.type(BOX);
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog');
  await form.getByRole('combobox', { name: 'Vaccin' }).fill('Zona');
  await page.getByRole('option', { name: /^Zona/ }).click();
  await form.getByRole('button', { name: 'Ajouter' }).click();
  await expect(form).toHaveCount(0);
}

/** What else is done with one's own document, by the same keys: shown again, archived and restored, replaced. */
async function manageOwn(page: Page, own: Locator): Promise<void> {
  await page.keyboard.press('m');
  await expect(page.getByRole('alertdialog').getByRole('button').last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(own).not.toContainText('Masqué');
  const acts = viewer(page).getByRole('button', { name: 'Actions sur le document' });
  await choose(page, acts, 'Archiver');
  await expect(own).toContainText('Archivé');
  await choose(page, acts, 'Restaurer');
  await expect(own).not.toContainText('Archivé');

  await choose(page, acts, 'Remplacer par une nouvelle version');
  const chooser = page.waitForEvent('filechooser', { timeout: 20_000 });
  await use(page, page.locator('button', { hasText: 'Choisir un fichier' }));
  await (
    await chooser
  ).setFiles({
    name: 'consultation.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(minimalPdf('Compte rendu de consultation, complété')),
  });
  await use(page, page.getByRole('textbox', { name: 'Titre' }));
  await expect(page.getByRole('heading', { name: 'Qui pourra le lire' })).toBeVisible();
  await use(page, page.getByRole('button', { name: 'Déposer', exact: true }));
  await expect(page.getByText('Reçu du service')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Terminer' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeVisible();
}

test('a doctor’s tasks', async ({ app: { page } }) => {
  // The browser is told early that its file dialog is ours: told with the key press, it may come too late.
  page.on('filechooser', () => undefined);
  await signIn(page, 'doctor');
  await expect(page.getByRole('listbox', { name: 'Patients du jour' })).toBeVisible();
  await task(page, 'Ouvrir le patient suivant', 1, async (hands) => {
    await hands.press('Alt+s');
    await expect(heading(page)).toContainText('MOREAU');
    await expect(list(page)).toBeFocused();
  });
  await task(page, 'Ouvrir la dernière biologie du dossier', 2, async (hands) => {
    await hands.press('b');
    await expect(viewer(page)).toContainText('biologiques');
  });
  await page.keyboard.press('Alt+1');
  await expect(searchBox(page)).toBeFocused();
  await task(page, 'Trouver un patient par son nom et ouvrir', 2, async (hands) => {
    await hands.type('rousseau claire');
    await expect(page.getByRole('option').first()).toContainText('ROUSSEAU');
    await hands.press('Enter');
    await expect(heading(page)).toContainText('ROUSSEAU');
  });
  const oral = page.getByRole('radio', { name: 'Équipe de soins, oral' });
  await expect(oral).toBeAttached();
  await task(page, 'Déclarer le consentement (équipe de soins, oral)', 3, async (hands) => {
    await reach(hands, oral);
    await hands.press('Space');
    await expect(oral).toBeChecked();
    await reach(hands, page.getByRole('checkbox'));
    await hands.press('Space');
    await expect(page.getByRole('checkbox')).toBeChecked();
    const declare = page.getByRole('button', { name: 'Déclarer le consentement' });
    await reach(hands, declare);
    await hands.press('Enter');
    await expect(timeLine(page)).toBeVisible({ timeout: 15_000 });
  });
  await expect(list(page)).toBeFocused();
  await task(page, 'Déposer un PDF choisi dans un dossier du poste', null, async (hands) => {
    await hands.press('d');
    const choose = page.locator('button', { hasText: 'Choisir un fichier' });
    await expect(choose).toBeFocused();
    const chooser = page.waitForEvent('filechooser', { timeout: 20_000 });
    await hands.press('Enter');
    hands.cost.actions += 1;
    await (
      await chooser
    ).setFiles({
      name: 'compte-rendu-de-consultation.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(minimalPdf('Compte rendu de consultation')),
    });
    await expect(page.getByRole('textbox', { name: 'Titre' })).toBeVisible();
    await reach(hands, page.getByRole('textbox', { name: 'Titre' }));
    await hands.press('Enter');
    await expect(page.getByRole('heading', { name: 'Qui pourra le lire' })).toBeVisible();
    await reach(hands, page.getByRole('button', { name: 'Déposer', exact: true }));
    await hands.press('Enter');
    await expect(page.getByText('Reçu du service')).toBeVisible({ timeout: 20_000 });
  });
  await expect(page.getByRole('button', { name: 'Terminer' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeVisible();
  const own = documents(page).first();
  await expect(own).toContainText('RENAUD');
  await page.keyboard.press('j');
  await expect(list(page)).toBeFocused();
  await page.keyboard.press('Home');
  await task(page, 'Masquer un document que l’on a déposé', 3, async (hands) => {
    await hands.press('Enter');
    await expect(viewer(page).getByRole('heading', { level: 2 })).toBeVisible();
    await hands.press('m');
    await expect(page.getByRole('alertdialog').getByRole('button').last()).toBeFocused();
    await hands.press('Enter');
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await expect(own).toContainText('Masqué');
  });
  await manageOwn(page, own);
  await task(page, 'Déposer un PDF glissé sur le dossier ouvert', 3, async (hands) => {
    await hands.drop(
      timeLine(page),
      'compte-rendu-de-consultation.pdf',
      minimalPdf('Compte rendu de la consultation de contrôle'),
    );
    await expect(page.getByRole('textbox', { name: 'Titre' })).toBeFocused();
    await hands.press('Enter');
    await expect(page.getByRole('heading', { name: 'Qui pourra le lire' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Déposer', exact: true })).toBeFocused();
    await hands.press('Enter');
    await expect(page.getByText('Reçu du service')).toBeVisible({ timeout: 20_000 });
  });
  await expect(page.getByRole('button', { name: 'Terminer' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeVisible();
  await learnBox(page);
  await task(page, 'Ajouter une vaccination par le lecteur de codes', 2, async (hands) => {
    await hands.scan(BOX);
    const form = page.getByRole('dialog');
    await expect(form.getByRole('combobox', { name: 'Vaccin' })).toHaveValue('Zona recombinant');
    await expect(form.getByRole('button', { name: 'Ajouter' })).toBeFocused();
    await hands.press('Enter');
    await expect(form).toHaveCount(0);
    await expect(page.getByText('elle part dans quelques secondes')).toBeVisible();
  });
  await signOut(page);
});

test('a pharmacist’s tasks', async ({ app: { page } }) => {
  await signIn(page, 'pharmacist');
  await expect(searchBox(page)).toBeFocused();
  await task(page, 'Ouvrir un patient par le code de son papier, et le montrer', null, async (hands) => {
    await hands.type(scannedCode('diabetic'));
    await expect(page.getByText('Code lu')).toBeVisible();
    await hands.press('Enter');
    await expect(page.getByRole('button', { name: 'Montrer le dossier' })).toBeFocused();
    await hands.press('Enter');
    await expect(heading(page)).toContainText('MOREAU');
    await expect(
      page.getByRole('group', { name: 'Au comptoir' }).getByText('Créatinine').first(),
    ).toBeVisible();
  });
  await task(page, 'Noter une dispensation et la déposer', 3, async (hands) => {
    await hands.press('n');
    await expect(page.getByRole('textbox', { name: 'Votre note' })).toBeFocused();
    await hands.type('Metformine 1 000 mg, une boîte.');
    await hands.press('Control+Enter');
    await expect(page.getByText('Reçu du service')).toBeVisible({ timeout: 20_000 });
  });
  await expect(page.getByRole('button', { name: 'Fermer' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const adult = patient('adult');
  await task(page, 'Bris de glace, de rien aux documents', 6, async (hands) => {
    await hands.press('Alt+6');
    await expect(page.getByRole('textbox', { name: 'Nom de naissance' })).toBeFocused();
    await hands.type(adult.family);
    await hands.move('Tab');
    await hands.type(adult.given[0] ?? '');
    await hands.move('Tab');
    await hands.type(frenchDay(adult.birthDate));
    const reason = page.getByRole('textbox', { name: 'Motif' });
    await reach(hands, reason);
    await hands.type('chute au comptoir, ne répond plus');
    await expect(page.getByRole('button', { name: 'Affirmer et entrer' })).toBeEnabled();
    await hands.press('Control+Enter');
    await expect(documents(page).first()).toBeVisible({ timeout: 15_000 });
  });
  await page.keyboard.press('Alt+t');
  await signOut(page);
});

test('a regulator’s tasks, and the lock', async ({ app: { page } }) => {
  await signIn(page, 'regulator');
  const adult = patient('adult');
  await expect(page.getByRole('combobox', { name: /Identité/ })).toBeFocused();
  await task(page, 'Nouvel appel, jusqu’aux documents', 2, async (hands) => {
    await hands.type(`${adult.family} ${adult.given[0] ?? ''} ${frenchDay(adult.birthDate)}`);
    await expect(page.getByRole('option').first()).toContainText(frenchDay(adult.birthDate));
    await hands.press('Enter');
    await expect(page.getByRole('region', { name: 'Faits vitaux' }).getByText('lu à')).toBeVisible({
      timeout: 15_000,
    });
    await expect(documents(page).first()).toBeVisible();
  });
  await task(page, 'Verrouiller', 1, async (hands) => {
    await hands.press('Control+l');
    await expect(page.getByRole('heading', { name: 'Poste verrouillé' })).toBeVisible({ timeout: 20_000 });
  });
});

test('docs/actions.md says what was counted, and no task costs more than it may', () => {
  const rows = [...measured].map(
    ([name, { actions, moves, bar }]) =>
      `| ${name} | ${String(actions)} | ${bar === null ? '–' : String(bar)} | ${String(moves)} |`,
  );
  process.stdout.write(
    `\n| tâche | actions | au plus | déplacements |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`,
  );
  const text = readFileSync(page_, 'utf8');
  for (const [name, { actions, bar }] of measured) {
    expect(text).toContain(`| ${name} | ${String(actions)} | ${bar === null ? '–' : String(bar)} |`);
    if (bar !== null) expect(actions, name).toBeLessThanOrEqual(bar);
  }
  expect([...measured.values()].filter(({ bar }) => bar !== null).length).toBeGreaterThanOrEqual(10);
});
