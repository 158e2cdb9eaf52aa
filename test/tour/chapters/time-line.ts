import { expect } from '@playwright/test';
import { documents, openPatient, showAll, shownCount, timeLine } from '../../e2e/driver.ts';
import type { Guide } from '../guide.ts';

/** The list of what may be read: filters, badges, two thousand documents, nothing at all. */
export async function timeLineChapter({ page, enter, step }: Guide): Promise<void> {
  enter('Liste des documents');
  await step(
    'le dossier d’un patient suivi, groupé par mois',
    async () => {
      await openPatient(page, 'diabetic');
      await expect(documents(page).first()).toBeVisible();
      return `${await shownCount(page)} documents ; premier : ${(await documents(page).first().innerText()).replaceAll('\n', ' · ')}`;
    },
    '09-liste',
  );
  await step('la recherche dans la liste ne garde que ce qui correspond', async () => {
    const all = await shownCount(page);
    await page.keyboard.press('/');
    await page.keyboard.type('synthese');
    await expect.poll(() => shownCount(page)).toBeLessThan(all);
    const kept = (await documents(page).allInnerTexts()).map((text) => text.split('\n')[0]);
    expect(kept.every((title) => /synthèse/i.test(title ?? ''))).toBe(true);
    await timeLine(page).getByRole('searchbox').fill('');
    return `${kept.length} sur ${all} : ${kept.join(', ')}`;
  });
  await step('un filtre par classe, posé puis retiré au clavier', async () => {
    const all = await shownCount(page);
    await timeLine(page)
      .getByRole('button', { name: /^Classe/ })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('option', { name: /^Prescription/ })
      .click();
    await page.keyboard.press('Escape');
    await expect.poll(() => shownCount(page)).toBeLessThan(all);
    const kept = await shownCount(page);
    await timeLine(page).getByRole('button', { name: 'Effacer les filtres' }).click();
    await expect.poll(() => shownCount(page)).toBe(all);
    return `${kept} sur ${all}`;
  });
  await step(
    'les documents remplacés et archivés portent leur mention',
    async () => {
      await showAll(page);
      await timeLine(page).getByRole('button', { name: 'Remplacés' }).click();
      await timeLine(page).getByRole('searchbox').fill('synthese');
      const replaced = documents(page).filter({ hasText: 'Remplacé' });
      await expect(replaced.first()).toBeVisible();
      const text = await replaced.first().innerText();
      await timeLine(page).getByRole('searchbox').fill('randonnee');
      const archived = documents(page).filter({ hasText: 'Archivé' });
      await expect(archived.first()).toBeVisible();
      return `${text} / ${await archived.first().innerText()}`.replaceAll('\n', ' · ');
    },
    '10-mentions',
  );
  await step(
    'deux mille documents défilent sans être tous dans la page',
    async () => {
      await openPatient(page, 'longRecord');
      await showAll(page);
      await expect.poll(() => shownCount(page), { timeout: 30_000 }).toBeGreaterThanOrEqual(2000);
      await expect(documents(page).nth(5)).toBeVisible();
      const rows = await documents(page).count();
      expect(rows).toBeLessThan(120);
      return `${await shownCount(page)} documents, ${rows} lignes dans la page`;
    },
    '11-deux-mille',
  );
  await step(
    'un dossier vide dit « aucun document déposé », jamais « aucun antécédent »',
    async () => {
      await openPatient(page, 'empty');
      const empty = page.getByText(/Aucun document déposé/).first();
      await expect(empty).toBeVisible();
      return empty.innerText();
    },
    '12-dossier-vide',
  );
}
