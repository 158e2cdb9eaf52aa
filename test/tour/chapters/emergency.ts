import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import {
  documents,
  frenchDay,
  goHome,
  openPatient,
  patient,
  signIn,
  signOut,
  timeLine,
} from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

const bar = (page: Page) => page.getByRole('region', { name: 'Accès en urgence en cours' });

/** Break-glass and the calls of the Centre 15: before, during, after. Begins and ends with nobody at the post. */
export async function emergencyChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Urgence');
  const adult = patient('adult');
  await step('une pharmacienne prend le poste', async () => {
    await signIn(page, 'pharmacist');
    return 'poste ouvert';
  });
  await step(
    'depuis un dossier sans droit, l’accès en urgence dit la loi et montre les messages avant d’entrer',
    async () => {
      await openPatient(page, 'adult');
      await page.getByRole('button', { name: 'Accès en urgence' }).click();
      await expect(page.getByText('Accès en urgence à votre dossier')).toBeVisible();
      await page.keyboard.press('Control+1');
      await expect(page.getByRole('button', { name: 'Affirmer et entrer' })).toBeDisabled();
      await page.getByRole('textbox', { name: 'Motif' }).press('End');
      await page.keyboard.type('glycémie effondrée au comptoir');
      await expect(page.getByRole('button', { name: 'Affirmer et entrer' })).toBeEnabled();
      return 'le motif proposé ne suffit pas seul ; complété, on peut affirmer la condition et entrer';
    },
    '60-urgence-avant',
  );
  await step(
    'le dossier s’ouvre, le bandeau compte le temps',
    async () => {
      await page.keyboard.press('Control+Enter');
      await expect(documents(page).first()).toBeVisible({ timeout: 15_000 });
      return bar(page).innerText();
    },
    '61-urgence-dossier',
  );
  await step(
    'sur un autre écran, le bandeau reste',
    async () => {
      await goHome(page);
      await expect(bar(page)).toContainText(frenchDay(adult.birthDate));
      return bar(page).innerText();
    },
    '62-urgence-partout',
  );
  await step(
    'une touche y met fin : rien ne reste, qu’une ligne à relire',
    async () => {
      await page.keyboard.press('Alt+t');
      await expect(bar(page)).toHaveCount(0);
      await page.getByRole('button', { name: /Accès en urgence à relire/ }).click();
      const line = page.getByRole('row').filter({ hasText: 'glycémie effondrée' });
      await expect(line).toContainText('par vous');
      return line.innerText();
    },
    '63-urgence-relire',
  );
  await step('un patient opposé : le refus s’explique, la saisie reste', async () => {
    const opposed = patient('emergencyOff');
    await page.getByRole('tab', { name: 'Bris de glace' }).click();
    await page.getByRole('textbox', { name: 'Nom de naissance' }).fill(opposed.family);
    await page.getByRole('textbox', { name: 'Un prénom' }).fill(opposed.given[0] ?? '');
    await page.getByRole('textbox', { name: 'Date de naissance' }).fill(frenchDay(opposed.birthDate));
    await page.getByRole('textbox', { name: 'Motif' }).fill('Douleur thoracique, ne répond plus');
    await page.keyboard.press('Control+Enter');
    const refusal = page.getByRole('alert').filter({ hasText: 's’oppose' });
    await expect(refusal).toBeVisible();
    return refusal.innerText();
  });
  await step('un médecin régulateur prend le poste', async () => {
    await signOut(page);
    await signIn(page, 'regulator');
    return 'poste ouvert';
  });
  await step(
    'un appel : l’identité comme on l’entend, Entrée, le dossier',
    async () => {
      await page.keyboard.press('Alt+n');
      await expect(page.getByRole('combobox', { name: /Identité/ })).toBeFocused();
      await page.keyboard.type(`Mme ${adult.given[0] ?? ''} ${adult.family} ${frenchDay(adult.birthDate)}`);
      await expect(page.getByRole('option').first()).toContainText(adult.family);
      const began = performance.now();
      await page.keyboard.press('Enter');
      await expect(documents(page).first()).toBeVisible({ timeout: 15_000 });
      return `documents en ${Math.round(performance.now() - began)} ms`;
    },
    '64-appel-dossier',
  );
  await step(
    'deux appels à la fois, séparés ; chacun finit avec son dossier',
    async () => {
      await page.keyboard.press('Alt+n');
      await expect(page.getByRole('combobox', { name: /Identité/ })).toBeFocused();
      await page.keyboard.type('Monsieur');
      return bar(page).innerText();
    },
    '65-deux-appels',
  );
  await step('les appels se terminent par leur touche', async () => {
    await page.keyboard.press('Alt+t');
    await page.keyboard.press('Control+1');
    await expect(timeLine(page)).toBeVisible();
    await page.keyboard.press('Alt+t');
    await expect(bar(page)).toHaveCount(0);
    return 'aucun accès en cours';
  });
  await step('le régulateur se déconnecte', async () => {
    await signOut(page);
    return 'retour à l’identification';
  });
}
