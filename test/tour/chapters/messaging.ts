import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Application } from '../../e2e/application.ts';
import { declareConsent, openPatient, timeLine } from '../../e2e/driver.ts';
import { goTo, line, openSpaceOf } from '../../e2e/space-driver.ts';
import type { Guide } from '../guide.ts';

const TOPIC = 'Glycémies du matin';
const SOON = { timeout: 2_000 };

/** Messages with all patients and with one, the agenda and the catalogue, seen from both sides. */
export const messagingChapter =
  (app: Application, folder: string) =>
  async ({ page, enter, step }: Guide): Promise<void> => {
    enter('Messages, agenda, services');
    let space: Page | undefined;
    const inSpace = (): Page => {
      if (space === undefined) throw new Error('l’espace du patient n’est pas ouvert');
      return space;
    };
    const conversation = (where: Page) =>
      where.getByRole('region', { name: 'Messages de cet échange' }).filter({ visible: true });
    const part = async (name: string): Promise<void> => {
      await page.getByRole('tab', { name }).click();
      await expect(page.getByRole('tab', { name, selected: true })).toBeVisible();
    };

    await step(
      'tous les échanges, et ce qui y est nouveau',
      async () => {
        await page
          .getByRole('navigation', { name: 'Écrans' })
          .getByRole('button', { name: /^Messages/ })
          .click();
        const thread = page.getByRole('option').filter({ hasText: TOPIC });
        await expect(thread).toBeVisible();
        return thread.innerText();
      },
      '80-messages',
    );
    await step(
      'le patient lit la réponse dans ses deux secondes',
      async () => {
        space = await openSpaceOf(app, 'diabetic');
        await goTo(space, 'Messages');
        await line(space, 'Échanges', TOPIC).getByRole('button').click();
        await page.getByRole('option').filter({ hasText: TOPIC }).click();
        const field = page.getByRole('textbox', { name: 'Message', exact: true });
        await field.fill('Très bien, nous les regarderons ensemble.');
        await page.getByRole('button', { name: 'Envoyer' }).click();
        await expect(conversation(inSpace())).toContainText('nous les regarderons', SOON);
        await inSpace().screenshot({ path: path.join(folder, '81-espace-messages.png') });
        return conversation(inSpace()).getByRole('listitem').last().innerText();
      },
      '81-echange',
    );
    await step(
      'l’agenda du dossier, et ce qui est recommandé à cet âge',
      async () => {
        await openPatient(page, 'diabetic');
        // Open already, or opened by a consent: links are shown to whoever has a right.
        const consent = page.getByRole('radio', { name: 'Équipe de soins, oral' });
        await expect(consent.or(timeLine(page)).first()).toBeVisible();
        if (await consent.isVisible()) await declareConsent(page, 'Équipe de soins', 'oral');
        await part('Agenda');
        const exams = page.getByRole('list', { name: 'Examens recommandés à cet âge' });
        await expect(exams).toBeVisible();
        return (await exams.innerText()).split('\n')[0] ?? '';
      },
      '82-agenda',
    );
    await step(
      'les services de l’État, et celui que le patient montre',
      async () => {
        await part('Services');
        const linked = page.getByRole('list', { name: 'Services' }).getByText(/Relié le/);
        await expect(linked.first()).toBeVisible();
        await page.getByRole('button', { name: 'Imprimer la fiche' }).click();
        await expect(page.getByText('Fiche imprimée.')).toBeAttached();
        await goTo(inSpace(), 'Agenda');
        await inSpace().screenshot({ path: path.join(folder, '83-espace-agenda.png') });
        await goTo(inSpace(), 'Services');
        await inSpace().screenshot({ path: path.join(folder, '84-espace-services.png') });
        await inSpace().getByRole('button', { name: 'Se déconnecter' }).click();
        return `${await linked.count()} service montré`;
      },
      '83-services',
    );
  };
