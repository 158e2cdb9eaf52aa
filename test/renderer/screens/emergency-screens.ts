import type { Page } from '@playwright/test';
import type { Way } from './screens.ts';

interface Ways {
  readonly home: Way;
  readonly patient: (name: string) => Way;
}

async function fillForm(page: Page): Promise<void> {
  await page.keyboard.press('Alt+6');
  await page.getByLabel('Nom de naissance').last().fill('lambert');
  await page.getByLabel('Un prénom').fill('Camille');
  await page.getByLabel('Date de naissance').last().fill('15/06/2010');
  await page.keyboard.press('Control+1');
  await page.keyboard.type('glycémie effondrée, seule à domicile');
}

async function regulate(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/?start=regulating`);
  await page.getByRole('combobox', { name: 'Identité' }).waitFor();
  await page.keyboard.press('Alt+6');
}

async function openCall(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Alt+n');
  await page.getByRole('combobox', { name: 'Identité' }).last().fill(text);
  await page.getByRole('listbox', { name: 'Identité' }).last().getByRole('option').first().waitFor();
}

/** The emergencies, before, during and after; one's own list; a regulator's calls. */
export const emergencyScreens = ({ home, patient }: Ways): Readonly<Record<string, Way>> => ({
  'emergency, ready to enter': async (page, origin) => {
    await home(page, origin);
    await fillForm(page);
    await page.getByText('Accès en urgence à votre dossier').first().waitFor();
  },
  'emergency from a gate, refused': async (page, origin) => {
    await patient('LE GOFF')(page, origin);
    await page.getByRole('button', { name: 'Accès en urgence' }).click();
    await page.evaluate(() => window.fake.fail('emergency.breakGlass', 'EMERGENCY_OPPOSED'));
    await page.getByLabel('Motif de l’accès').fill('Chute, inconscient, anticoagulant probable');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Ce patient s’oppose à l’accès en urgence').waitFor();
  },
  'record in an emergency': async (page, origin) => {
    await patient('LE GOFF')(page, origin);
    await page.getByRole('button', { name: 'Accès en urgence' }).click();
    await page.getByLabel('Motif de l’accès').fill('Chute, inconscient, anticoagulant probable');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('listbox', { name: 'Documents' }).waitFor();
  },
  'emergency on another screen': async (page, origin) => {
    await emergencyScreens({ home, patient })['record in an emergency']?.(page, origin);
    await page.keyboard.press('Alt+1');
    await page.getByRole('button', { name: 'Revenir au dossier' }).waitFor();
  },
  'emergency ended': async (page, origin) => {
    await emergencyScreens({ home, patient })['record in an emergency']?.(page, origin);
    await page.keyboard.press('Alt+t');
    await page.getByText('L’accès en urgence est terminé').waitFor();
  },
  'own emergencies': async (page, origin) => {
    await home(page, origin);
    await page.keyboard.press('Alt+6');
    await page.getByRole('tab', { name: 'Mes accès en urgence' }).click();
    await page.getByRole('button', { name: 'Relu' }).first().waitFor();
  },
  'no call': async (page, origin) => {
    await regulate(page, origin);
    await page.getByText('Aucun appel ouvert').waitFor();
  },
  'a call with homonyms': async (page, origin) => {
    await regulate(page, origin);
    await openCall(page, 'Mme Camille LAMBERT');
  },
  'several calls': async (page, origin) => {
    await regulate(page, origin);
    await openCall(page, 'DURAND Élise');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox', { name: 'Documents' }).waitFor();
    await openCall(page, 'petit léo 30/03/2025');
  },
  'record in a call': async (page, origin) => {
    await regulate(page, origin);
    await openCall(page, 'DURAND Élise');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox', { name: 'Documents' }).waitFor();
  },
  'vital facts, all of them': async (page, origin) => {
    await emergencyScreens({ home, patient })['record in a call']?.(page, origin);
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'L’essentiel' }).waitFor();
  },
  'vital facts that are not shared': async (page, origin) => {
    await regulate(page, origin);
    await openCall(page, 'PETIT');
    await page.keyboard.press('Enter');
    await page.getByText('non partagé par le patient').first().waitFor();
  },
  'sheet for the crew': async (page, origin) => {
    await emergencyScreens({ home, patient })['record in a call']?.(page, origin);
    await page.keyboard.press('t');
    await page.getByRole('region', { name: 'Contenu du document' }).waitFor();
    // « Imprimer » turns to its own colours once the page is drawn.
    await page.locator('button:enabled', { hasText: 'Imprimer' }).waitFor();
    await page.waitForFunction(() => document.getAnimations().length === 0);
  },
});
