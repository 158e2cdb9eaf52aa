import { expect, test } from '@playwright/test';
import { recoveryScreens } from '../renderer/screens/recovery-screens.ts';
import { type Seen, useBuiltPage } from './built-page.ts';

/** What a professional sees of damaged data and of a disk that fails; that it is so is proved on the real stores. */
const built = useBuiltPage();

async function at(screen: string): Promise<Seen> {
  const seen = await built().open();
  await recoveryScreens[screen]?.(seen.page, built().origin);
  return seen;
}

test('damaged data: what was found and what was not, then on with the work by one key', async () => {
  const { page, complaints } = await at('damaged store');
  await expect(page.getByText('2 envois en attente')).toBeVisible();
  await expect(page.getByText('vos brouillons')).toBeVisible();
  const goOn = page.getByRole('button', { name: 'Continuer' });
  await expect(goOn).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Rechercher un patient' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('data of a newer version: the version is named, nothing deletes, and the way out is the first one', async () => {
  const { page } = await at('newer store');
  await expect(page.getByText('Poste Santé 0.4.0')).toBeVisible();
  await expect(page.getByRole('button', { name: /supprimer|effacer/i })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Se déconnecter' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.evaluate(() => window.fake.calls.some(({ channel }) => channel === 'session.signOut')))
    .toBe(true);
});

test('a disk that failed is said on every screen, with the one act that mends it', async () => {
  const { page } = await at('failed disk');
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('alert').filter({ hasText: 'a refusé une écriture' })).toBeVisible();
  await page.getByRole('button', { name: 'Verrouiller et vérifier' }).click();
  await expect(page.getByRole('heading', { name: 'Poste verrouillé' })).toBeVisible();
});

test('the screens hold at 1280 × 720 enlarged twice', async () => {
  const seen = await built().open({ viewport: { width: 640, height: 360 } });
  await recoveryScreens['damaged store']?.(seen.page, built().origin);
  const width = await seen.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(640);
});
