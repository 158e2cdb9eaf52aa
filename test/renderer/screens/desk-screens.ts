import type { Page } from '@playwright/test';

type Way = (page: Page, origin: string) => Promise<void>;

const counter: Way = async (page, origin) => {
  await page.goto(`${origin}/?start=counter`);
  await page.getByRole('button', { name: 'Présenter une carte' }).waitFor();
  await page.getByRole('option').first().waitFor();
};
const counterRecord: Way = async (page, origin) => {
  await counter(page, origin);
  await page.keyboard.type('DURAND');
  await page.getByRole('option', { name: 'DURAND' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Montrer le dossier' }).waitFor();
};
const shown: Way = async (page, origin) => {
  await counterRecord(page, origin);
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Au comptoir' }).getByText('Créatinine').waitFor();
};

/** The desk of each trade, and what it opens. */
export const deskScreens = ({ home }: { readonly home: Way }): Readonly<Record<string, Way>> => ({
  'day of a doctor': async (page, origin) => {
    await home(page, origin);
    await page.getByRole('listbox', { name: 'Patients du jour' }).waitFor();
  },
  'day that is prepared': async (page, origin) => {
    await home(page, origin);
    await page.getByRole('button', { name: 'Préparer la journée' }).click();
    await page.getByText('préparé à').waitFor();
  },
  'day with somebody without an appointment': async (page, origin) => {
    await home(page, origin);
    await page.getByRole('listbox', { name: 'Patients du jour' }).waitFor();
    const field = page.getByRole('combobox', { name: 'Rechercher un patient' });
    await field.fill('petit');
    await page.getByRole('listbox', { name: 'Rechercher un patient' }).getByRole('option').first().waitFor();
    await page.keyboard.press('Alt+j');
    await page.getByText('Ajouté aux patients du jour').waitFor();
    await field.fill('');
    await page.getByRole('button', { name: 'Retirer' }).first().waitFor();
  },
  counter,
  'counter with names': async (page, origin) => {
    await counter(page, origin);
    await page.keyboard.press('Control+Shift+d');
    await page.getByRole('button', { name: 'Cacher les noms' }).waitFor();
  },
  'counter, a screen of names': async (page, origin) => {
    await counter(page, origin);
    await page.keyboard.press('Alt+5');
    await page.getByRole('button', { name: 'Montrer les noms' }).waitFor();
  },
  'code that is none': async (page, origin) => {
    await counter(page, origin);
    await page.keyboard.type('IS010000000000000000000000S1X');
    await page.getByText('Code lu').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Ce code n’est pas celui').waitFor();
  },
  'card to present': async (page, origin) => {
    await counter(page, origin);
    await page.getByRole('button', { name: 'Présenter une carte' }).click();
    await page.getByRole('dialog').getByRole('option').first().waitFor();
  },
  'record at the counter, hidden': counterRecord,
  'record at the counter': shown,
  'note at the counter': async (page, origin) => {
    await shown(page, origin);
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Votre note' }).waitFor();
  },
  'note deposited': async (page, origin) => {
    await shown(page, origin);
    await page.keyboard.press('n');
    await page
      .getByRole('textbox', { name: 'Votre note' })
      .fill('Metformine 1 000 mg, une boîte. Prise au repas.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Reçu du service').waitFor();
  },
  'desk of a regulator': async (page, origin) => {
    await page.goto(`${origin}/?start=regulating`);
    await page.getByRole('heading', { name: 'Appels' }).waitFor();
  },
  'desk of a regulator, an identity heard': async (page, origin) => {
    await page.goto(`${origin}/?start=regulating`);
    await page.getByRole('combobox', { name: 'Identité' }).fill('Mme Camille LAMBERT 12/05/1978');
    await page.getByRole('option').first().waitFor();
  },
});
