import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { documents, openDocument, openPatient, timeLine, viewer } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

const TITLE = 'Dépôt de visite guidée – PDF';

async function act(page: Page, verb: string): Promise<void> {
  await viewer(page).getByRole('button', { name: 'Actions sur le document' }).click();
  await page.getByRole('menuitem', { name: verb }).click();
}

const row = (page: Page) => documents(page).filter({ hasText: TITLE }).first();

/** What the author may do with his own document. */
export async function actsChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Gérer ses documents');
  await openPatient(page, 'adult');
  const reversible: readonly (readonly [verb: string, badge: RegExp | null, asks: boolean])[] = [
    ['Masquer aux professionnels', /Masqué/, true],
    ['Rendre visible aux professionnels', null, true],
    ['Archiver', /Archivé/, false],
    ['Restaurer', null, false],
  ];
  for (const [verb, badge, asks] of reversible) {
    await step(
      verb,
      async () => {
        await openDocument(page, TITLE);
        await act(page, verb);
        const question = page.getByRole('alertdialog');
        if (asks) await question.getByRole('button', { name: verb }).click();
        await expect(question).toHaveCount(0);
        if (badge === null) await expect(row(page)).not.toContainText(/Masqué|Archivé/);
        else await expect(row(page)).toContainText(badge);
        return (await row(page).innerText()).replaceAll('\n', ' · ');
      },
      badge === null ? undefined : `18-${verb.split(' ')[0]?.toLowerCase()}`,
    );
  }
  await step(
    'supprimer demande le mot en toutes lettres, puis le document quitte la liste',
    async () => {
      await openDocument(page, TITLE);
      await act(page, 'Supprimer');
      const dialog = page.getByRole('alertdialog');
      await expect(dialog.getByRole('button', { name: 'Supprimer' })).toBeDisabled();
      await dialog.getByRole('textbox').fill('SUPPRIMER');
      await dialog.getByRole('button', { name: 'Supprimer' }).click();
      await expect(documents(page).filter({ hasText: TITLE })).toHaveCount(0);
      return timeLine(page)
        .getByRole('status')
        .filter({ hasText: /document/ })
        .first()
        .innerText();
    },
    '19-suppression',
  );
}
