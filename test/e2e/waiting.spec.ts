import { expect, type Page, test } from '@playwright/test';
import type { Channel } from '../../shared/bridge/channels.ts';
import { patient, screens } from '../renderer/screens/screens.ts';
import { useBuiltPage } from './built-page.ts';

/**
 * No screen waits for the network: with an answer that
 * never comes on any channel, each screen still stands, says that it is loading or what it has, and is left by key.
 */
const built = useBuiltPage();

/** Nothing that is asked from now on is answered, but on the channels that need no service. */
const silence = (page: Page, ...spared: readonly Channel[]): Promise<void> =>
  page.evaluate((heard) => {
    for (const channel of Object.keys(window.fake.bridge) as Channel[]) {
      if (!heard.includes(channel)) window.fake.hold(channel);
    }
  }, spared);

/** The palette opens over it and goes again: the page is alive, and its keys are heard. */
async function isAlive(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('each screen of the rail stands, and is left by key, while nothing answers', async () => {
  const { page, complaints } = await built().open();
  await screens['home']?.(page, built().origin);
  await silence(page);
  for (const [index, link] of (await page.getByRole('navigation').getByRole('button').all()).entries()) {
    await page.keyboard.press(`Alt+${index + 1}`);
    await expect(link).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    await isAlive(page);
  }
  expect(complaints).toEqual([]);
});

test('each part of a record says that it loads, under the banner of its patient, while nothing answers', async () => {
  const { page, complaints } = await built().open();
  await patient('DURAND')(page, built().origin);
  await page.getByRole('tab', { name: 'Documents' }).waitFor();
  await silence(page);
  const parts = await page.getByRole('tab').all();
  for (const [index, tab] of parts.entries()) {
    if (index === 0) continue;
    await page.keyboard.press(String((index + 1) % 10));
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('status', { name: 'Chargement' }).first()).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'DURAND' })).toBeVisible();
    await isAlive(page);
  }
  expect(parts.length).toBe(10);
  expect(complaints).toEqual([]);
});

test('a patient of the post has his banner at once, before the service says anything of his record', async () => {
  const { page, complaints } = await built().open();
  await screens['home']?.(page, built().origin);
  await silence(page, 'patients.search');
  await page.keyboard.type('DURAND');
  await page.getByRole('option', { name: 'DURAND' }).first().waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'DURAND' })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Chargement' }).first()).toBeVisible();
  await isAlive(page);
  expect(complaints).toEqual([]);
});
