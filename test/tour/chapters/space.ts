import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import path from 'node:path';
import type { Application } from '../../e2e/application.ts';
import { declareConsent, documents, openPatient, showAll, timeLine } from '../../e2e/driver.ts';
import { enterSpace, goTo, line, openSpace } from '../../e2e/space-driver.ts';
import type { Guide } from '../guide.ts';

/** Both sides of an act: the patient's own space in a second window, beside the professional's. */
export const spaceChapter =
  (app: Application, folder: string) =>
  async ({ page, enter, step }: Guide): Promise<void> => {
    enter('L’espace du patient');
    let space: Page | undefined;
    const inSpace = (): Page => {
      if (space === undefined) throw new Error('l’espace du patient n’est pas ouvert');
      return space;
    };
    const shoot = (name: string): Promise<Buffer> =>
      inSpace().screenshot({ path: path.join(folder, `${name}.png`) });

    await step('la vue de formation ouvre l’espace du patient dans une seconde fenêtre', async () => {
      await openPatient(page, 'orthopaedic');
      // Open already, or opened by a consent: the record is read on both sides.
      const consent = page.getByRole('radio', { name: 'Équipe de soins, oral' });
      await expect(consent.or(timeLine(page)).first()).toBeVisible();
      if (await consent.isVisible()) await declareConsent(page, 'Équipe de soins', 'oral');
      await showAll(page);
      space = await openSpace(app);
      await enterSpace(space, 'orthopaedic');
      await shoot('60-espace-documents');
      return space.title();
    });
    await step('ce que le patient masque disparaît chez le professionnel, et y revient', async () => {
      const before = await documents(page).count();
      await inSpace().getByRole('button', { name: 'Masquer', exact: true }).first().click();
      const began = performance.now();
      await expect(documents(page)).toHaveCount(before - 1, { timeout: 2_000 });
      const took = Math.round(performance.now() - began);
      await inSpace().getByRole('button', { name: 'Rendre visible', exact: true }).first().click();
      await expect(documents(page)).toHaveCount(before, { timeout: 2_000 });
      return `${before} documents, puis ${before - 1} après ${took} ms, puis ${before}`;
    });
    await step(
      'un blocage vide l’écran du professionnel',
      async () => {
        await goTo(inSpace(), 'Mes professionnels');
        const reader = line(inSpace(), 'Ils peuvent consulter', /RENAUD/);
        await reader.getByRole('button', { name: 'Bloquer' }).click();
        await inSpace().getByRole('dialog').getByRole('button', { name: 'Bloquer' }).click();
        await expect(timeLine(page)).toHaveCount(0, { timeout: 2_000 });
        await shoot('61-espace-professionnels');
        await line(inSpace(), 'Bloqués', /RENAUD/)
          .getByRole('button', { name: 'Débloquer' })
          .click();
        return 'plus aucun document à l’écran';
      },
      '62-bloque',
    );
    await step('l’historique des accès nomme le professionnel', async () => {
      await goTo(inSpace(), 'Historique des accès');
      await inSpace().getByRole('searchbox', { name: 'Nom de la personne' }).fill('renaud');
      const access = line(inSpace(), 'Accès', /RENAUD/);
      await expect(access).toBeVisible();
      await shoot('63-espace-historique');
      return (await access.innerText()).split('\n').slice(0, 2).join(', ');
    });
    await step('le formateur lit les courriels envoyés, mot pour mot', async () => {
      await inSpace().getByRole('button', { name: 'Outils du formateur' }).click();
      const panel = inSpace().getByRole('complementary', { name: 'Outils du formateur' });
      await expect(panel.getByText('Droits d’accès à votre dossier').first()).toBeVisible();
      await shoot('64-espace-formateur');
      const clock = panel.getByRole('region', { name: 'Horloge du service' });
      const now = await clock.getByRole('time').innerText();
      await inSpace().close();
      return `horloge du service\u202F: ${now}`;
    });
  };
