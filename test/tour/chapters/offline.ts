import { expect } from '@playwright/test';
import { documents, openPatient, runAct, showAll, viewerBody } from '../../e2e/driver.ts';
import type { Line } from '../../e2e/line.ts';
import type { Guide } from '../guide.ts';

/** The line to the service is cut and mended while a record is read; then the patients of a round. */
export const offlineChapter =
  (line: Line) =>
  async ({ page, enter, step }: Guide): Promise<void> => {
    enter('Sans réseau');
    await openPatient(page, 'diabetic');
    await showAll(page);
    await documents(page).first().click();
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
