import { expect } from '@playwright/test';
import { declareConsent, openPatient, timeLine } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

/** Every state of the record and of the right, and the deliberate declaration of the consent. */
export async function rightsChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Dossier et droit');
  const states: readonly (readonly [string, string, RegExp])[] = [
    ['blockedDoctor', 'bloqué par le patient', /Ce patient vous a bloqué l’accès à son dossier/],
    ['expiredRight', 'expiré', /Votre droit d’accès a expiré/],
    ['closed', 'dossier fermé', /Ce dossier est fermé/],
    ['opposed', 'dossier inexistant', /Cette personne n’a pas de dossier/],
    ['adult', 'non déclaré', /Votre droit d’accès à ce dossier n’est pas déclaré/],
  ];
  for (const [key, name, words] of states) {
    await step(
      `état montré : ${name}`,
      async () => {
        await openPatient(page, key);
        const title = page.getByRole('main').getByText(words).first();
        await expect(title).toBeVisible();
        return title.innerText();
      },
      `07-droit-${key}`,
    );
  }
  await step(
    'rien n’est coché d’avance, et rien ne part sans geste',
    async () => {
      for (const radio of await page.getByRole('radio').all()) await expect(radio).not.toBeChecked();
      await expect(page.getByRole('checkbox')).not.toBeChecked();
      await expect(page.getByRole('button', { name: 'Déclarer le consentement' })).toBeDisabled();
      return 'aucun choix, aucune case, bouton inactif';
    },
    '07-consentement',
  );
  await step(
    'le consentement est déclaré : équipe de soins, oral',
    async () => {
      await declareConsent(page, 'Équipe de soins', 'oral');
      const right = page.getByText(/Accès jusqu’au/).first();
      await expect(right).toBeVisible();
      return `${await right.innerText()} ; ${await timeLine(page)
        .getByText(/document/)
        .first()
        .innerText()}`;
    },
    '08-consentement',
  );
}
