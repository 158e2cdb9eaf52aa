import path from 'node:path';
import { expect } from '@playwright/test';
import type { Application } from '../../e2e/application.ts';
import { openCall, signIn, signOut, viewerBody, vitalFacts } from '../../e2e/driver.ts';
import { goTo, line, openSpaceOf } from '../../e2e/space-driver.ts';
import type { Guide } from '../guide.ts';

/** A call: the facts that count in seconds, the page for the crew, and nothing left of it. */
export const regulatorDeskChapter =
  (app: Application, folder: string) =>
  async ({ page, enter, step }: Guide): Promise<void> => {
    enter('Bureau du régulateur');
    const strip = vitalFacts(page);
    await step(
      'une identité tapée au bureau, Entrée : l’appel et les faits vitaux, chacun avec sa date et sa source',
      async () => {
        await signIn(page, 'regulator');
        await openCall(page, 'diabetic', 'desk');
        await expect(strip.getByText('Pénicilline')).toBeVisible();
        await expect(strip.getByText(/Synthèse médicale/).first()).toBeVisible();
        return strip.innerText();
      },
      '80-faits-vitaux',
    );
    await step(
      'ce qui n’est pas partagé est dit comme tel : jamais « aucun »',
      async () => {
        await openCall(page, 'elderly', 'record');
        await expect(strip.getByText(/non partagé par le patient/).first()).toBeVisible();
        await expect(strip).not.toContainText(/aucun/i);
        return strip.innerText();
      },
      '81-non-partage',
    );
    await step(
      'les appels ouverts sur le bureau',
      async () => {
        await page.keyboard.press('Alt+1');
        const board = page.getByRole('region', { name: 'Appels', exact: true });
        await expect(board.getByRole('button', { name: /Appel 1/ })).toContainText('MOREAU');
        return board.innerText();
      },
      '82-bureau-appels',
    );
    await step(
      'une page pour l’équipe, relue avant de partir',
      async () => {
        await page.keyboard.press('Control+1');
        await expect(strip.getByText('Pénicilline')).toBeVisible({ timeout: 15_000 });
        await page.keyboard.press('t');
        await expect(viewerBody(page)).toBeVisible({ timeout: 15_000 });
        const save = page.getByRole('button', { name: 'Enregistrer le PDF' });
        await expect(save).toBeEnabled();
        await save.click();
        return page.getByRole('dialog').getByRole('heading').first().innerText();
      },
      '83-fiche-de-transmission',
    );
    await step('la fin des appels efface tout', async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.keyboard.press('Alt+t');
      await expect(strip).toHaveCount(0);
      await page.keyboard.press('Control+1');
      await expect(strip).toBeVisible();
      await page.keyboard.press('Alt+t');
      await expect(page.getByRole('region', { name: 'Accès en urgence en cours' })).toHaveCount(0);
      return 'plus aucun appel, plus rien du dossier';
    });
    await step('le patient lit dans ses accès que la fiche a été remise, et par qui', async () => {
      const space = await openSpaceOf(app, 'diabetic');
      await goTo(space, 'Historique des accès');
      const handed = line(space, 'Accès', 'Remise d’une fiche à l’équipe de l’appel');
      await expect(handed).toBeVisible();
      await space.screenshot({ path: path.join(folder, '84-espace-remise.png') });
      const said = await handed.innerText();
      await space.getByRole('button', { name: 'Se déconnecter' }).click();
      return said;
    });
    await step('le régulateur se déconnecte', async () => {
      await signOut(page);
      return 'retour à l’identification';
    });
  };
