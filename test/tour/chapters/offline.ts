import { expect } from '@playwright/test';
import {
  findsOnly,
  openDocument,
  openPart,
  openPatient,
  runAct,
  showAll,
  timeLine,
  viewerBody,
} from '../../e2e/driver.ts';
import type { Line } from '../../e2e/line.ts';
import type { Guide } from '../guide.ts';

/** A PDF, and a word that it says and no title. */
const READ = { title: 'Bilan podologique', word: 'hyperkératose' };

/** The line to the service is cut and mended while a record is read; then the patients of a round. */
export const offlineChapter =
  (line: Line) =>
  async ({ page, enter, step }: Guide): Promise<void> => {
    enter('Sans réseau');
    await openPatient(page, 'diabetic');
    await showAll(page);
    const openProfile = () => openPart(page, '4', 'Profil médical et mesures');
    const openDocuments = () => openPart(page, '1', 'Documents du dossier');
    await expect(await openProfile()).toContainText('Pénicilline');
    await openDocuments();
    await openDocument(page, READ.title);
    await expect(viewerBody(page)).toBeVisible();
    const notice = page.getByRole('status').filter({ hasText: 'Hors ligne' });
    await step(
      'le service ne répond plus : le dossier reste lisible, marqué de son heure',
      async () => {
        line.cut();
        await expect(notice).toBeVisible({ timeout: 20_000 });
        return notice.innerText();
      },
      '22-hors-ligne',
    );
    await step('un document lu se retrouve par un mot de ses pages, sans réseau', async () => {
      await findsOnly(page, READ.title, READ.word);
      const said = await timeLine(page).getByRole('status').first().innerText();
      await timeLine(page).getByRole('searchbox').fill('');
      return said;
    });
    await step('une rubrique lue reste lisible elle aussi, marquée de son heure', async () => {
      await expect(await openProfile()).toContainText('Pénicilline');
      const marked = page.getByText(/Hors ligne\s: rubrique affichée telle que/).first();
      await expect(marked).toBeVisible();
      const said = await marked.innerText();
      await openDocuments();
      return said;
    });
    await step('le service est de retour : ce qu’il dit prend la place de ce qui était gardé', async () => {
      line.mend();
      await expect(notice).toHaveCount(0, { timeout: 40_000 });
      return 'la mention a disparu';
    });
    await step(
      'les patients d’une tournée',
      async () => {
        await runAct(page, 'tournée', 'Tournée');
        const choice = page.getByRole('combobox', { name: 'Chercher parmi mes dossiers' });
        const impossible = page.getByText('Rien ne peut être emporté');
        await expect(choice.or(impossible)).toBeVisible();
        return (await choice.isVisible())
          ? page.getByText(/patient(s)? choisi/).innerText()
          : impossible.innerText();
      },
      '23-tournee',
    );
  };
