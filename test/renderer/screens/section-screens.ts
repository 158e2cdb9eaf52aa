import type { Page } from '@playwright/test';
import type { Way } from './screens.ts';

/** The parts of a record beside its documents, in each way in which one may be read, or not. */
export function sectionScreens(patient: (name: string) => Way): Readonly<Record<string, Way>> {
  const part =
    (name: string, key: string, region: string): Way =>
    async (page, origin) => {
      await patient(name)(page, origin);
      await page.getByRole('tab', { name: 'Documents' }).waitFor();
      await page.keyboard.press(key);
      await page.getByRole('region', { name: region }).waitFor();
    };
  const text = (way: Way, words: string): Way => {
    return async (page, origin) => {
      await way(page, origin);
      await page.getByText(words).first().waitFor();
    };
  };
  const vaccines = text(part('DURAND', '2', 'Vaccinations'), 'Repères du calendrier');
  const adding: Way = async (page, origin) => {
    await vaccines(page, origin);
    await page.getByRole('button', { name: 'Ajouter une vaccination' }).click();
    await page.getByRole('dialog').getByLabel('Code de la boîte').waitFor();
    await settled(page);
  };
  return {
    vaccines,
    'vaccines by date': async (page, origin) => {
      await vaccines(page, origin);
      await page.keyboard.press('v');
      await page.getByRole('table', { name: 'Par date' }).waitFor();
    },
    'adding a vaccination': adding,
    'choosing a vaccine': async (page, origin) => {
      await adding(page, origin);
      await page.getByRole('combobox', { name: 'Vaccin' }).fill('zona');
      await page.getByRole('option', { name: /^Zona/ }).click({ trial: true });
    },
    'a vaccination read from its box': async (page, origin) => {
      await adding(page, origin);
      await scan(page, `01095212340000131727063010GR26-9001`);
      await page.getByText('Code lu').waitFor();
    },
    'a code that is no box': async (page, origin) => {
      await adding(page, origin);
      await scan(page, 'IS0100000001234567');
      await page.getByText('Ce n’est pas le code').waitFor();
    },
    'taking a vaccination back': async (page, origin) => {
      await screensOf(vaccines)(page, origin);
      await page
        .getByRole('button', { name: /^Corriger/ })
        .first()
        .click();
      await page.getByRole('menuitem', { name: /Retirer/ }).click();
      await page.getByRole('alertdialog').waitFor();
      await settled(page);
    },
    'vaccines of an infant': text(part('PETIT', '2', 'Vaccinations'), 'En retard'),
    'no vaccine': text(part('GUÉRIN', '2', 'Vaccinations'), 'Aucune vaccination dans ce carnet'),
    'vaccines that are not mine to read': text(
      part('LAMBERT CAMILLE', '2', 'Vaccinations'),
      'ne vous est pas lisible',
    ),
    'care history': text(part('DURAND', '3', 'Historique de soins'), 'Détartrage'),
    'care history that is masked': text(part('ROUSSEAU', '3', 'Historique de soins'), 'Le patient a masqué'),
    'no care history': text(part('GUÉRIN', '3', 'Historique de soins'), 'Aucun soin remboursé'),
    profile: text(part('DURAND', '4', 'Profil médical et mesures'), 'Pénicilline'),
    'growth curves': text(part('PETIT', '4', 'Profil médical et mesures'), 'percentiles 3'),
    'growth curves of a teenager': text(
      part('LAMBERT CLÉMENCE', '4', 'Profil médical et mesures'),
      'Référence de croissance',
    ),
    'profile that is not shared': text(
      part('ROUSSEAU', '4', 'Profil médical et mesures'),
      'ne partage pas ses mesures',
    ),
    entourage: text(part('DURAND', '5', 'Entourage et volontés'), 'Personne de confiance'),
    'no entourage': text(part('GUÉRIN', '5', 'Entourage et volontés'), 'n’a rien renseigné'),
  };
}

/** The dialog has come in: a colour that is on its way is no colour. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));

const screensOf =
  (way: Way): Way =>
  async (page, origin) => {
    await way(page, origin);
    await page.keyboard.press('v');
    await page.getByRole('table', { name: 'Par date' }).waitFor();
  };

async function scan(page: Page, code: string): Promise<void> {
  const field = page.getByLabel('Code de la boîte');
  await field.fill(code);
  await field.press('Enter');
}
