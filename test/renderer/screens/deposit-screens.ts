import type { Page } from '@playwright/test';
import type { Way } from './screens.ts';

const opened =
  (name: string, start = ''): Way =>
  async (page, origin) => {
    await page.goto(`${origin}/${start}`);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.type(name);
    await page.getByRole('option', { name }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };

async function chooseFile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Déposer un document' }).last().click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'cr.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4'),
  });
  await page.getByLabel('Titre').waitFor();
}

/** The review of a deposit under a title that the fake workstation recognises. */
const reviewing =
  (way: Way, title: string): Way =>
  async (page, origin) => {
    await way(page, origin);
    await chooseFile(page);
    await page.getByLabel('Titre').fill(title);
    await page.getByRole('button', { name: 'Relire avant de déposer' }).click();
    await page.getByRole('heading', { name: 'Qui pourra le lire' }).waitFor();
  };

const menuAct = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Actes sur le dossier' }).click();
  await page.getByRole('menuitem', { name }).click();
};

const secretDialog: Way = async (page, origin) => {
  await opened('PETIT')(page, origin);
  await menuAct(page, 'Ouvrir en connexion secrète');
  await page.getByRole('dialog', { name: 'Connexion secrète' }).waitFor();
};
const secretSession: Way = async (page, origin) => {
  await secretDialog(page, origin);
  await page.getByRole('button', { name: 'Ouvrir en connexion secrète' }).click();
  await page.getByText('Connexion secrète', { exact: true }).waitFor();
};
const staffRecord = opened('DURAND', '?start=staff');

/** What surrounds a deposit: announcements, a minor's secret, an opposition, a secretary. */
export const depositScreens: Readonly<Record<string, Way>> = {
  'bad news to announce': reviewing(opened('DURAND'), 'Biopsie – carcinome'),
  'announcement unanswered': async (page, origin) => {
    await reviewing(opened('DURAND'), 'Biopsie – carcinome')(page, origin);
    await page.getByRole('button', { name: 'Déposer', exact: true }).click();
    await page.getByText('Répondez avant de déposer').waitFor();
  },
  'secret of a minor': reviewing(opened('PETIT'), 'Première contraception'),
  'hidden from the representatives': async (page, origin) => {
    await reviewing(opened('PETIT'), 'Première contraception')(page, origin);
    await page.getByText('Le cacher à ses représentants légaux').click();
    await page.getByText('Ce qui pourrait le révéler ailleurs').waitFor();
  },
  'a scan that could not be read': reviewing(opened('DURAND'), 'Courrier scanné'),
  'secret session proposed': secretDialog,
  'secret session': secretSession,
  'opposition to feeding': async (page, origin) => {
    await opened('DURAND')(page, origin);
    await menuAct(page, 'Enregistrer une opposition à l’alimentation');
    await page.getByLabel('Motif légitime').fill('Crainte d’un proche qui a ses codes.');
    await page.getByRole('button', { name: 'Enregistrer l’opposition' }).click();
    await page.getByText('Le patient s’oppose depuis le').waitFor();
  },
  'opposition being recorded': async (page, origin) => {
    await opened('DURAND')(page, origin);
    await chooseFile(page);
    await page.getByRole('button', { name: 'Le patient s’y oppose' }).click();
    await page.getByLabel('Motif légitime').waitFor();
  },
  announcements: async (page, origin) => {
    await page.goto(`${origin}/`);
    await page.getByRole('button', { name: /Annonces à faire/ }).click();
    await page.getByRole('row', { name: /biopsie/ }).waitFor();
  },
  'showing to the patient': async (page, origin) => {
    await page.goto(`${origin}/`);
    await page.getByRole('button', { name: /Annonces à faire/ }).click();
    await page.getByRole('row', { name: /biopsie/ }).waitFor();
    await page.keyboard.press('v');
    await page.getByRole('alertdialog').waitFor();
  },
  'record for a secretary': async (page, origin) => {
    await staffRecord(page, origin);
    await page.getByText('Identité et dépôt').waitFor();
  },
  'deposit by a secretary': async (page, origin) => {
    await staffRecord(page, origin);
    await chooseFile(page);
    await page.getByRole('button', { name: 'Relire avant de déposer' }).click();
    await page.getByText('Choisissez pour qui vous déposez').waitFor();
  },
};
