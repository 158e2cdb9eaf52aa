import { expect } from '@playwright/test';
import {
  documents,
  openDocument,
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
    const profile = page.getByRole('region', { name: 'Profil médical et mesures' });
    const part = async (key: string): Promise<void> => {
      await page.getByRole('tab', { name: 'Documents' }).focus();
      await page.keyboard.press(key);
    };
    await part('4');
    await expect(profile).toContainText('Pénicilline');
    await part('1');
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
      const search = timeLine(page).getByRole('searchbox');
      await expect(async () => {
        await search.fill('');
        await search.fill(READ.word);
        await expect(documents(page)).toHaveCount(1, { timeout: 3_000 });
      }).toPass({ timeout: 30_000 });
      await expect(documents(page).first()).toContainText(READ.title);
      const said = await timeLine(page).getByRole('status').first().innerText();
      await search.fill('');
      return said;
    });
    await step('une rubrique lue reste lisible elle aussi, marquée de son heure', async () => {
      await part('4');
      await expect(profile).toContainText('Pénicilline');
      const marked = page.getByText(/Hors ligne\s: rubrique affichée telle que/).first();
      await expect(marked).toBeVisible();
      const said = await marked.innerText();
      await part('1');
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
