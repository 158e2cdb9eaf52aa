import { expect, type Page, test } from '@playwright/test';
import { patient, screens } from '../renderer/screens/screens.ts';
import { OVERLAYS_SHOWN, PARTS_SHOWN, SCREENS_SHOWN } from '../renderer/screens/shown-by.ts';
import { findings } from './look.ts';
import { useBuiltPage } from './built-page.ts';

/**
 * The built page under the real policy with an in-page workstation: each state of each screen can be reached,
 * whatever the service says. The real chain is tested by the other specs.
 */
const built = useBuiltPage();
// Each state has a page of its own: several workers share them out, each with one browser.
test.describe.configure({ mode: 'parallel' });

/** A state that stands for a screen, a part or an overlay shows it. */
async function expectShown(page: Page, name: string): Promise<void> {
  const of = (shown: Readonly<Record<string, string>>) =>
    Object.keys(shown).filter((id) => shown[id] === name);
  for (const id of of(SCREENS_SHOWN)) await expect(page.locator(`[data-screen="${id}"]`)).toBeVisible();
  for (const id of of(PARTS_SHOWN)) {
    await expect(page.locator(`[role=tab][data-key="${id}"][aria-selected=true]`)).toBeVisible();
  }
  for (const _ of of(OVERLAYS_SHOWN)) {
    // The one that it was opened from may still be on its way out.
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await expect(page.getByRole('dialog')).toBeVisible();
  }
}

for (const [name, way] of Object.entries(screens)) {
  test(`${name}: nothing for axe to find or out of reach, light, dark and zoomed; no patient in the title`, async () => {
    const { page, complaints } = await built().open();
    await way(page, built().origin);
    await expectShown(page, name);
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await page.title()).toBe('Poste Santé');
  });
}

test.describe('by keyboard', () => {
  const list = (page: Page) => page.getByRole('listbox', { name: 'Documents' });
  const line = (page: Page) =>
    list(page).evaluate((element) => {
      const id = element.getAttribute('aria-activedescendant');
      return id === null ? null : (document.getElementById(id)?.getAttribute('aria-posinset') ?? null);
    });

  test('the next patient is one key away; J, K, arrows, Enter and Esc rule the time line', async () => {
    const { page } = await built().open();
    await screens['home']?.(page, built().origin);
    await page.keyboard.press('Enter');
    await expect(list(page)).toBeFocused();
    expect(await line(page)).toBe('1');
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    expect(await line(page)).toBe('3');
    await page.keyboard.press('k');
    expect(await line(page)).toBe('2');
    await page.keyboard.press('End');
    expect(await line(page)).toBe('45');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option', { selected: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('option', { selected: true })).toHaveCount(0);
    await expect(list(page)).toBeFocused();
  });

  test('nothing is read before Enter: moving along the list opens no document', async () => {
    const { page } = await built().open();
    await screens['record']?.(page, built().origin);
    for (let step = 0; step < 10; step += 1) await page.keyboard.press('j');
    const opened = await page.evaluate(
      () => window.fake.calls.filter(({ channel }) => channel === 'document.open').length,
    );
    expect(opened).toBe(0);
  });

  test('the focus comes back after a dialog', async () => {
    const { page } = await built().open();
    await screens['record']?.(page, built().origin);
    for (const keys of ['Control+k', '?']) {
      await list(page).focus();
      await page.keyboard.press(keys);
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await expect(list(page)).toBeFocused();
    }
  });

  test('what was typed is there when one comes back to a screen', async () => {
    const { page } = await built().open();
    await screens['search']?.(page, built().origin);
    await page.getByLabel('Premier prénom').fill('Camille');
    await page.keyboard.press('Alt+5');
    await page.keyboard.press('Alt+2');
    await expect(page.getByLabel('Premier prénom')).toHaveValue('Camille');
    await expect(page.getByRole('combobox', { name: 'Rechercher un patient' })).toHaveValue('lambert');
  });

  test('the discretion key hides the record; the next key only shows it again', async () => {
    const { page } = await built().open();
    await screens['discretion']?.(page, built().origin);
    await expect(page.getByText('Appuyez sur une touche')).toBeVisible();
    await page.keyboard.press('d');
    await expect(page.getByText('Appuyez sur une touche')).toHaveCount(0);
    await expect(list(page)).toBeVisible();
  });
});

test('where motion is unwelcome nothing is on its way from light to dark', async () => {
  /** What moves because the theme turns; asked in the same breath, before a frame could end it. */
  const moving = async (motion: 'reduce' | 'no-preference'): Promise<number> => {
    const { page } = await built().open({ reducedMotion: motion });
    await screens['record']?.(page, built().origin);
    const count = await page.evaluate(async () => {
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
      document.documentElement.dataset['theme'] = 'dark';
      return document.getAnimations().length;
    });
    return count;
  };
  expect(await moving('no-preference')).toBeGreaterThan(0);
  // With a duration, however short, each element would wait for the colour of the one around it, frame by frame.
  expect(await moving('reduce')).toBe(0);
});

test('after a lock nothing of the patient is in the page', async () => {
  const { page } = await built().open();
  await screens['leaving']?.(page, built().origin);
  const text = await page.evaluate(() => document.documentElement.outerHTML);
  expect(text).not.toMatch(/DURAND|MARTIN|2780544/);
});

test('2 000 documents cost what fits on the screen', async () => {
  const { page } = await built().open();
  await page.setViewportSize({ width: 1600, height: 1000 });
  await patient('ROUSSEAU')(page, built().origin);
  await page.getByRole('button', { name: 'Afficher tout' }).click();
  await expect(page.getByText(/^1.999 documents$/)).toBeVisible();
  const nodes = () =>
    page.evaluate(() => document.querySelectorAll('[role="listbox"][aria-label^="Documents"] *').length);
  expect(await nodes()).toBeLessThanOrEqual(250);
  await page.getByRole('listbox', { name: 'Documents' }).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('option').last()).toBeVisible();
  expect(await nodes()).toBeLessThanOrEqual(250);
});
