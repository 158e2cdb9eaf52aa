import type { Page } from '@playwright/test';
import { FAKE_CODE } from '../../fixtures/fake-keys.ts';
import type { Way } from './screens.ts';

/** A card is accepted, and the data on the post do not open. */
const trouble =
  (pin: string, title: string): Way =>
  async (page, origin) => {
    await page.goto(`${origin}/?start=signedOut`);
    await page.getByRole('option').first().waitFor();
    await page.getByLabel('Code de la carte').fill(pin);
    await page.keyboard.press('Enter');
    await page.getByText(title).waitFor();
  };

const ownKeys: Way = async (page, origin) => {
  await page.goto(`${origin}/`);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('clés et codes');
  await page.getByRole('option', { name: 'Clés et codes' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Trousseau du poste').waitFor();
};

const printed: Way = async (page, origin) => {
  await ownKeys(page, origin);
  await page.getByRole('button', { name: 'Imprimer un code' }).click();
  await page.getByRole('list', { name: 'Les sept groupes du code' }).waitFor();
};

const confirming: Way = async (page, origin) => {
  await printed(page, origin);
  await page.getByRole('button', { name: 'J’ai la feuille' }).click();
  await page.getByLabel('Groupe 3').waitFor();
};

async function typeBack(page: Page): Promise<void> {
  await page.getByLabel('Groupe 3').fill(FAKE_CODE[2] ?? '');
  await page.getByLabel('Groupe 6').fill(FAKE_CODE[5] ?? '');
}

export const keysScreens: Readonly<Record<string, Way>> = {
  'keychain locked': trouble('5550', 'Le trousseau de ce poste est verrouillé'),
  'keychain emptied': trouble('5551', 'Le trousseau de ce poste a été vidé'),
  'keychain replaced, no code printed': trouble('5552', 'Le trousseau de ce poste n’est plus le même'),
  'code of the card changed elsewhere': trouble('5553', 'Le code de votre carte a changé'),
  'older data put back': trouble('5554', 'Ces données sont une copie plus ancienne'),
  'begin anew': async (page, origin) => {
    await trouble('5555', 'Le fichier de la clé est abîmé')(page, origin);
    await page.getByText('Repartir à neuf').click();
    await page.getByText('J’ai compris').waitFor();
  },
  'own keys': ownKeys,
  'recovery code': printed,
  'recovery code, typed back wrong': async (page, origin) => {
    await confirming(page, origin);
    await page.getByLabel('Groupe 3').fill('00000');
    await page.getByLabel('Groupe 6').fill('00000');
    await page.keyboard.press('Enter');
    await page.getByText('Ce n’est pas ce qui est imprimé').waitFor();
  },
  'recovery code kept': async (page, origin) => {
    await confirming(page, origin);
    await typeBack(page);
    await page.keyboard.press('Enter');
    await page.getByText('Le code de secours compte à partir de maintenant.').waitFor();
  },
  'another code for the card': async (page, origin) => {
    await ownKeys(page, origin);
    await page.getByRole('button', { name: 'Changer le code' }).click();
    await page.getByLabel('Code actuel de la carte').fill('1234');
    await page.getByLabel('Nouveau code', { exact: true }).fill('1111');
    await page.getByLabel('Nouveau code, à nouveau').fill('1111');
    await page.keyboard.press('Enter');
    await page.getByText('Ce code serait essayé en premier').waitFor();
  },
};
