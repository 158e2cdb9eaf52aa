import { expect } from '@playwright/test';
import { goHome, openPatient, runAct } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

/** The exact message before an act, and the proof of who accessed a record. */
export async function noticesChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Avis et preuve');
  await step(
    'le message que le patient recevra se lit mot pour mot, avant l’acte',
    async () => {
      await openPatient(page, 'adult2');
      await page.getByRole('button', { name: 'Lire le message' }).click();
      const paper = page.getByRole('article', { name: /^Message/ });
      await expect(paper).toContainText('aucune information médicale');
      return (await paper.innerText()).replaceAll(/\n+/g, ' · ');
    },
    '30-message',
  );
  await step('la preuve des accès s’enregistre depuis la palette', async () => {
    await runAct(page, 'preuve', 'Enregistrer la preuve des accès');
    const said = page.getByText(/Preuve enregistrée/);
    await expect(said).toBeAttached();
    return said.innerText();
  });
  await goHome(page);
}
